import { z } from "zod";
import type {
  CloseRequest,
  LeaveRequest,
  MessageRequest,
  OpenRequest,
  ParkRequest,
  PresenceRequest,
  RatingRequest,
  SignInRequest,
  TransferRequest,
  VisitorSessionRequest,
} from "../wire/http.ts";
import type {
  ConsultRequest,
  JoinRequest,
  MoveRequest,
  PartRequest,
  PrioritiseRequest,
  ReachRequest,
  SwitchRequest,
  TagRequest,
} from "../wire/http_routing.ts";
import { CLASS_COUNT, JOIN_MODES, PRESENCES, VISIBILITIES } from "../wire/states.ts";
import { secondFactorCode } from "./account.ts";
import { browsingSession } from "./browsing.ts";
import { at, language, seq, someText, text, token } from "./fields.ts";
import { messageBody, visitFacts } from "./messages.ts";

/** Bodies and parameters of the HTTP interface. Unknown fields are refused, by name. */
export const visitorSessionRequest = z.strictObject({
  route: token,
  language,
  facts: visitFacts.optional(),
  browsing: browsingSession.optional(),
}) satisfies z.ZodType<VisitorSessionRequest>;

export const openRequest = z.strictObject({
  route: token,
  topic: token.optional(),
  message: messageBody.optional(),
  language,
  facts: visitFacts.optional(),
  tag: text(100).optional(),
  attributes: z.record(token, text(200)).refine((all) => Object.keys(all).length <= 50).optional(),
}) satisfies z.ZodType<OpenRequest>;

export const messageRequest = z.strictObject({
  body: messageBody,
  visibility: z.enum(VISIBILITIES).optional(),
  originAt: at.optional(),
  externalId: text(200).optional(),
}) satisfies z.ZodType<MessageRequest>;

/** Visitors write to everybody; a visibility from them is an unknown field. */
export const visitorMessageRequest = z.strictObject({ body: messageBody });

export const leaveRequest = z.strictObject({
  name: text(100).optional(),
  phone: text(40).optional(),
  mail: text(200).optional(),
  text: text(2_000).optional(),
}) satisfies z.ZodType<LeaveRequest>;

export const ratingRequest = z.strictObject({
  score: z.int().min(1).max(5),
  reasons: z.array(token).max(20).optional(),
  comment: text(1_000).optional(),
}) satisfies z.ZodType<RatingRequest>;

export const signInRequest = z.strictObject({
  account: someText(64),
  password: z.string().min(1).max(200),
  code: secondFactorCode.optional(),
}) satisfies z.ZodType<SignInRequest>;

export const presenceRequest = z.strictObject({
  presence: z.enum(PRESENCES),
  work: z.union([
    z.strictObject({ agent: token }),
    z.strictObject({ group: token }),
    z.strictObject({ park: z.literal(true) }),
  ]).optional(),
}) satisfies z.ZodType<PresenceRequest>;

export const transferRequest = z.strictObject({
  to: z.union([z.strictObject({ agent: token }), z.strictObject({ group: token })]),
  note: text(1_000).optional(),
}) satisfies z.ZodType<TransferRequest>;

export const parkRequest = z.strictObject({
  reason: text(64).optional(),
  dueAt: at.optional(),
  note: text(1_000).optional(),
}) satisfies z.ZodType<ParkRequest>;

export const closeRequest = z.strictObject({
  topic: token.optional(),
  inviteRating: z.boolean().optional(),
}) satisfies z.ZodType<CloseRequest>;

export const prioritiseRequest = z.strictObject({
  class: z.int().min(0).max(CLASS_COUNT - 1),
}) satisfies z.ZodType<PrioritiseRequest>;

const target = z.union([z.strictObject({ agent: token }), z.strictObject({ group: token })]);
export const moveRequest = z.strictObject({ to: target }) satisfies z.ZodType<MoveRequest>;

export const joinRequest = z.strictObject({
  as: z.enum(JOIN_MODES),
}) satisfies z.ZodType<JoinRequest>;
export const partRequest = z.strictObject({
  who: token.optional(),
}) satisfies z.ZodType<PartRequest>;
export const consultRequest = z.strictObject({
  agent: token,
  note: text(1_000).optional(),
}) satisfies z.ZodType<ConsultRequest>;
export const switchRequest = z.strictObject({
  to: z.enum(["waiting", "left", "bot"]),
}) satisfies z.ZodType<SwitchRequest>;
export const reachRequest = z.strictObject({
  route: token,
  body: messageBody.optional(),
}) satisfies z.ZodType<ReachRequest>;

export const tagRequest = z.strictObject({
  topic: token.optional(),
  tags: z.array(someText(32)).max(20).optional(),
}) satisfies z.ZodType<TagRequest>;

export const recallRequest = z.strictObject({ message: token });

export const byId = z.object({ id: token });
export const byRoute = z.object({ route: token });
export const byAgent = z.object({ agent: token });
export const byAccount = z.object({
  account: z.string().max(64).regex(/^[A-Za-z0-9_.@-]+$/),
});

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;
const limit = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT);

export const entriesQuery = z.strictObject({
  before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  limit,
});
export const listQuery = z.strictObject({
  before: z.coerce.number().pipe(at).optional(),
  limit,
});
export const companyQuery = z.strictObject({
  after: z.string().regex(/^[A-Za-z0-9_~-]{1,64}\.[A-Za-z0-9_-]{1,64}$/).optional(),
  limit,
});
/** The time of a place in line, and who has it. */
export const lineQuery = z.strictObject({
  after: z.string().regex(/^\d{1,16}\.[A-Za-z0-9_-]{1,64}$/).optional(),
  limit,
});
export const uploadQuery = z.strictObject({ conversation: token, name: z.string().max(1_000) });

export const seqAnswer = z.object({ seq });

import { z } from "zod";
import {
  type CompanySettings,
  type CustomerRequest,
  DEPARTMENTS_MAX,
  LIGHT_PARTS,
  NOTICE_KINDS,
  NOTICE_SOUNDS,
  type OrdersRequest,
  type PersonalSettings,
  type ProfileRequest,
  type QuickReplyRequest,
  RATING_DIMENSIONS,
  REPLY_SCOPES,
} from "../wire/desk.ts";
import { MESSAGE_TEXT_MAX } from "../wire/messages.ts";
import { at, language, nameText, someText, text, token, webAddress } from "./fields.ts";

/** Bodies and answers of what the desk keeps for its people. Unknown fields are refused, by name. */
export const quickReplyRequest = z.strictObject({
  scope: z.enum(REPLY_SCOPES),
  folder: text(50).optional(),
  shortcut: z.string().max(32).regex(/^[A-Za-z0-9-]*$/).optional(),
  text: someText(MESSAGE_TEXT_MAX),
}) satisfies z.ZodType<QuickReplyRequest>;

export const quickReply = z.looseObject({
  id: z.string(),
  scope: z.enum(REPLY_SCOPES),
  folder: z.string(),
  text: z.string(),
  initials: z.string(),
  changedAt: z.number(),
}).meta({ id: "QuickReply" });
export const quickReplies = z.object({ replies: z.array(quickReply) }).meta({ id: "QuickReplies" });
export const replyFileQuery = z.strictObject({ name: someText(255) });

const noticeChoice = z.strictObject({
  sound: z.enum(NOTICE_SOUNDS),
  popup: z.boolean(),
  desktop: z.boolean(),
});
export const personalSettings = z.strictObject({
  language: language.optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  order: z.enum(["byStart", "byVisitor", "byEither"]).optional(),
  singleKeys: z.boolean().optional(),
  notices: z.partialRecord(z.enum(NOTICE_KINDS), noticeChoice).optional(),
  volume: z.int().min(0).max(100).optional(),
  quietOnBreak: z.boolean().optional(),
}) satisfies z.ZodType<PersonalSettings>;

export const companySettings = z.strictObject({
  urlPush: z.enum(["ask", "open"]).optional(),
  listOrder: z.enum(["byStart", "byVisitor", "byEither"]).optional(),
  secondFactor: z.enum(["own", "admins"]).optional(),
  departments: z.array(
    z.strictObject({
      id: token,
      name: z.strictObject({ zh: someText(50), en: someText(50) }),
    }),
  ).max(DEPARTMENTS_MAX).optional(),
  customerSecrets: z.record(token, z.int().min(0).max(1_000_000)).optional(),
  lightened: z.array(z.enum(LIGHT_PARTS)).max(LIGHT_PARTS.length).optional(),
}) satisfies z.ZodType<CompanySettings>;

/** No line ends: what is signed is cut by them. */
const signedLine = text(200).regex(/^\P{Cc}*$/u);
export const customerRequest = z.strictObject({
  route: token,
  customer: someText(64).regex(/^\P{Cc}+$/u),
  at: z.int().min(0),
  name: signedLine.optional(),
  phone: signedLine.optional(),
  mail: signedLine.optional(),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
}) satisfies z.ZodType<CustomerRequest>;
export const customerSecret = z.object({ secret: z.string() }).meta({ id: "CustomerSecret" });

/** A greeting that fills a phone's screen is not read. */
const AUTO_ANSWER_MAX = 500;
export const profileRequest = z.strictObject({
  nickname: nameText(60).optional(),
  autoAnswer: z.strictObject({
    on: z.boolean(),
    zh: text(AUTO_ANSWER_MAX),
    en: text(AUTO_ANSWER_MAX),
  }).optional(),
}) satisfies z.ZodType<ProfileRequest>;
export const profile = z.looseObject({ agent: z.string() }).meta({ id: "Profile" });

const period = { from: z.coerce.number().pipe(at), to: z.coerce.number().pipe(at) };
export const topicQuery = z.strictObject({ ...period, shop: token.optional() });
export const ratingQuery = z.strictObject({
  ...period,
  shop: token.optional(),
  by: z.enum(RATING_DIMENSIONS),
});
const row = z.looseObject({});
export const dayQuery = z.strictObject({ shop: token.optional() });
export const dayFigures = z.object({
  since: z.number(),
  at: z.number(),
  total: row,
  agents: z.array(row),
  curve: z.array(z.object({ opened: z.number(), served: z.number() })),
}).meta({ id: "DayFigures" });
export const topicReport = z.object({ rows: z.array(row) }).meta({ id: "TopicReport" });
export const ratingReport = z.object({ rows: z.array(row) }).meta({ id: "RatingReport" });
export const visitorSearch = z.strictObject({
  search: text(100),
  /** Only those who are blocked. */
  blocked: z.enum(["true"]).optional(),
});
export const foundVisitors = z.object({ visitors: z.array(row) }).meta({ id: "FoundVisitors" });
export const pendingQuery = z.strictObject({ state: z.enum(["parked", "left"]) });
export const pendingList = z.object({ rows: z.array(row) }).meta({ id: "PendingList" });

export const transferAlerts = z.object({
  alerts: z.array(z.object({
    conversation: z.string(),
    threshold: z.literal("transfers"),
    seq: z.number(),
    at: z.number(),
    agent: z.string(),
  })),
}).meta({ id: "TransferAlerts" });

/** More than an agent looks through. */
const ORDERS_MAX = 20;
export const ordersRequest = z.strictObject({
  orders: z.array(z.strictObject({
    order: someText(64),
    title: someText(200),
    status: text(50).optional(),
    price: text(50).optional(),
    url: webAddress.optional(),
  })).max(ORDERS_MAX),
}) satisfies z.ZodType<OrdersRequest>;

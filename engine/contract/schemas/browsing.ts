import { z } from "zod";
import {
  type BrowsingRequest,
  type BrowsingSession,
  INVITATION_TEXT_MAX,
  type InviteRequest,
} from "../wire/browsing.ts";
import { language, someText, token } from "./fields.ts";
import { visitFacts } from "./messages.ts";

/** Bodies and answers of who is browsing, and of invitations. Unknown fields are refused. */
export const browsingRequest = z.strictObject({
  route: token,
  language,
  browsing: token,
  facts: visitFacts,
  gone: z.boolean().optional(),
  declined: token.optional(),
}) satisfies z.ZodType<BrowsingRequest>;

export const browsingAnswer = z.object({
  againMs: z.number(),
  invitation: z.looseObject({}).optional(),
}).meta({ id: "BrowsingAnswer" });

export const browsingSession = z.strictObject({
  browsing: token,
  accepts: token.optional(),
}) satisfies z.ZodType<BrowsingSession>;

export const browsingList = z.object({
  visitors: z.array(z.looseObject({})),
  more: z.boolean(),
  today: z.object({ invited: z.number(), accepted: z.number() }),
}).meta({ id: "BrowsingList" });

export const inviteRequest = z.strictObject({
  text: someText(INVITATION_TEXT_MAX),
}) satisfies z.ZodType<InviteRequest>;

export const invited = z.object({ invitation: z.string() }).meta({ id: "Invited" });

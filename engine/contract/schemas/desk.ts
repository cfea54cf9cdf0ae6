import { z } from "zod";
import { type QuickReplyRequest, REPLY_SCOPES } from "../wire/desk.ts";
import { MESSAGE_TEXT_MAX } from "../wire/messages.ts";
import { someText, text } from "./fields.ts";

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

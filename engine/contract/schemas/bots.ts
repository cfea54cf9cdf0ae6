import { z } from "zod";
import type { BotReply } from "../ports/bots.ts";
import { MESSAGE_TEXT_MAX } from "../wire/messages.ts";
import { someText } from "./fields.ts";

/** A bot's reply as it comes from outside; anything else counts as silence. */
export const botReply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("answer"), text: someText(MESSAGE_TEXT_MAX) }),
  z.strictObject({ kind: z.literal("handOn") }),
]) satisfies z.ZodType<BotReply>;

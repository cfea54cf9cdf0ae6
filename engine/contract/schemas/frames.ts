import { z } from "zod";
import { type AgentFrameIn, RESUME_MAX, type VisitorFrameIn } from "../wire/socket.ts";
import { VISIBILITIES } from "../wire/states.ts";
import { seq, text, token } from "./fields.ts";
import { messageBody } from "./messages.ts";

const authenticate = z.strictObject({
  type: z.literal("authenticate"),
  ticket: z.string().max(64),
  resume: z.record(token, seq).refine((all) => Object.keys(all).length <= RESUME_MAX).optional(),
});
const read = z.strictObject({ type: z.literal("read"), conversation: token, seq });
const ping = z.strictObject({ type: z.literal("ping") });
/** What is being typed is a preview, not a message: a longer draft is cut by the widget. */
const PREVIEW_MAX = 500;

/** Frames by type, so that an unknown type is told apart from a wrong field. */
export const visitorFrames = {
  authenticate,
  message: z.strictObject({
    type: z.literal("message"),
    id: token,
    conversation: token,
    body: messageBody,
  }),
  typing: z.strictObject({
    type: z.literal("typing"),
    conversation: token,
    text: text(PREVIEW_MAX),
  }),
  read,
  presence: z.strictObject({ type: z.literal("presence"), presence: z.enum(["here", "hidden"]) }),
  ping,
} satisfies { [K in VisitorFrameIn["type"]]: z.ZodType<Extract<VisitorFrameIn, { type: K }>> };

export const agentFrames = {
  authenticate,
  message: z.strictObject({
    type: z.literal("message"),
    id: token,
    conversation: token,
    body: messageBody,
    visibility: z.enum(VISIBILITIES),
  }),
  typing: z.strictObject({ type: z.literal("typing"), conversation: token }),
  read,
  watch: z.strictObject({ type: z.literal("watch"), conversation: token }),
  unwatch: z.strictObject({ type: z.literal("unwatch"), conversation: token }),
  ping,
} satisfies { [K in AgentFrameIn["type"]]: z.ZodType<Extract<AgentFrameIn, { type: K }>> };

/** Frame types that only agents may send; from a visitor they close the socket with 4403. */
export const AGENT_ONLY = new Set([
  "watch",
  "unwatch",
  "accept",
  "acceptTransfer",
  "transfer",
  "returnTransfer",
  "withdrawTransfer",
  "park",
  "unpark",
  "close",
  "close_as",
  "recall",
  "note",
]);

import type { Msg } from "@nats-io/transport-node";

/**
 * Answers a request, but only to where replies may go: a caller that names a stream's or another
 * owner's subject for its reply would make us write there with our own rights.
 */
const REPLY = /^(_INBOX|_R_)/;

export const mayAnswer = (message: Msg): boolean =>
  message.reply !== undefined && REPLY.test(message.reply);

export function respond(message: Msg, text: string): void {
  if (mayAnswer(message)) message.respond(text);
}

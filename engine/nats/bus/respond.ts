import type { Msg } from "@nats-io/transport-node";

/**
 * Answers a request, but only to where replies may go: a caller that names a stream's or another
 * owner's subject for its reply would make us write there with our own rights.
 */
const REPLY = /^(_INBOX|_R_)/;

export function respond(message: Msg, text: string): void {
  if (message.reply !== undefined && REPLY.test(message.reply)) message.respond(text);
}

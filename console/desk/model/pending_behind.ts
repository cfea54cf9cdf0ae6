import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";

/**
 * Whether the list of parked work is older than the desk: it comes from the records, which follow a
 * moment later. Mine is parked and not listed yet, or listed and taken up again.
 */
export function isBehind(
  rows: readonly Pick<PendingRow, "conversation">[],
  own: readonly Pick<DeskConversation, "conversation" | "state" | "agent">[],
  self: string,
): boolean {
  const listed = new Set(rows.map(({ conversation }) => conversation));
  return own.some(({ conversation, state, agent }) =>
    agent === self && listed.has(conversation) !== (state === "parked")
  );
}

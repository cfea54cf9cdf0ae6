import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";

/**
 * The three list orders 自动排序. By start keeps the order in which conversations came; the other two
 * bring whoever wrote last to the top at once.
 */
export const LIST_ORDERS = ["byStart", "byVisitor", "byEither"] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

const startOf = (conversation: DeskConversation): number =>
  conversation.assignedAt ?? conversation.openedAt;

/** The moment that decides the place, later first; ties by id so that every tab agrees. */
function momentOf(conversation: DeskConversation, order: ListOrder): number {
  const visitor = conversation.lastVisitorAt ?? startOf(conversation);
  if (order === "byVisitor") return visitor;
  return Math.max(visitor, conversation.lastAgentAt ?? 0);
}

export function inOrder(conversations: DeskConversation[], order: ListOrder): DeskConversation[] {
  const byId = (one: DeskConversation, other: DeskConversation) =>
    one.conversation < other.conversation ? -1 : 1;
  return [...conversations].sort((one, other) => {
    const difference = order === "byStart"
      ? startOf(one) - startOf(other)
      : momentOf(other, order) - momentOf(one, order);
    return difference || byId(one, other);
  });
}

/**
 * The list while the pointer is in it: rows stay where they were, gone ones leave, new ones come at
 * the end. `moved` says that the list would look different without the pointer.
 */
export function heldStill(
  sorted: DeskConversation[],
  heldIds: readonly string[],
): { rows: DeskConversation[]; moved: boolean } {
  const byId = new Map(sorted.map((row) => [row.conversation, row]));
  const known = new Set(heldIds);
  const stayed = heldIds.flatMap((id) => byId.get(id) ?? []);
  const rows = [...stayed, ...sorted.filter((row) => !known.has(row.conversation))];
  return { rows, moved: rows.some((row, at) => row !== sorted[at]) };
}

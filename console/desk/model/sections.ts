import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import type { GroupSummary } from "../../../engine/contract/wire/queries.ts";
import { besideAs } from "./beside.ts";
import { inOrder, type ListOrder } from "./order.ts";

/** The parts of the list, in the order in which they stand. */
const SECTIONS = ["incoming", "waiting", "active", "beside", "parked", "left", "closed"] as const;
type SectionName = (typeof SECTIONS)[number];

export interface Section {
  name: SectionName;
  rows: DeskConversation[];
  /** How many there are in all; may be more than the rows that are shown. */
  count: number;
}

/** What is offered to this agent and waits for an answer. */
export const isOffered = ({ offer }: DeskConversation, self: string): boolean =>
  offer?.agent === self && (offer.kind === "assignment" || offer.from !== self);

/** Where a conversation of this agent stands in the list. */
function sectionOf(conversation: DeskConversation, self: string): SectionName | undefined {
  if (isOffered(conversation, self)) return "incoming";
  switch (conversation.state) {
    case "assigned":
      if (conversation.agent === self) return "active";
      return besideAs(conversation, self) ? "beside" : undefined;
    case "parked":
      return "parked";
    case "closed":
      return "closed";
    case "left":
      return "left";
    case "waiting":
      return "waiting";
    case "bot":
      return undefined;
  }
}

/** Rows shown of a line: a long one must not push the agent's own work out of sight. */
const LINE_ROWS_MAX = 5;

export function sectionsOf(
  own: Iterable<DeskConversation>,
  heads: readonly DeskConversation[],
  groups: readonly GroupSummary[],
  self: string,
  order: ListOrder,
): Section[] {
  const rows: Record<SectionName, DeskConversation[]> = {
    incoming: [],
    waiting: [],
    active: [],
    beside: [],
    parked: [],
    left: [],
    closed: [],
  };
  const seen = new Set<string>();
  for (const conversation of [...own, ...heads]) {
    const name = sectionOf(conversation, self);
    if (!name || seen.has(conversation.conversation)) continue;
    seen.add(conversation.conversation);
    rows[name].push(conversation);
  }
  const sum = (field: "waiting" | "left") =>
    groups.reduce((total, group) => total + group[field], 0);
  return SECTIONS.map((name) => ({
    name,
    rows: arranged(name, rows[name], order),
    count: name === "waiting" || name === "left"
      ? Math.max(rows[name].length, sum(name))
      : rows[name].length,
  }));
}

/** Lines keep their own order; only the agent's own work follows the chosen one. */
function arranged(
  name: SectionName,
  rows: DeskConversation[],
  order: ListOrder,
): DeskConversation[] {
  switch (name) {
    case "active":
    case "beside":
      return inOrder(rows, order);
    case "incoming":
      return rows.sort((one, other) => (one.offer?.untilAt ?? 0) - (other.offer?.untilAt ?? 0));
    case "parked":
      return rows.sort((one, other) => dueOf(one) - dueOf(other));
    case "waiting":
    case "left":
      return rows.sort((one, other) => one.enqueuedAt - other.enqueuedAt).slice(0, LINE_ROWS_MAX);
    case "closed":
      return inOrder(rows, "byEither");
  }
}

const dueOf = (conversation: DeskConversation): number =>
  conversation.parked?.dueAt ?? Number.POSITIVE_INFINITY;

import type {
  AgentRow,
  AssignmentRow,
  ConversationRow,
  RatingRow,
  RoundRow,
  TableName,
  Tables,
  TimelineRow,
  VisitorRow,
  WorkspaceRow,
} from "./rows.ts";

/** A conversation with the rows that its next event may change. */
export interface Bundle {
  row: ConversationRow;
  /** The open assignment. */
  assignment?: AssignmentRow;
  /** The newest round, open or ended. */
  round?: RoundRow;
}

/**
 * Rows that the fold reads and writes, in memory. The projector fills it before a batch with what
 * the batch's events need, and writes `touched` afterwards; a fold that is never written (P7's
 * comparison) simply keeps everything in `touched`. Rows are changed in place.
 */
export interface Shelf {
  workspaces: Map<string, WorkspaceRow>;
  conversations: Map<string, Bundle>;
  visitors: Map<string, VisitorRow>;
  agents: Map<string, AgentRow>;
  /** Messages that a recall or a report of delivery may reach. */
  messages: Map<string, TimelineRow>;
  /** Ratings since the last write; a later one replaces the first. */
  ratings: Map<string, RatingRow>;
  touched: { [T in TableName]: Set<Tables[T]> };
  /** Lines of the timeline that an earlier write stored and that have changed since. */
  changed: Set<TimelineRow>;
  /** Visitors erased since the last write: stored rows have to be blanked as well. */
  erasures: { workspace: string; visitor: string }[];
}

/** Ids are tokens without spaces. */
export const shelfKey = (workspace: string, id?: string, part?: string): string =>
  id === undefined
    ? workspace
    : part === undefined
    ? `${workspace} ${id}`
    : `${workspace} ${id} ${part}`;

function nothingTouched(): Shelf["touched"] {
  return {
    workspaces: new Set(),
    configurations: new Set(),
    conversations: new Set(),
    timeline: new Set(),
    assignments: new Set(),
    rounds: new Set(),
    alerts: new Set(),
    ratings: new Set(),
    visitors: new Set(),
    agents: new Set(),
    presences: new Set(),
  };
}

export const createShelf = (): Shelf => ({
  workspaces: new Map(),
  conversations: new Map(),
  visitors: new Map(),
  agents: new Map(),
  messages: new Map(),
  ratings: new Map(),
  touched: nothingTouched(),
  changed: new Set(),
  erasures: [],
});

/** After a write: what was touched is stored; messages are only looked up again by what changes one. */
export function settle(shelf: Shelf): void {
  shelf.touched = nothingTouched();
  shelf.changed.clear();
  shelf.messages.clear();
  shelf.ratings.clear();
  shelf.erasures = [];
}

/** Blanks what an erased visitor said or is called, in every row the shelf holds. */
export function blankVisitor(shelf: Shelf, workspace: string, visitor: string): void {
  const theirs = new Set<string>();
  const blankConversation = (row: ConversationRow) => {
    if (row.workspace !== workspace || row.visitor !== visitor) return;
    theirs.add(row.conversation);
    row.preview = null;
    row.facts = null;
  };
  for (const bundle of shelf.conversations.values()) blankConversation(bundle.row);
  const isTheirs = (row: { workspace: string; conversation: string }) =>
    row.workspace === workspace && theirs.has(row.conversation);
  for (const rows of [shelf.touched.timeline, shelf.messages.values()]) {
    for (const row of rows) {
      if (!isTheirs(row)) continue;
      row.body = null;
      row.note = null;
    }
  }
  for (const row of shelf.touched.ratings) if (isTheirs(row)) row.comment = null;
  const person = shelf.visitors.get(shelfKey(workspace, visitor));
  if (person) {
    person.card = null;
    person.facts = null;
  }
}

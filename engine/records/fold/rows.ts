import type { MessageBody } from "../../contract/wire/messages.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import type { DeliveryState } from "../../contract/wire/states.ts";
import type { Why } from "../../contract/wire/why.ts";

/**
 * Rows of schema `fold`, column by column as the migrations declare them. A row always has all its
 * columns, null where there is nothing, so that two rows can be compared as they are.
 */
export interface WorkspaceRow {
  workspace: string;
  seq: number;
  version: number | null;
  config_hash: string | null;
  stopped_reason: string | null;
}

export interface ConfigurationRow {
  workspace: string;
  version: number;
  config_hash: string;
  at: number;
  author: string;
  cause: "scheduled" | "reverted" | null;
  scheduled_for: number | null;
  revert_at: number | null;
}

export interface ConversationRow {
  workspace: string;
  conversation: string;
  visitor: string;
  visitor_key: string;
  channel: string;
  shop: string;
  route: string;
  home_group: string;
  group_id: string;
  class: number;
  cost_units: number;
  topic: string | null;
  language: string | null;
  state: string;
  agent: string | null;
  opened_at: number;
  enqueued_at: number;
  /** First assignment. */
  assigned_at: number | null;
  closed_at: number | null;
  close_reason: string | null;
  closing_topic: string | null;
  /** Parked until then; cleared when it comes back or is continued. */
  due_at: number | null;
  forgotten_at: number | null;
  continues: string | null;
  continued_by: string | null;
  /** From the first round's start, or the assignment if that was later, to the first reply. */
  first_response_ms: number | null;
  round: number;
  preview: string | null;
  preview_message: string | null;
  facts: unknown;
  last_seq: number;
  last_public_seq: number;
  last_at: number;
}

export interface TimelineRow {
  workspace: string;
  conversation: string;
  seq: number;
  at: number;
  author: string;
  type: string;
  visibility: string;
  message: string | null;
  auto: string | null;
  body_kind: string | null;
  body: MessageBody | null;
  note: unknown;
  recalled: boolean;
  /** What the channel said of it, for messages. */
  delivery: DeliveryState | null;
  detail: Record<string, unknown> | null;
}

export interface AssignmentRow {
  workspace: string;
  seq: number;
  conversation: string;
  agent: string;
  group_id: string;
  at: number;
  ended_at: number | null;
  ended_by: string | null;
  why: Why | null;
}

export interface RoundRow {
  workspace: string;
  conversation: string;
  round: number;
  began_at: number;
  began_seq: number;
  ended_at: number | null;
  ended_seq: number | null;
  agent: string | null;
  breached: boolean;
}

export interface AlertRow {
  workspace: string;
  seq: number;
  conversation: string;
  clock: string;
  round: number;
  threshold: string;
  at: number;
  due_at: number;
  after_ms: number;
  told: string[];
  agent: string | null;
}

export interface RatingRow {
  workspace: string;
  conversation: string;
  seq: number;
  at: number;
  agent: string | null;
  score: number;
  reasons: string[] | null;
  comment: string | null;
}

export interface VisitorRow {
  workspace: string;
  visitor: string;
  visitor_key: string;
  card: unknown;
  facts: unknown;
  first_at: number;
  last_at: number;
  conversations: number;
  erased_at: number | null;
  erasure_completed_at: number | null;
  /** Null = not blocked; blocked without an end = until lifted. */
  blocked_at: number | null;
  blocked_until: number | null;
  blocked_by: string | null;
}

export interface AgentRow {
  workspace: string;
  agent: string;
  record: AgentRecord | null;
  removed_at: number | null;
  presence: string;
  connection: string;
  changed_at: number;
}

export interface PresenceRow {
  workspace: string;
  seq: number;
  agent: string;
  at: number;
  type: string;
  presence: string;
  connection: string;
}

export interface Tables {
  workspaces: WorkspaceRow;
  configurations: ConfigurationRow;
  conversations: ConversationRow;
  timeline: TimelineRow;
  assignments: AssignmentRow;
  rounds: RoundRow;
  alerts: AlertRow;
  ratings: RatingRow;
  visitors: VisitorRow;
  agents: AgentRow;
  presences: PresenceRow;
}
export type TableName = keyof Tables;

const columns = <T extends TableName>(key: (keyof Tables[T])[], rest: (keyof Tables[T])[]) => ({
  key: key as string[],
  rest: rest as string[],
});

/** Primary key and other columns of every table; a test compares them with the database's own. */
export const TABLES: { [T in TableName]: { key: string[]; rest: string[] } } = {
  workspaces: columns<"workspaces">(["workspace"], [
    "seq",
    "version",
    "config_hash",
    "stopped_reason",
  ]),
  configurations: columns<"configurations">(["workspace", "version"], [
    "config_hash",
    "at",
    "author",
    "cause",
    "scheduled_for",
    "revert_at",
  ]),
  conversations: columns<"conversations">(["workspace", "conversation"], [
    ...["visitor", "visitor_key", "channel", "shop", "route", "home_group", "group_id"] as const,
    ...["class", "cost_units", "topic", "language", "state", "agent", "opened_at"] as const,
    ...["enqueued_at", "assigned_at", "closed_at", "close_reason", "closing_topic"] as const,
    ...["due_at", "forgotten_at", "continues", "continued_by", "first_response_ms"] as const,
    ...["round", "preview", "preview_message", "facts", "last_seq", "last_public_seq"] as const,
    "last_at",
  ]),
  timeline: columns<"timeline">(["workspace", "conversation", "seq"], [
    ...["at", "author", "type", "visibility", "message", "auto", "body_kind", "body"] as const,
    ...["note", "recalled", "delivery", "detail"] as const,
  ]),
  assignments: columns<"assignments">(["workspace", "seq"], [
    ...["conversation", "agent", "group_id", "at", "ended_at", "ended_by", "why"] as const,
  ]),
  rounds: columns<"rounds">(["workspace", "conversation", "round"], [
    ...["began_at", "began_seq", "ended_at", "ended_seq", "agent", "breached"] as const,
  ]),
  alerts: columns<"alerts">(["workspace", "seq"], [
    ...["conversation", "clock", "round", "threshold", "at", "due_at", "after_ms"] as const,
    "told",
    "agent",
  ]),
  ratings: columns<"ratings">(["workspace", "conversation"], [
    ...["seq", "at", "agent", "score", "reasons", "comment"] as const,
  ]),
  visitors: columns<"visitors">(["workspace", "visitor"], [
    ...["visitor_key", "card", "facts", "first_at", "last_at", "conversations"] as const,
    ...["erased_at", "erasure_completed_at", "blocked_at", "blocked_until"] as const,
    "blocked_by",
  ]),
  agents: columns<"agents">(["workspace", "agent"], [
    ...["record", "removed_at", "presence", "connection", "changed_at"] as const,
  ]),
  presences: columns<"presences">(["workspace", "seq"], [
    ...["agent", "at", "type", "presence", "connection"] as const,
  ]),
};

export type ColumnKind = "text" | "number" | "boolean" | "json";

const NUMBERS = new Set([
  ...["seq", "at", "version", "scheduled_for", "revert_at", "class", "cost_units", "opened_at"],
  ...["enqueued_at", "assigned_at", "closed_at", "due_at", "forgotten_at", "first_response_ms"],
  ...["round", "last_seq", "last_public_seq", "last_at", "ended_at", "began_at", "began_seq"],
  ...["ended_seq", "after_ms", "score", "first_at", "conversations", "erased_at", "changed_at"],
  ...["erasure_completed_at", "removed_at", "blocked_at", "blocked_until"],
]);
const BOOLEANS = new Set(["recalled", "breached"]);
const JSONS = new Set([
  ...["facts", "body", "note", "detail", "why", "told", "reasons", "card", "record"],
]);

/** What a column holds, in every table that has it; a test compares this with the database. */
export function kindOf(column: string): ColumnKind {
  if (NUMBERS.has(column)) return "number";
  if (BOOLEANS.has(column)) return "boolean";
  return JSONS.has(column) ? "json" : "text";
}

import type { EstimateRange } from "./commands.ts";
import type { Explanation } from "./explanation.ts";
import type { Event } from "./events.ts";
import type { AdjustmentLive } from "./adjustments.ts";
import type {
  Connection,
  ConversationState,
  ItemKind,
  JoinMode,
  Presence,
  SchedulePhase,
} from "./states.ts";
import type { AgentRecord } from "./roster.ts";
import type { Sealed } from "./messages.ts";
import type { Why } from "./why.ts";

/** Queries of live state; each answer carries the newest batch that it read (output gate). */
export interface Queries {
  "workspace.live": { ask: Record<never, never>; answer: WorkspaceLive };
  "group.live": { ask: { group: string; heads: number }; answer: GroupLive };
  /** `conversations` false leaves them out: whoever asks only for the load need not pay for them. */
  "agent.live": { ask: { agent: string; conversations?: boolean }; answer: AgentLive };
  "conversation.get": { ask: { conversation: string }; answer: ConversationLive };
  "conversation.tail": { ask: { conversation: string; after: number }; answer: ConversationTail };
  /** Replayed beside the engine; `seq` is the decision's own number. */
  "conversation.explain": { ask: { conversation: string; seq: number }; answer: Explanation };
  "conversation.position": { ask: { conversation: string }; answer: PositionLive };
  "config.live": { ask: Record<never, never>; answer: ConfigurationLive };
  "clock.live": { ask: Record<never, never>; answer: { rates: RateLive[] } };
  "visitor.live": {
    ask: { visitor: string };
    answer: { conversations: ConversationLive[]; blocked?: VisitorBlock };
  };
}
export type QueryName = keyof Queries;

/** Absent `untilAt`: until it is lifted. */
export interface VisitorBlock {
  untilAt?: number;
}

export interface AgentSummary {
  agent: string;
  record: AgentRecord;
  presence: Presence;
  connection: Connection;
  usedUnits: number;
  windows: number;
  /** What the agent may carry while an adjustment lies over the record. */
  adjusted?: { capacityUnits: number; windowCap: number };
}

export interface GroupSummary {
  group: string;
  waiting: number;
  left: number;
  /** Epoch ms of the oldest place in line. */
  oldestAt?: number;
  online: number;
  free: number;
  usedUnits: number;
  capacityUnits: number;
}

/** The configuration in force and what has an appointment, earliest first. */
export interface ConfigurationLive {
  version: number;
  hash: string;
  changes: PlannedChange[];
}

export interface PlannedChange {
  at: number;
  kind: "publish" | "revert";
  hash: string;
  revertAt?: number;
  by: string;
}

/** A reply clock's rate of one shop and local day, as the marketplace counts it. */
export interface RateLive {
  shop: string;
  clock: string;
  /** The shop's local day, `2026-11-11`. */
  day: string;
  /** Rounds answered in time; missed ones, those open past their time among them. */
  inTime: number;
  missed: number;
  /** Open and still in time. */
  open: number;
  /** inTime ÷ (inTime + missed); absent before the first. */
  share?: number;
  target?: number;
  /** Misses that the day still allows before the target is lost; negative = lost by so many. */
  missesLeft?: number;
}

export interface WorkspaceLive {
  seq: number;
  version: number;
  hash: string;
  agents: AgentSummary[];
  groups: GroupSummary[];
  /**
   * How many conversations stand on each desk that has any, parked ones and those closed a moment
   * ago too; each counts once, at its owner or else at whom it is offered to. Absent from an engine
   * that does not count them yet.
   */
  desks?: { agent: string; conversations: number }[];
  /** In force at present; absent = none. */
  adjustments?: AdjustmentLive[];
  /** Phases of the schedules; absent = none. */
  schedules?: { schedule: string; phase: SchedulePhase; nextAt: number }[];
}

export interface GroupLive extends GroupSummary {
  /** The first waiting, best first; bounded by `heads`, at most 50. */
  heads: ConversationLive[];
}

export interface AgentLive {
  /** Workspace sequence that this answer reflects: the revision of the agent's feed. */
  revision: number;
  self: AgentSummary;
  conversations: ConversationLive[];
}

/** A conversation as the engine holds it. */
export interface ConversationLive {
  conversation: string;
  visitor: string;
  key: string;
  state: ConversationState;
  shop: string;
  route: string;
  channel: string;
  group: string;
  homeGroup: string;
  class: number;
  topic?: string;
  language?: "zh" | "en";
  agent?: string;
  openedAt: number;
  enqueuedAt: number;
  assignedAt?: number;
  /** Last sequence visible to staff, and to the visitor. */
  lastSeq: number;
  lastPublicSeq: number;
  round: number;
  /** The open round: began at, warned and breached at (thresholds in force), absent when none. */
  roundBeganAt?: number;
  warnAt?: number;
  breachAt?: number;
  lastVisitorAt?: number;
  lastAgentAt?: number;
  unread: number;
  offer?: {
    /** Absent = a transfer. `assignment`: a tentative one (待接入), `from` is the group then. */
    kind?: "assignment";
    from: string;
    agent?: string;
    to: { agent: string } | { group: string };
    untilAt: number;
    note?: Sealed;
  };
  parked?: { reason?: string; dueAt?: number; note?: Sealed };
  /** Absent = a conversation. */
  kind?: Exclude<ItemKind, "conversation">;
  tags?: string[];
  /** People beside the owner. */
  joined?: { who: string; as: JoinMode }[];
  closedReason?: string;
  rated?: number;
  ratingInvited?: boolean;
  visitorPresence: "here" | "hidden" | "gone";
  /** The bot it is with. */
  bot?: string;
  /** How it came to where it is. */
  why?: Why;
}

export interface ConversationTail {
  /** Events after `after` that the tail still has, oldest first. */
  events: Event[];
  /** The tail is complete from this sequence; older ones are in the records. */
  completeFrom: number;
  lastSeq: number;
}

export interface PositionLive {
  position: number;
  /** Exact below 20; above it the position is rounded up to a range. */
  exact: boolean;
  estimate?: EstimateRange;
  /** Nobody who could take it is online: a place says nothing about when. */
  unattended?: true;
  state: ConversationState;
}

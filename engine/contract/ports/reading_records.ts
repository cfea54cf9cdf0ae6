import type { MessageBody, VisitFacts, VisitorCard } from "../wire/messages.ts";
import type { By } from "../wire/ids.ts";
import type { Channel, DeliveryState } from "../wire/states.ts";

/** History as the projector keeps it, in clear text. Rejects with DatabaseUnavailable. */
export interface ReadingRecords {
  conversation(workspace: string, conversation: string): Promise<RecordedConversation | undefined>;
  conversationsOfVisitor(
    workspace: string,
    visitor: string,
    limit: number,
  ): Promise<RecordedConversation[]>;
  /** Timeline entries with `seq` below `before`, newest first, at most `limit` ≤ 200. */
  timeline(
    workspace: string,
    conversation: string,
    before: number,
    limit: number,
  ): Promise<TimelineEntry[]>;
  visitor(workspace: string, visitor: string): Promise<RecordedVisitor | undefined>;
  /** Closed conversations an agent had, newest first. */
  conversationsOfAgent(
    workspace: string,
    agent: string,
    beforeAt: number,
    limit: number,
  ): Promise<RecordedConversation[]>;
  /**
   * Parked conversations that memory has forgotten, whose time has come, and that nobody has gone
   * on with; the longest due first, at most `limit` ≤ 200.
   */
  due(workspace: string, now: number, limit: number): Promise<DueConversation[]>;
  /** Published configurations, newest first, below version `before`, at most `limit` ≤ 200. */
  configurations(
    workspace: string,
    before: number | undefined,
    limit: number,
  ): Promise<ConfigurationVersion[]>;
  agentToday(workspace: string, agent: string, sinceAt: number): Promise<AgentDay>;
  /** Resolves when the workspace's `seq` is applied, false when `timeoutMs` passed first. */
  reached(workspace: string, seq: number, timeoutMs: number): Promise<boolean>;
  /** Age of the oldest batch not yet applied, ms; 0 when caught up. */
  lagMs(): number;
}

export interface ConfigurationVersion {
  version: number;
  hash: string;
  at: number;
  /** Who published it, or made the appointment. */
  by: string;
  cause?: "scheduled" | "reverted";
  scheduledFor?: number;
  revertAt?: number;
}

export interface RecordedConversation {
  conversation: string;
  visitor: string;
  shop: string;
  route: string;
  channel: string;
  group: string;
  agent?: string;
  state: string;
  topic?: string;
  closingTopic?: string;
  openedAt: number;
  assignedAt?: number;
  closedAt?: number;
  firstResponseMs?: number;
  score?: number;
  reasons?: string[];
  comment?: string;
  lastSeq: number;
  /** The conversation that goes on where this one was forgotten. */
  continuedBy?: string;
  /** First words of the last message, for lists. */
  preview?: string;
}

/** What it takes to open a forgotten conversation's continuation. */
export interface DueConversation {
  conversation: string;
  visitor: string;
  /** Id of the visitor's sealing key. */
  key: string;
  channel: Channel;
  route: string;
  group: string;
  topic?: string;
  language?: "zh" | "en";
  /** Who parked it. */
  agent?: string;
  enqueuedAt: number;
  dueAt: number;
  /** What was noted when it was parked. */
  note?: string;
  /** What was asked for this conversation itself when it was opened: skill → least level. */
  skills?: Record<string, number>;
}

/** A message or a system line of a conversation's timeline. */
export interface TimelineEntry {
  seq: number;
  at: number;
  by: By;
  type: string;
  /** For messages. Absent after recall (`recalled`) and after erasure. */
  message?: string;
  visibility: "all" | "staff";
  auto?: string;
  body?: MessageBody;
  recalled?: boolean;
  /** What the channel said of a message to the visitor. */
  delivery?: DeliveryState;
  /** For system lines: the event's own clear fields. */
  detail?: Record<string, unknown>;
}

export interface RecordedVisitor {
  visitor: string;
  key: string;
  card: VisitorCard;
  facts?: VisitFacts;
  firstAt: number;
  lastAt: number;
  conversations: number;
  /** Who set the block that stands, or stood last when its time is over. */
  blockedBy?: By;
}

export interface AgentDay {
  served: number;
  firstResponseMs?: number;
  /** Share of rounds answered within the round clock's limit, 0–1. */
  serviceLevel?: number;
  satisfaction?: number;
}

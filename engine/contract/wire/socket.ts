import type { LightPart } from "./desk.ts";
import type { EstimateRange } from "./commands.ts";
import type { Event } from "./events.ts";
import type { AutoKind, BodyKind, DeliveryState, Presence, Visibility } from "./states.ts";
import type { MessageBody, VisitorCard } from "./messages.ts";
import type { AgentDay } from "../ports/reading_records.ts";
import type { AgentSummary, ConversationLive, GroupSummary, PositionLive } from "./queries.ts";
import type { FieldFault, Reason, RefusalCode } from "./refusals.ts";

/**
 * Frames between browsers and the gateway: one JSON object per WebSocket message, a closed set of
 * types. The first frame authenticates with a one-time ticket got over HTTPS; nothing else is
 * accepted before. A client that was away says per conversation the last sequence it has.
 */

/** The last sequence the client holds, per conversation it still shows. */
export type Resume = Record<string, number>;

/** Conversations that a client may name when it resumes; the newest count. */
export const RESUME_MAX = 200;

/**
 * Largest frame a client may send, bytes of UTF-8. The first one is smaller, as nobody knows yet
 * who sends it: a ticket and as many places to resume at as are allowed, each about 40 bytes.
 */
export const FRAME_BYTES_MAX = 32 * 1024;
export const FRAME_BYTES_MAX_BEFORE_AUTHENTICATION = 9 * 1024;
export const AUTHENTICATE_WITHIN_MS = 5_000;

export type VisitorFrameIn =
  | { type: "authenticate"; ticket: string; resume?: Resume }
  | { type: "message"; id: string; conversation: string; body: MessageBody }
  | { type: "typing"; conversation: string; text: string }
  | { type: "read"; conversation: string; seq: number }
  | { type: "presence"; presence: "here" | "hidden" }
  | { type: "ping" };

export type VisitorFrameOut =
  | { type: "ready"; session: string; at: number; conversations: VisitorConversation[] }
  | { type: "entry"; conversation: string; prev: number; entry: Entry }
  /** A gap was announced: what follows for this conversation starts at `completeFrom`. */
  | {
    type: "resync";
    conversation: string;
    entries: Entry[];
    completeFrom: number;
    lastSeq: number;
  }
  | { type: "state"; conversation: VisitorConversation }
  | { type: "acknowledged"; id: string; seq: number; message: string }
  | { type: "refused"; id?: string; error: FrameError }
  | { type: "typing"; conversation: string }
  | { type: "read"; conversation: string; seq: number }
  | { type: "position"; conversation: string; position: PositionLive }
  | { type: "degraded"; degraded: boolean }
  | { type: "pong"; at: number };

export type AgentFrameIn =
  | { type: "authenticate"; ticket: string; resume?: Resume }
  | {
    type: "message";
    id: string;
    conversation: string;
    body: MessageBody;
    visibility: Visibility;
  }
  | { type: "typing"; conversation: string }
  | { type: "read"; conversation: string; seq: number }
  | { type: "watch"; conversation: string }
  | { type: "unwatch"; conversation: string }
  | { type: "ping" };

export type AgentFrameOut =
  | { type: "ready"; session: string; at: number; self: AgentSummary; revision: number }
  /** The whole of the agent's own desk; replaces what the client has, order is the client's. */
  | { type: "desk"; conversations: DeskConversation[]; groups: GroupSummary[]; today?: AgentDay }
  | { type: "entry"; conversation: string; prev: number; entry: Entry }
  | {
    type: "resync";
    conversation: string;
    entries: Entry[];
    completeFrom: number;
    lastSeq: number;
  }
  /** A conversation of mine changed; `gone` = it left my desk. */
  | { type: "conversation"; conversation: DeskConversation; gone?: boolean }
  | { type: "self"; self: AgentSummary }
  /** At most once a second: my groups' waiting lines with their first heads. */
  | { type: "waiting"; groups: GroupSummary[]; heads: DeskConversation[] }
  | { type: "alert"; alert: Alert }
  | { type: "acknowledged"; id: string; seq: number; message: string }
  | { type: "refused"; id?: string; error: FrameError }
  | { type: "typing"; conversation: string; text?: string }
  | { type: "read"; conversation: string; seq: number }
  | { type: "degraded"; degraded: boolean }
  | { type: "lightened"; parts: LightPart[] }
  | { type: "pong"; at: number };

export interface FrameError {
  code: RefusalCode;
  /** The fixed sentence of the code in the session's language. */
  message: string;
  fields?: FieldFault[];
  reason?: Reason;
  /** With `visitor_blocked`: epoch ms; absent = until it is lifted. */
  untilAt?: number;
  retryAfterMs?: number;
  requestId: string;
}

export type Alert = ClockAlert | TransferAlert;

/** The third transfer 第三次转接 of a conversation; told to supervisors. */
export interface TransferAlert {
  conversation: string;
  threshold: "transfers";
  seq: number;
  at: number;
  /** Who has it. */
  agent: string;
}

/** A clock's limit is near or has passed. */
export interface ClockAlert {
  conversation: string;
  clock: string;
  threshold: "warn" | "breach";
  round: number;
  seq: number;
  at: number;
  dueAt: number;
  agent?: string;
}

/**
 * A line of a conversation as a browser shows it: a message with its opened body, or a system line
 * with the event that made it. Visitors never receive `staff` entries.
 */
export type Entry =
  | {
    kind: "message";
    seq: number;
    at: number;
    message: string;
    from: "visitor" | "agent" | "system";
    /** Who wrote it: the visitor's or agent's id, and the public name. */
    author: string;
    name?: string;
    portrait?: string;
    visibility: Visibility;
    auto?: AutoKind;
    /** Written by a bot. */
    bot?: true;
    bodyKind: BodyKind;
    /** Absent when recalled or erased. */
    body?: MessageBody;
    recalled?: boolean;
    /** From another system: when it was said there, epoch ms, and its id. */
    originAt?: number;
    externalId?: string;
    /** What the channel said became of it; for staff, on messages to the visitor. */
    delivery?: DeliveryState;
  }
  | { kind: "line"; seq: number; at: number; event: Event };

/** A conversation as its visitor sees it. */
export interface VisitorConversation {
  conversation: string;
  state: ConversationLive["state"];
  group: string;
  topic?: string;
  agent?: { id: string; name: string; portrait?: string };
  openedAt: number;
  lastSeq: number;
  position?: number;
  estimate?: EstimateRange;
  /** Nobody who could take it is online. */
  unattended?: true;
  ratingInvited?: boolean;
  rated?: number;
  canReopen: boolean;
}

/** A conversation as the desk lists it. */
export interface DeskConversation extends ConversationLive {
  card: VisitorCard;
  /** Short name when the card has none: 访客 7F21. */
  visitorName: string;
  /** Opened first words of the last message that counts for the list. */
  preview?: { text: string; bodyKind: BodyKind; from: "visitor" | "agent" | "system" };
}

export interface PresenceChange {
  presence: Presence;
}

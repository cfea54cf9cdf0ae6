import type { By } from "./ids.ts";
import type { Sealed } from "./messages.ts";
import type {
  Channel,
  CloseReason,
  Connection,
  DeliveryState,
  ItemKind,
  JoinMode,
  Presence,
  SchedulePhase,
  VisitorPresence,
} from "./states.ts";
import type { SealedMessage, TransferTarget, WorkTarget } from "./commands.ts";
import type { Adjustment } from "./adjustments.ts";
import type { AgentRecord } from "./roster.ts";
import type { Why } from "./why.ts";

/** Fields that every event of a conversation has. */
interface OfConversation {
  conversation: string;
}

/**
 * Every event, past tense, by type. What stands here is enough to fold the state again: no event
 * may need a clock, randomness or a decision to be applied. Times are epoch ms.
 */
export interface EventBodies {
  "conversation.opened": OfConversation & {
    kind: ItemKind;
    visitor: string;
    key: string;
    channel: Channel;
    shop: string;
    route: string;
    group: string;
    class: number;
    costUnits: number;
    /** Required skills as `skill:level`, sorted; the interned requirement set. */
    requirements: string[];
    /** Those of them that were asked for this conversation itself. */
    skills?: Record<string, number>;
    topic?: string;
    language?: "zh" | "en";
    returning?: boolean;
    facts?: Sealed;
    originAt?: number;
    continues?: string;
    /** Place in line: `at` of the event unless it continues an earlier one. */
    enqueuedAt: number;
  };
  "conversation.queued": OfConversation & {
    group: string;
    class: number;
    enqueuedAt: number;
    why: Why;
  };
  /** `reserved` capacity of a transfer becomes owned; `from` when the owner changes. */
  "conversation.assigned": OfConversation & {
    agent: string;
    group: string;
    why: Why;
  };
  /** A tentative assignment 待接入: the place stays, the agent's slot is reserved until `untilAt`. */
  "conversation.offered": OfConversation & {
    agent: string;
    group: string;
    untilAt: number;
    why: Why;
  };
  /** `assigned` follows. */
  "conversation.accepted": OfConversation & { agent: string };
  /** The agent is passed over from now on; the item is in its lines again, at its place. */
  "conversation.declined": OfConversation & { agent: string };
  /** `unavailable`: the agent left before answering, and may be offered it again later. */
  "conversation.offer_expired": OfConversation & {
    agent: string;
    cause: "timeout" | "unavailable";
  };
  /** Fetched by hand; `assigned` or `transferred` follows. */
  "conversation.taken": OfConversation & { agent: string; group: string; why: Why };
  /** The place in time stays. */
  "conversation.prioritised": OfConversation & { class: number; from: number };
  /** By a supervisor; what follows (assigned, queued) is an event of its own. */
  "conversation.moved": OfConversation & { from?: string; to: TransferTarget };
  /** Again with another way when somebody who is there changes how. */
  "conversation.joined": OfConversation & { who: string; as: JoinMode };
  "conversation.parted": OfConversation & { who: string };
  /** The colleague is beside the owner from now on, whispering. */
  "conversation.consulted": OfConversation & { agent: string; from: string; note?: Sealed };
  /** Waiting, left message, bot: the place in line stays whatever the visitor turns to. */
  "conversation.switched": OfConversation & {
    from: "waiting" | "left" | "bot";
    to: "waiting" | "left" | "bot";
    group: string;
    bot?: string;
    /** A place of its own for one that began with a bot; absent = the place it had. */
    enqueuedAt?: number;
    why: Why;
  };
  /** Opened by an agent; `assigned` follows. */
  "conversation.reached": OfConversation & { agent: string; visitor: string };
  /** `note`: what an earlier conversation left for whoever continues it. */
  "conversation.tagged": OfConversation & { topic?: string; tags?: string[]; note?: Sealed };
  "conversation.messaged": OfConversation & SealedMessage & {
    /** Counts the rounds 对话轮次 of the conversation; the round this message belongs to. */
    round: number;
    /** True when this message begins a round, or ends one. */
    begins?: true;
    ends?: true;
    /** The bot that has to answer it, and the gateway whose runner asks ("" = none named). */
    toBot?: { bot: string; gateway: string };
  };
  /** What was reported last counts, but for what was delivered before. */
  "conversation.delivery_reported": OfConversation & { message: string; state: DeliveryState };
  "conversation.recalled": OfConversation & { message: string };
  "conversation.overflowed": OfConversation & {
    from: string;
    to: string;
    /**
     * Index of the rule in the home group's flat overflow list. -1 = no one's own turn, but a whole
     * line's: sharing between two lines (`why.code` is `sharing`), or a line that its people left.
     */
    step: number;
    why: Why;
  };
  /** Spillback: it stands in the donor's line no longer. */
  "conversation.returned_home": OfConversation & { from: string; to: string; why: Why };
  /** What is asked from now on, as in `opened`; the number of the step. */
  "conversation.relaxed": OfConversation & {
    requirements: string[];
    step: number;
    afterMs: number;
  };
  "conversation.transfer_offered": OfConversation & {
    from: string;
    to: { agent: string } | { group: string };
    /** The colleague whose slot is reserved; absent while a group has nobody free. */
    agent?: string;
    untilAt: number;
    note?: Sealed;
  };
  "conversation.transferred": OfConversation & { from: string; to: string; group: string };
  "conversation.transfer_returned": OfConversation & {
    from: string;
    cause: "declined" | "timeout" | "withdrawn" | "unavailable";
  };
  "conversation.parked": OfConversation & {
    agent: string;
    reason?: string;
    dueAt?: number;
    note?: Sealed;
  };
  /** Leaves the parked list; what follows (assigned or queued) is an event of its own. */
  "conversation.unparked": OfConversation & { why: Why };
  /** `callback`: the visitor is to be called back. */
  "conversation.left": OfConversation & { group: string; why: Why; callback?: true };
  "conversation.alerted": OfConversation & {
    clock: string;
    round: number;
    threshold: "warn" | "breach";
    /** Who is told: the owner, the supervisors, or both. */
    to: ("agent" | "supervisor")[];
    /** Elapsed time that the threshold stands for, and the deadline itself. */
    afterMs: number;
    dueAt: number;
    agent?: string;
  };
  /** A hold message 安抚话术, or the closing notice: text number of the clock, sent to the visitor. */
  "conversation.held": OfConversation & {
    clock: string;
    round: number;
    text: number;
    dueAt: number;
    kind: "hold" | "closingNotice";
  };
  /** Taken from its owner; what follows (assigned, queued) is an event of its own. */
  "conversation.reclaimed": OfConversation & { agent: string; why: Why };
  /** Asleep: it weighs `costUnits` on its agent now. */
  "conversation.dormant": OfConversation & { agent: string; costUnits: number; afterMs: number };
  /** The visitor is back: the full cost again, which may pass the capacity. */
  "conversation.woken": OfConversation & { agent: string; costUnits: number };
  /** The agent has written up what was closed, and has the room again. */
  "conversation.wrapped_up": OfConversation & { agent: string };
  /** Left the queue for good: by the visitor's word, or gone for so long; `closed` follows. */
  "conversation.abandoned": OfConversation & {
    group: string;
    waitMs: number;
    cause: "visitor" | "gone";
  };
  /** A large item keeps this agent's next units. */
  "conversation.reserved": OfConversation & {
    agent: string;
    costUnits: number;
    freeUnits: number;
    waitMs: number;
  };
  /** `wrapUpUntilAt`: the agent's room comes back with `wrapped_up`. */
  "conversation.closed": OfConversation & {
    reason: CloseReason;
    topic?: string;
    agent?: string;
    wrapUpUntilAt?: number;
  };
  "conversation.reopened": OfConversation & { why: Why };
  "conversation.rating_invited": OfConversation;
  "conversation.rated": OfConversation & {
    score: number;
    reasons?: string[];
    comment?: Sealed;
    agent?: string;
  };
  "conversation.forgotten": OfConversation & { state: "closed" | "parked" | "left" };
  "visitor.updated": { visitor: string; card: Sealed; key: string };
  "visitor.presence_changed": { visitor: string; presence: VisitorPresence; gateway: string };
  "visitor.blocked": { visitor: string; blocked: boolean; untilAt?: number };
  "visitor.erased": { visitor: string };
  "visitor.erasure_completed": { visitor: string };
  "agent.presence_changed": { agent: string; presence: Presence; work?: WorkTarget };
  "agent.connected": { agent: string; session: string; gateway: string };
  "agent.disconnected": { agent: string; session: string; gateway: string; left: Connection };
  "agent.unconfirmed": { agent: string };
  "agent.gone": { agent: string };
  "roster.changed": { agent: string; record?: AgentRecord };
  /** `scheduledFor` with a cause: the appointment it keeps; `revertAt`: the one it makes. */
  "workspace.adjusted": Adjustment & { untilAt: number };
  /** `adjustment`: the sequence of the event that made it. */
  "workspace.reverted": { adjustment: number; what: Adjustment["what"] };
  /**
   * Opening hours or shifts: `nextAt` is the next turn, epoch ms. `offsetMinutes`: a time zone
   * instead, `zone Europe/Paris`, that is so far ahead of UTC until then.
   */
  "workspace.schedule_turned": {
    schedule: string;
    phase: SchedulePhase;
    nextAt: number;
    offsetMinutes?: number;
  };
  "config.published": {
    version: number;
    hash: string;
    cause?: "scheduled" | "reverted";
    scheduledFor?: number;
    /** Who made the appointment. */
    askedBy?: string;
    revertAt?: number;
  };
  "config.scheduled": { hash: string; effectiveAt: number; revertAt?: number };
  "config.withdrawn": {
    hash: string;
    effectiveAt: number;
    /** `groupsInUse`: groups or requirement sets that are in use by then leave no room for it. */
    cause: "chosen" | "groupsInUse" | "over";
  };
  /** Partition-wide: `workspace` of the envelope is empty. */
  "gateway.lapsed": { gateway: string };
  "partition.taken": { epoch: number; owner: string };
  "partition.checkpoint": Record<never, never>;
  "workspace.stopped": { reason: string };
}

export type EventType = keyof EventBodies;

/**
 * An event as the journal holds it. `seq` counts the workspace's events without gaps from 1;
 * partition-wide events have workspace "" and count on their own. `rule` is the configuration
 * version that decided, on routing events.
 */
export type Event<T extends EventType = EventType> = {
  [K in T]:
    & { type: K; seq: number; at: number; workspace: string; by: By; rule?: number }
    & EventBodies[K];
}[T];

/** An event before the turn stamps it: what `decide` returns. */
export type Draft<T extends EventType = EventType> = {
  [K in T]: { type: K; rule?: number } & EventBodies[K];
}[T];

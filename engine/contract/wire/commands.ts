import type { Sealed } from "./messages.ts";
import type {
  AutoKind,
  BodyKind,
  Channel,
  CloseReason,
  DeliveryState,
  ItemKind,
  JoinMode,
  Presence,
  Visibility,
  VisitorPresence,
} from "./states.ts";
import type { ClockChange, GroupChange } from "./adjustments.ts";
import type { AgentRecord } from "./roster.ts";
import type { By } from "./ids.ts";
import type { Refusal } from "./refusals.ts";

/** A message as it travels to the engine: sealed by the door, with the few clear facts routing needs. */
export interface SealedMessage {
  /** Derived by the door from (principal, command id): a repeat meets its own id. */
  message: string;
  body: BodyKind;
  sealed: Sealed;
  visibility: Visibility;
  auto?: AutoKind;
  files?: string[];
  /** Epoch ms at the other system; clamped to the last 24 hours. */
  originAt?: number;
  externalId?: string;
}

/** Where a transfer goes. */
export type TransferTarget = { agent: string } | { group: string };

/** Where the open work of somebody who leaves goes: to a colleague, a group, or aside. */
export type WorkTarget = TransferTarget | { park: true };

/** Skills asked for one conversation itself: as many as a route may ask for. */
export const ASKED_SKILLS_MAX = 8;

/** Every command, by type, with its own fields; the envelope is `CommandEnvelope`. */
export interface CommandBodies {
  "conversation.open": {
    conversation: string;
    visitor: string;
    /** Id of the visitor's sealing key. */
    key: string;
    channel: Channel;
    route: string;
    topic?: string;
    group?: string;
    priority?: number;
    /** Skill → least level (1–5), asked beside what the route asks; never by visitors. */
    skills?: Record<string, number>;
    agent?: string;
    returning?: boolean;
    language?: "zh" | "en";
    facts?: Sealed;
    first?: SealedMessage;
    originAt?: number;
    continues?: string;
    /** From gateways only, with `continues`: epoch ms of the first place, and the parked owner. */
    enqueuedAt?: number;
    owner?: string;
    note?: Sealed;
    /** The first message asks for a person: no bot. */
    wantsPeople?: boolean;
    /** The gateway whose runner asks a bot. */
    gateway?: string;
  };
  /** `wantsPeople`: it asks for a person; `gateway`: whose runner asks the bot. */
  "conversation.message":
    & { conversation: string; wantsPeople?: boolean; gateway?: string }
    & SealedMessage;
  /** How a message to the visitor fared on its channel; by the channel's connector. */
  "conversation.delivery": { conversation: string; message: string; state: DeliveryState };
  "conversation.recall": { conversation: string; message: string };
  /** A tentative assignment 待接入, by the agent to whom it is offered. */
  "conversation.accept": { conversation: string };
  "conversation.decline": { conversation: string };
  /** 接入下一位: the best item of the agent's lines that fits; also while busy. */
  "conversation.take": { agent: string };
  /** Another class for one that waits; its place in time stays. */
  "conversation.prioritise": { conversation: string; class: number };
  /** A supervisor's hand: may pass an agent's capacity, never the window cap. */
  "conversation.move": { conversation: string; to: TransferTarget };
  /** Work of another kind than a chat; its id stands where a conversation's does in events. */
  "item.open": {
    item: string;
    kind: Exclude<ItemKind, "conversation">;
    visitor: string;
    key: string;
    channel: Channel;
    route: string;
    group?: string;
    priority?: number;
    agent?: string;
    /** In twentieths; absent = what the channel or the route costs. */
    costUnits?: number;
    facts?: Sealed;
    enqueuedAt?: number;
  };
  "item.assign": { item: string; agent: string };
  "item.close": { item: string; topic?: string };
  "conversation.join": { conversation: string; as: JoinMode };
  /** `who`: somebody else, by the owner or a supervisor. */
  "conversation.part": { conversation: string; who?: string };
  /** Asks a colleague, who then whispers. */
  "conversation.consult": { conversation: string; agent: string; note?: Sealed };
  /** The place in line stays. */
  "conversation.switch": { conversation: string; to: "waiting" | "left" | "bot" };
  /** An agent writes first; also the invite of somebody who is looking around. */
  "conversation.reach": {
    conversation: string;
    visitor: string;
    key: string;
    agent: string;
    channel: Channel;
    route: string;
    language?: "zh" | "en";
    facts?: Sealed;
    first?: SealedMessage;
  };
  /** Also after the end, while the conversation is kept; tags replace the ones before. */
  "conversation.tag": { conversation: string; topic?: string; tags?: string[] };
  "conversation.transfer": { conversation: string; to: TransferTarget; note?: Sealed };
  "conversation.acceptTransfer": { conversation: string };
  "conversation.returnTransfer": { conversation: string };
  "conversation.withdrawTransfer": { conversation: string };
  "conversation.park": { conversation: string; reason?: string; dueAt?: number; note?: Sealed };
  "conversation.unpark": { conversation: string };
  "conversation.leave": { conversation: string };
  "conversation.reclaim": { conversation: string };
  "conversation.close": { conversation: string; topic?: string; inviteRating?: boolean };
  "conversation.reopen": { conversation: string };
  "conversation.inviteRating": { conversation: string };
  "conversation.rate": {
    conversation: string;
    score: number;
    reasons?: string[];
    comment?: Sealed;
  };
  "visitor.presence": { visitor: string; presence: VisitorPresence; gateway: string };
  "visitor.update": { visitor: string; card: Sealed; key: string };
  /** Also ends what is open. Absent `untilAt`: until it is lifted, which `blocked: false` does. */
  "visitor.block": { visitor: string; blocked: boolean; untilAt?: number };
  "visitor.erase": { visitor: string };
  "visitor.erasureCompleted": { visitor: string };
  /** `work`: where open work goes when the agent goes offline; absent = back to its lines. */
  "agent.presence": { agent: string; presence: Presence; work?: WorkTarget };
  "agent.connect": { agent: string; session: string; gateway: string };
  "agent.disconnect": { agent: string; session: string; gateway: string };
  "agent.adjust": {
    ids: string[];
    capacityUnits?: number;
    windowCap?: number;
    untilAt: number;
  };
  "group.adjust": { ids: string[]; set: GroupChange; untilAt: number };
  "clock.adjust": { ids: string[]; set: ClockChange; untilAt: number };
  /** Takes one back before its time; `adjustment` is the sequence of the event that made it. */
  "adjustment.revert": { adjustment: number };
  "roster.put": { agent: string; record: AgentRecord };
  "roster.remove": { agent: string };
  /** Absent times: at once, for good. What `revertAt` brings back is what was in force before. */
  "config.publish": { hash: string; effectiveAt?: number; revertAt?: number };
  /** Takes back an appointment, to publish or to return. */
  "config.withdraw": { hash: string; effectiveAt: number };
  /** The engine's own. */
  "config.change": { hash: string; dueAt: number };
  "gateway.lapse": { gateway: string };
  "deadline.fire": { conversation: string; slot: DeadlineSlot; dueAt: number };
  "workspace.expire": { dueAt: number };
  "agent.expire": { agent: string; dueAt: number };
  "visitor.expire": { visitor: string; dueAt: number };
}

/** One armed deadline per slot and conversation; what fires is decided from the clocks' plans. */
export const DEADLINE_SLOTS = [
  "round",
  "queue",
  "offer",
  "silence",
  "life",
  "dormant",
  "wrapUp",
  "abandon",
  "relax",
  "bot",
  "hours",
] as const;
export type DeadlineSlot = (typeof DEADLINE_SLOTS)[number];

export type CommandType = keyof CommandBodies;

/** A command as it reaches a partition. `id` is the idempotency key within (workspace, by). */
export type Command<T extends CommandType = CommandType> = {
  [K in T]: { type: K; id: string; level: number; workspace: string; by: By } & CommandBodies[K];
}[T];

/** What an accepted command answers; `opened` is where the conversation went. */
export interface CommandResult {
  conversation?: string;
  message?: string;
  opened?: OpenResult;
  version?: number;
}

/** Where an opened conversation went. Estimates are ranges, absent when the error is large. */
export type OpenResult =
  | { state: "assigned"; agent: string }
  | { state: "waiting"; position: number; estimate?: EstimateRange }
  | { state: "left" }
  | { state: "bot"; bot: string };

export interface EstimateRange {
  fromMs: number;
  toMs: number;
}

export type Reply =
  | { ok: true; seq: number; result: CommandResult; repeated?: boolean }
  | { ok: false; error: Refusal };

export type { CloseReason };

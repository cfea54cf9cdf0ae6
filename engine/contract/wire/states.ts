/** Closed lists of states and words that commands, events and pages share. */

/** Presence 在线状态 as an agent chooses it. */
export const PRESENCES = ["online", "busy", "break", "offline"] as const;
export type Presence = (typeof PRESENCES)[number];

/** How the engine sees an agent's connection (architecture §6). */
export const CONNECTIONS = ["none", "connected", "unconfirmed", "gone"] as const;
export type Connection = (typeof CONNECTIONS)[number];

/** Where a visitor is: page open, page hidden, or no page at all. */
export const VISITOR_PRESENCES = ["here", "hidden", "gone"] as const;
export type VisitorPresence = (typeof VISITOR_PRESENCES)[number];

/**
 * Where a conversation stands. `left` (留言) waits in the lines like `waiting`, in class 9, and
 * promises no time; `parked` (待处理) keeps its owner and frees the capacity.
 */
export const CONVERSATION_STATES = [
  "bot",
  "waiting",
  "assigned",
  "parked",
  "left",
  "closed",
] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/** Channels a table may name; for some of them no adapter exists, and an integration brings them. */
export const CHANNELS = [
  "web",
  "api",
  "phone",
  "mail",
  "wechat",
  "wecom",
  "sms",
  "app",
] as const;
export type Channel = (typeof CHANNELS)[number];

export const BODY_KINDS = ["text", "image", "file", "voice", "card", "link"] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

export const VISIBILITIES = ["all", "staff"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Messages that no person wrote: they never stop a clock (routing.md, clocks). */
export const AUTO_KINDS = ["welcome", "autoAnswer", "hold", "closingNotice"] as const;
export type AutoKind = (typeof AUTO_KINDS)[number];

export const STRATEGIES = [
  "leastOccupied",
  "longestIdle",
  "roundRobin",
  "weighted",
  "mostSkilled",
  "scored",
] as const;
export type Strategy = (typeof STRATEGIES)[number];

/**
 * How somebody is beside the owner of a conversation: 查看 reads, 悄悄话 writes to the staff alone,
 * 插话 writes to the visitor, 共享 has it on the own desk as well, with its own notification.
 */
export const JOIN_MODES = ["watch", "whisper", "barge", "share"] as const;
export type JoinMode = (typeof JOIN_MODES)[number];

/** What is routed: a chat, or work of another kind; the index is its code. */
export const ITEM_KINDS = ["conversation", "ticket", "call", "callback"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** `ending`: the last minutes of a shift, in which agents get nothing new. */
export type SchedulePhase = "open" | "ending" | "closed";

export const CLOSE_REASONS = [
  "agent",
  "visitor",
  "supervisor",
  "silence",
  "erased",
  "abandoned",
  "blocked",
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What a channel says of a message to the visitor; what was delivered stays so. */
export const DELIVERY_STATES = ["delivered", "failed", "blocked"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const CLASS_COUNT = 10;
/** Capacity is counted in twentieths of a conversation: one chat costs 20 units by default. */
export const UNITS_PER_CONVERSATION = 20;

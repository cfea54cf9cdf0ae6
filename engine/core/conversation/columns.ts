import type { Layout } from "../columns.ts";
import { CONVERSATION_STATES, type ConversationState } from "../../contract/wire/states.ts";

/**
 * A live conversation as a row. Integers instead of names: `owner`, `reserved` are agent numbers,
 * `home`, `group`, `over0–2` groups, `shop`, `route`, `topic`, `bot` words; -1 = none.
 */
export const CONVERSATION_LAYOUT = {
  state: "u8",
  channel: "u8",
  /** Index in ITEM_KINDS; 0 = a conversation. */
  kind: "u8",
  /** Class it was opened with, and the class of the line it stands in (9 while `left`). */
  class: "u8",
  lineClass: "u8",
  /** Bits of FLAG. */
  flags: "u8",
  closedReason: "u8",
  /** Score 1–5, 0 = not rated. */
  rated: "u8",
  reclaims: "u8",
  /** Steps of relaxation taken. */
  relaxed: "u8",
  overflows: "u8",
  /** Hold messages of this round, per clock kind. */
  holdsRound: "u8",
  holdsFirst: "u8",
  holdsQueue: "u8",
  holdsSilent: "u8",
  /** One bit per (clock kind, threshold) alerted in this round. */
  alerted: "u16",
  cost: "u16",
  /** What it weighs on its owner now: the cost, or less while asleep. */
  weight: "u16",
  unread: "u16",
  round: "u16",
  /** Round in which the queue clock last alerted: a new wait in a later round alerts anew. */
  queueRound: "u16",
  /** The round that begins a session, and the seconds since the visitor's last close before it. */
  sessionRound: "u16",
  sessionGapS: "u16",
  item: "i32",
  visitor: "i32",
  nextOfVisitor: "i32",
  shop: "i32",
  route: "i32",
  topic: "i32",
  /** The bot it is with, or was with last. */
  bot: "i32",
  home: "i32",
  group: "i32",
  over0: "i32",
  over1: "i32",
  over2: "i32",
  owner: "i32",
  reserved: "i32",
  requirement: "i32",
  /** Sequence of `opened`: unique, dense enough, the order of everything that needs one. */
  order: "f64",
  openedAt: "f64",
  enqueuedAt: "f64",
  queuedAt: "f64",
  assignedAt: "f64",
  lastSeq: "f64",
  lastPublicSeq: "f64",
  /** Begin of the open round, 0 = none; and from when its clocks count (later after a left message). */
  roundBeganAt: "f64",
  roundFrom: "f64",
  /** The visitor's first message that neither people nor a bot has answered; 0 = none. */
  unansweredAt: "f64",
  lastVisitorAt: "f64",
  lastAgentAt: "f64",
  noticeAt: "f64",
  /** When it was closed, parked or left; with a bot: when it gave up a place in line for it. */
  since: "f64",
} as const satisfies Layout;

export type ConversationLayout = typeof CONVERSATION_LAYOUT;

export const FLAG = {
  /** Stands in at least one line. */
  lined: 1,
  ratingInvited: 2,
  returning: 4,
  /** Its visitor was erased: nothing of it may be used again. */
  erased: 8,
  /** Last word: visitor's or people's; neither before the first. */
  lastVisitor: 16,
  lastAgent: 32,
  zh: 64,
  en: 128,
} as const;

/** Codes of `state`: the index in the contract's list. */
export const STATE = Object.fromEntries(
  CONVERSATION_STATES.map((state, code) => [state, code]),
) as Record<ConversationState, number>;

export const NOBODY = -1;

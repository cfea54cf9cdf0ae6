import type { Clock } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import { settle } from "../clocks/rates.ts";
import { alertBit } from "../configuration/clock_plan.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG } from "./columns.ts";
import { holdsOf } from "./steps.ts";
import { sideOf } from "./speaker.ts";

/** What is said, by people and by clocks. */

/** Recall and repeats look back so far; a configuration cannot allow recalling for longer. */
const RECENT_MS = 120_000;
/** 1,600 messages a second for two minutes. */
const RECENT_MAX = 200_000;
const UNREAD_MAX = 65_535;
const ROUND_MAX = 65_535;

export function applyMessaged(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.messaged">,
): void {
  remember(workspace, event);
  const c = workspace.conversations.column;
  const side = sideOf(event.by);
  if (event.visibility === "staff" || event.auto !== undefined || event.by === "engine") return;
  if (side === "visitor") {
    if (c.unansweredAt[handle] === 0) c.unansweredAt[handle] = event.at;
  } else {
    if (event.ends) settle(workspace, handle, "people", event.at, true);
    settle(workspace, handle, "anybody", event.at, true);
    c.unansweredAt[handle] = 0;
  }
  if (side === "machine") return;
  if (side === "visitor") {
    c.lastVisitorAt[handle] = event.at;
    c.unread[handle] = Math.min(c.unread[handle] + 1, UNREAD_MAX);
  } else {
    c.lastAgentAt[handle] = event.at;
    c.unread[handle] = 0;
  }
  c.noticeAt[handle] = 0;
  const [set, clear] = side === "visitor"
    ? [FLAG.lastVisitor, FLAG.lastAgent]
    : [FLAG.lastAgent, FLAG.lastVisitor];
  c.flags[handle] = (c.flags[handle] | set) & ~clear;
  if (event.begins) beginRound(workspace, handle, event);
  if (event.ends) c.roundBeganAt[handle] = c.roundFrom[handle] = 0;
}

function beginRound(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.messaged">,
): void {
  const c = workspace.conversations.column;
  c.round[handle] = Math.min(event.round, ROUND_MAX);
  c.roundBeganAt[handle] = c.roundFrom[handle] = event.at;
  c.alerted[handle] &= QUEUE_BITS;
  c.holdsRound[handle] = c.holdsFirst[handle] = c.holdsSilent[handle] = 0;
}

const QUEUE_BITS = alertBit("queue", "warn") | alertBit("queue", "breach");

/** A wait of its own: the queue clock begins anew, unless it has spoken in this very round. */
export function beginWait(workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  if (c.queueRound[handle] === c.round[handle]) return;
  c.alerted[handle] &= ~QUEUE_BITS;
  c.holdsQueue[handle] = 0;
}

/** Oldest out first: by age, then by count. */
function remember(workspace: Workspace, event: Event<"conversation.messaged">): void {
  const { recent } = workspace;
  recent.set(event.message, {
    conversation: event.conversation,
    by: event.by,
    at: event.at,
    seq: event.seq,
    staff: event.visibility === "staff",
    recalled: false,
  });
  for (const [message, { at }] of recent) {
    if (event.at - at <= RECENT_MS && recent.size <= RECENT_MAX) break;
    recent.delete(message);
  }
}

export function applyRecalled(workspace: Workspace, event: Event<"conversation.recalled">): void {
  const message = workspace.recent.get(event.message);
  if (message !== undefined) message.recalled = true;
}

/** Known for as long as it may be recalled; what comes later is the records' to compare. */
export function applyDelivery(
  workspace: Workspace,
  event: Event<"conversation.delivery_reported">,
): void {
  const message = workspace.recent.get(event.message);
  if (message !== undefined) message.delivery = event.state;
}

export function applyAlerted(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.alerted">,
): void {
  const kind = clockKind(workspace, event.clock);
  if (kind === undefined) return;
  const c = workspace.conversations.column;
  c.alerted[handle] |= alertBit(kind, event.threshold);
  if (kind === "queue") c.queueRound[handle] = c.round[handle];
}

export function applyHeld(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.held">,
): void {
  const c = workspace.conversations.column;
  if (event.kind === "closingNotice") {
    c.noticeAt[handle] = event.at;
    return;
  }
  const sent = workspace.sentTexts.get(handle) ?? [];
  workspace.sentTexts.set(handle, [...sent, `${event.clock} ${event.text}`]);
  const kind = clockKind(workspace, event.clock);
  if (kind !== undefined) holdsOf(workspace, kind)[handle]++;
  if (kind === "queue") c.queueRound[handle] = c.round[handle];
}

const clockKind = (workspace: Workspace, clock: string): Clock["kind"] | undefined =>
  workspace.plan?.clocks.get(clock)?.kind;

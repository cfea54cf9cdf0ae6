import type { DeadlineSlot } from "../../contract/wire/commands.ts";
import { arm, cancel, dueAtOf } from "../deadlines/mod.ts";
import { unreachable } from "../unreachable.ts";
import type { Workspace } from "../workspace/state.ts";
import { STATE } from "./columns.ts";
import { abandonDueAt, closingDueAt } from "./out_of_line.ts";
import { relaxDueAt } from "./relax.ts";
import { pendingStep } from "./steps.ts";
import { conversationTimer } from "./timers.ts";
import { dormantDueAt } from "./weight.ts";

/**
 * The deadlines of a conversation: one per slot, a function of the row and the configuration, so
 * that no event has to say what it cancels: after every event they are read off again, and what is
 * no longer true is no longer armed. A step that was taken leaves its trace in the row (a bit, a
 * count), hence fires once. One timer stands for all slots of a conversation: it is armed for the
 * earliest, and once that has fired for the next. One step depends on more: an overflow is passed
 * by while its donor has no room, which no event of this row tells; a timer that finds nothing for
 * its moment is therefore armed anew.
 */

/**
 * Order among deadlines of one moment. `silence` is last: its reclaim is the one step that may
 * find nothing to do, and must not hide another.
 */
const SLOT_ORDER: readonly DeadlineSlot[] = [
  "wrapUp",
  "offer",
  "life",
  "abandon",
  "hours",
  "relax",
  "bot",
  "round",
  "queue",
  "dormant",
  "silence",
];

export function rearm(workspace: Workspace, handle: number): void {
  armAfter(workspace, handle, -Infinity);
}

/** Arms the earliest deadline that is due later than `at`. */
export function armAfter(workspace: Workspace, handle: number, at: number): void {
  let least = Infinity;
  for (const slot of SLOT_ORDER) {
    const dueAt = slotDueAt(workspace, handle, slot);
    if (dueAt > at && dueAt < least) least = dueAt;
  }
  setTimer(workspace, conversationTimer(handle), least);
}

/** The slot that stands for a moment, or undefined when none does. */
export const slotAt = (workspace: Workspace, handle: number, at: number) =>
  SLOT_ORDER.find((slot) => slotDueAt(workspace, handle, slot) === at);

/** The slots behind one that stand for the same moment. */
export const slotsBehind = (
  workspace: Workspace,
  handle: number,
  slot: DeadlineSlot,
  at: number,
): DeadlineSlot[] =>
  SLOT_ORDER.slice(SLOT_ORDER.indexOf(slot) + 1)
    .filter((other) => slotDueAt(workspace, handle, other) === at);

export function setTimer(workspace: Workspace, timer: number, dueAt: number): void {
  if (dueAt === Infinity) cancel(workspace.wheel, timer);
  else if (dueAtOf(workspace.wheel, timer) !== dueAt) arm(workspace.wheel, timer, dueAt);
}

export function disarm(workspace: Workspace, handle: number): void {
  cancel(workspace.wheel, conversationTimer(handle));
}

export function slotDueAt(workspace: Workspace, handle: number, slot: DeadlineSlot): number {
  switch (slot) {
    case "offer":
      return workspace.offers.get(handle)?.untilAt ?? Infinity;
    case "life":
      return lifeDueAt(workspace, handle);
    case "dormant":
      return dormantDueAt(workspace, handle);
    case "relax":
      return relaxDueAt(workspace, handle);
    case "wrapUp":
      return workspace.wrapUps.get(handle) ?? Infinity;
    case "abandon":
      return abandonDueAt(workspace, handle);
    case "bot":
      return botDueAt(workspace, handle);
    case "hours":
      return closingDueAt(workspace, handle);
    case "round":
    case "queue":
    case "silence":
      return pendingStep(workspace, handle, slot)?.dueAt ?? Infinity;
    default:
      return unreachable(slot);
  }
}

/** Closed, parked and left conversations leave memory; parked ones may be due before. */
function lifeDueAt(workspace: Workspace, handle: number): number {
  const { state, since } = workspace.conversations.column;
  const times = workspace.plan?.configuration.times;
  if (times === undefined) return Infinity;
  switch (state[handle]) {
    case STATE.closed:
      return since[handle] + times.closedKeepMs;
    case STATE.left:
      return since[handle] + times.leftKeepMs;
    case STATE.parked: {
      const keptUntil = since[handle] + times.leftKeepMs;
      return Math.min(workspace.parked.get(handle)?.dueAt ?? Infinity, keptUntil);
    }
    default:
      return Infinity;
  }
}

/**
 * With a bot: its time to answer, or the visitor's to go on. A bot that the document no longer has
 * is given no time.
 */
function botDueAt(workspace: Workspace, handle: number): number {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.bot || workspace.plan === undefined) return Infinity;
  const bot = workspace.plan.bots.get(workspace.words.words[c.bot[handle]]);
  if (bot === undefined) return c.openedAt[handle];
  if (c.unansweredAt[handle] > 0) return c.unansweredAt[handle] + bot.answerMs;
  const lastAt = Math.max(c.openedAt[handle], c.lastVisitorAt[handle], c.since[handle]);
  return lastAt + bot.idleCloseMs;
}

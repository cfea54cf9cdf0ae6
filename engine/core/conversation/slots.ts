import type { Clock } from "../../contract/wire/configuration.ts";
import { alertBit, type ClockPlan, type Step } from "../configuration/clock_plan.ts";
import { clocksFor } from "../configuration/plan.ts";
import type { DeadlineSlot } from "../../contract/wire/commands.ts";
import { arm, cancel, dueAtOf } from "../deadlines/mod.ts";
import { canQueue } from "../routing/mod.ts";
import { unreachable } from "../unreachable.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import { type Closings, closingsOf, dueInHours, followsHours } from "./hours.ts";
import { abandonDueAt, closingDueAt } from "./out_of_line.ts";
import { relaxDueAt } from "./relax.ts";
import { conversationTimer } from "./timers.ts";
import { dormantDueAt } from "./weight.ts";

/**
 * The deadlines of a conversation: one per slot, always a function of the row and the
 * configuration, so that no event has to say what it cancels: after every event they are read off
 * again, and what is no longer true is no longer armed. A step that was taken leaves its trace in
 * the row (a bit, a count), hence fires once. One timer stands for all slots of a conversation: it
 * is armed for the earliest, and once that has fired for the next.
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

/** At most so often is one conversation taken back from silent agents (routing.md). */
const RECLAIMS_MAX = 2;

/** A step with the moment at which it is due. */
export interface DueStep {
  step: Step;
  dueAt: number;
}

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

/** The next step of a clock slot, or undefined when nothing is to come. */
export function pendingStep(
  workspace: Workspace,
  handle: number,
  slot: "round" | "queue" | "silence",
): DueStep | undefined {
  const { plan } = workspace;
  if (plan === undefined) return undefined;
  const run = running(workspace, handle, slot);
  if (run === undefined) return undefined;
  const closings = closingsAt(workspace, handle);
  let next: DueStep | undefined;
  for (const step of run.steps) {
    if (!isPending(workspace, handle, step)) continue;
    const dueAt = stepDueAt(run.from, step);
    // without hours the steps fall due in their order
    if (closings.length === 0) return { step, dueAt };
    if (next === undefined || dueAt < next.dueAt) next = { step, dueAt };
  }
  return next;

  function stepDueAt(from: number, step: Step): number {
    const noticeAt = workspace.conversations.column.noticeAt[handle];
    const noticed = step.action === "close" && noticeAt > 0;
    const begunAt = noticed ? noticeAt : from;
    const afterMs = noticed ? step.afterNoticeMs : step.afterMs;
    return followsHours(step) ? dueInHours(closings, begunAt, afterMs) : begunAt + afterMs;
  }
}

/** Which list of steps runs in a slot, and since when. */
function running(
  workspace: Workspace,
  handle: number,
  slot: "round" | "queue" | "silence",
): { steps: readonly Step[]; from: number } | undefined {
  const c = workspace.conversations.column;
  const state = c.state[handle];
  const clocks = clocksOf(workspace, handle);
  const open = c.roundBeganAt[handle] > 0;
  switch (slot) {
    case "round":
      if (!open || (state !== STATE.waiting && state !== STATE.assigned)) return undefined;
      return {
        steps: c.round[handle] === 1 ? clocks.firstRound : clocks.laterRounds,
        from: c.roundFrom[handle],
      };
    case "queue":
      if (state !== STATE.waiting) return undefined;
      return { steps: clocks.queue, from: c.queuedAt[handle] };
    case "silence":
      if (state !== STATE.assigned) return undefined;
      if (open) {
        const from = Math.max(c.roundFrom[handle], c.assignedAt[handle]);
        return { steps: clocks.agentSilent, from };
      }
      if ((c.flags[handle] & FLAG.lastAgent) === 0) return undefined;
      return { steps: clocks.visitorSilent, from: c.lastAgentAt[handle] };
    default:
      return unreachable(slot);
  }
}

/** Whose clocks count: the home line's while waiting, then those of the group that serves. */
function clockGroup({ conversations: { column: c }, groups }: Workspace, handle: number): string {
  return groups.words[c.state[handle] === STATE.waiting ? c.home[handle] : c.group[handle]];
}

/** When the clocks of a conversation stood still. */
export function closingsAt(workspace: Workspace, handle: number): readonly Closings[] {
  const route = workspace.words.words[workspace.conversations.column.route[handle]];
  return closingsOf(workspace, route, clockGroup(workspace, handle));
}

/** The plan in force for a conversation where it is. */
export function clocksOf(workspace: Workspace, handle: number): ClockPlan {
  const c = workspace.conversations.column;
  const owned = c.state[handle] === STATE.assigned && c.owner[handle] !== NOBODY;
  return clocksFor(
    workspace.plan!,
    workspace.words.words[c.shop[handle]],
    clockGroup(workspace, handle),
    owned ? workspace.agents[c.owner[handle]].id : undefined,
  );
}

function isPending(workspace: Workspace, handle: number, step: Step): boolean {
  const c = workspace.conversations.column;
  switch (step.action) {
    case "alert":
      return (c.alerted[handle] & alertBit(step.kind, step.threshold)) === 0;
    case "hold":
      return holdsOf(workspace, step.kind)[handle] <= step.nth &&
        nextText(workspace, handle, step.clock, step.texts) >= 0;
    case "notice":
      return c.noticeAt[handle] === 0;
    case "reclaim":
      return c.reclaims[handle] < RECLAIMS_MAX && c.owner[handle] !== NOBODY &&
        (step.breachBefore || (c.alerted[handle] & alertBit(step.kind, "breach")) === 0);
    case "overflow":
      return !workspace.offers.has(handle) && !standsIn(workspace, handle, step.to) &&
        mayStandIn(workspace, handle, step.to);
    case "bot":
      return !workspace.offers.has(handle) && hasBot(workspace, handle);
    case "left":
      return !workspace.offers.has(handle);
    case "close":
      return true;
    default:
      return unreachable(step);
  }
}

/** Whether there is a bot to turn to on the route by which the visitor came. */
function hasBot({ plan, words, conversations }: Workspace, handle: number): boolean {
  const bot = plan?.routes.get(words.words[conversations.column.route[handle]])?.bot;
  return bot !== undefined && plan!.bots.has(bot);
}

/** Whether `group` is the home of a conversation or one it has overflowed to. */
export function standsIn(workspace: Workspace, handle: number, group: string): boolean {
  const c = workspace.conversations.column;
  const number = workspace.groups.index.get(group) ?? NOBODY;
  return c.home[handle] === number || c.over0[handle] === number ||
    c.over1[handle] === number || c.over2[handle] === number || c.overflows[handle] >= 3;
}

/** A line that is full of other requirement sets is passed by: what comes later still comes. */
const mayStandIn = ({ routing, groups, conversations }: Workspace, handle: number, to: string) => {
  const group = groups.index.get(to);
  return group !== undefined && canQueue(routing, group, conversations.column.requirement[handle]);
};

/** The column that counts a clock's hold messages in this round. */
export function holdsOf(workspace: Workspace, kind: Clock["kind"]): Uint8Array {
  const c = workspace.conversations.column;
  switch (kind) {
    case "round":
      return c.holdsRound;
    case "firstResponse":
      return c.holdsFirst;
    case "queue":
      return c.holdsQueue;
    case "agentSilent":
    case "visitorSilent":
      return c.holdsSilent;
    default:
      return unreachable(kind);
  }
}

/** The next hold text of a clock that this conversation has not seen, or -1. */
export function nextText(
  workspace: Workspace,
  handle: number,
  clock: string,
  texts: number,
): number {
  const sent = workspace.sentTexts.get(handle) ?? [];
  for (let text = 0; text < texts; text++) {
    if (!sent.includes(`${clock} ${text}`)) return text;
  }
  return -1;
}

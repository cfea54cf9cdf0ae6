import type { Clock } from "../../contract/wire/configuration.ts";
import { alertBit, type ClockPlan, type Step } from "../configuration/clock_plan.ts";
import { clocksFor } from "../configuration/plan.ts";
import { canQueue, freeMembers } from "../routing/mod.ts";
import { unreachable } from "../unreachable.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import { type Closings, closingsOf, dueInHours, followsHours } from "./hours.ts";

/** The steps of the clocks that run for a conversation, and which of them is the next. */

/** At most so often is one conversation taken back from silent agents (routing.md). */
const RECLAIMS_MAX = 2;

/** A step with the moment at which it is due. */
export interface DueStep {
  step: Step;
  dueAt: number;
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
      if (c.owner[handle] === NOBODY) return false;
      return step.breachBefore
        ? mayReclaim(workspace, handle)
        : (c.alerted[handle] & alertBit(step.kind, "breach")) === 0;
    case "overflow":
      return !workspace.offers.has(handle) && !standsIn(workspace, handle, step.to) &&
        mayStandIn(workspace, handle, step);
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

/** Not once too often; after that a silent agent is alerted, as without a colleague with room. */
export const mayReclaim = ({ conversations: { column } }: Workspace, handle: number): boolean =>
  column.reclaims[handle] < RECLAIMS_MAX;

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

/**
 * A line that is full of other requirement sets, or a donor that keeps its room for its own, is
 * passed by: what comes later still comes, and this one when it is looked at again.
 */
function mayStandIn(
  { routing, groups, conversations: { column: c } }: Workspace,
  handle: number,
  { to, donorMinFree }: Step & { action: "overflow" },
): boolean {
  const group = groups.index.get(to);
  if (group === undefined || !canQueue(routing, group, c.requirement[handle])) return false;
  return donorMinFree === 0 || freeMembers(routing, group, c.cost[handle]) >= donorMinFree;
}

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

import type { Step } from "../configuration/clock_plan.ts";
import type { Workspace } from "../workspace/state.ts";

/**
 * What clocks make of opening hours: outside those of its entrance and of its group a conversation's
 * clocks stand still, and go on from there. A day's counting hours (a marketplace's) are another
 * thing and decide only its rate.
 */

/** Closings and openings in turn, oldest first; of odd length while it is closed now. */
export type Closings = readonly number[];

const ALWAYS_OPEN: readonly Closings[] = [];

/** When the entrance and the group of a conversation were closed; empty = never. */
export function closingsOf(
  workspace: Workspace,
  route: string,
  group: string | undefined,
): readonly Closings[] {
  const { plan, schedules } = workspace;
  if (plan?.configuration.schedules === undefined) return ALWAYS_OPEN;
  const names = [
    plan.routes.get(route)?.schedule,
    group === undefined ? undefined : plan.groups.get(group)?.schedule,
  ];
  return names.flatMap((name) => {
    const closings = name === undefined ? undefined : schedules.get(name)?.closings;
    return closings === undefined ? [] : [closings];
  });
}

/** The moment at which `afterMs` of opening hours have gone by since `from`; Infinity while closed. */
export function dueInHours(lists: readonly Closings[], from: number, afterMs: number): number {
  let dueAt = from + afterMs;
  let counted = from;
  for (const [closedAt, openedAt] of spansIn(lists)) {
    if (closedAt >= dueAt) break;
    if (openedAt <= counted) continue;
    dueAt += openedAt - Math.max(closedAt, counted);
    counted = openedAt;
  }
  return dueAt;
}

function spansIn(lists: readonly Closings[]): [closedAt: number, openedAt: number][] {
  const spans: [number, number][] = [];
  for (const list of lists) {
    for (let at = 0; at < list.length; at += 2) spans.push([list[at], list[at + 1] ?? Infinity]);
  }
  return lists.length < 2 ? spans : spans.sort(([a], [b]) => a - b);
}

/** What a clock does stands still with it; the rules of a line go by the time of day. */
export function followsHours({ action }: Step): boolean {
  return action !== "overflow" && action !== "left" && action !== "bot";
}

import type { Workspace } from "../workspace/state.ts";
import { STATE } from "./columns.ts";
import { closingsOf } from "./hours.ts";

/** Two ways out of a line that time alone takes. */

/** Somebody who waits and has been gone so long has left for good. */
export function abandonDueAt(workspace: Workspace, handle: number): number {
  const c = workspace.conversations.column;
  const afterMs = workspace.plan?.configuration.times.abandonAfterMs;
  const { passedOver, passedOverAt } = workspace.visitors.table.column;
  const visitor = c.visitor[handle];
  const waits = c.state[handle] === STATE.waiting && !workspace.offers.has(handle);
  if (afterMs === undefined || !waits || passedOver[visitor] === 0) return Infinity;
  return Math.max(passedOverAt[visitor], c.queuedAt[handle]) + afterMs;
}

/** Who waits where nobody works any more has the left message, at the same place. */
export function closingDueAt(workspace: Workspace, handle: number): number {
  const c = workspace.conversations.column;
  const waits = c.state[handle] === STATE.waiting && !workspace.offers.has(handle);
  if (!waits || workspace.schedules.size === 0) return Infinity;
  return Math.max(closedSince(workspace, handle), c.queuedAt[handle]);
}

/** Since when the entrance or the group of a conversation is closed; Infinity while both are open. */
export function closedSince(workspace: Workspace, handle: number): number {
  const { words, groups, conversations: { column: c } } = workspace;
  const route = words.words[c.route[handle]];
  let since = Infinity;
  for (const closings of closingsOf(workspace, route, groups.words[c.home[handle]])) {
    // of odd length while it is closed
    if (closings.length % 2 === 1) since = Math.min(since, closings[closings.length - 1]);
  }
  return since;
}

import type { Draft } from "../../contract/wire/events.ts";
import type { Why } from "../../contract/wire/why.ts";
import { pushShare } from "../agenda.ts";
import type { Asking } from "../asking.ts";
import { type Sharing, sharingName } from "../configuration/overflow_plan.ts";
import { FLAG, STATE } from "../conversation/columns.ts";
import { standsByItself } from "../conversation/crossing.ts";
import { groupNumber } from "../conversation/lines.ts";
import { standsIn } from "../conversation/steps.ts";
import { idAt, rowsOf } from "../ids.ts";
import type { PartitionState } from "../partition_state.ts";
import { canQueue } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";

/**
 * Sharing between two lines, with hysteresis (routing.md, after FQR-T): open while one is so much
 * longer than the other that the threshold is passed, closed again below `resumeBelow`, one
 * direction at a time. While it is open, whoever waits at home stands in the other line as well, at
 * the original place; when it closes, they leave it again, unless another rule would send them there.
 */

/** After every event that may have changed the lines. */
export function watchSharings(state: PartitionState, workspace: Workspace): void {
  for (const sharing of workspace.plan?.sharings ?? []) {
    const name = sharingName(sharing);
    const open = workspace.sharing.has(name);
    const excess = excessOf(workspace, sharing);
    const reverse = workspace.sharing.has(sharingName({ at: sharing.to, to: sharing.at }));
    if (!open && excess > sharing.threshold && !reverse) workspace.sharing.add(name);
    else if (open && excess < sharing.resumeBelow) workspace.sharing.delete(name);
    else continue;
    pushShare(state, workspace, sharing.at, sharing.to);
  }
}

/** What is no longer in the document has closed. */
export function closeSharings(state: PartitionState, workspace: Workspace): void {
  const known = new Set(workspace.plan?.sharings.map(sharingName));
  for (const name of workspace.sharing) {
    if (known.has(name)) continue;
    workspace.sharing.delete(name);
    const [at, to] = name.split(" ");
    pushShare(state, workspace, at, to);
  }
}

const waitingIn = (workspace: Workspace, group: string): number =>
  workspace.figures[groupNumber(workspace, group)]?.waiting ?? 0;

const excessOf = (workspace: Workspace, { at, to, ratio }: Sharing): number =>
  waitingIn(workspace, at) - ratio * waitingIn(workspace, to);

/** So many join or leave the other line in one step; their events bring the next one. */
const MOVED_PER_STEP = 50;

/** Those of the home line who do not stand where they should: oldest first. */
export function shareDrafts(ask: Asking, at: string, to: string): Draft[] {
  const { workspace } = ask;
  const open = workspace.sharing.has(sharingName({ at, to }));
  const c = workspace.conversations.column;
  const [home, other] = [groupNumber(workspace, at), groupNumber(workspace, to)];
  const concerned = rowsOf(workspace.ids).filter((handle) =>
    c.home[handle] === home && c.state[handle] === STATE.waiting &&
    (c.flags[handle] & FLAG.lined) !== 0 &&
    (open
      ? !standsIn(workspace, handle, to) &&
        canQueue(workspace.routing, other, c.requirement[handle])
      : [c.over0, c.over1, c.over2].some((over) => over[handle] === other) &&
        !standsByItself(ask, handle, to))
  );
  const first = concerned.sort((a, b) =>
    c.enqueuedAt[a] - c.enqueuedAt[b] || c.order[a] - c.order[b]
  )
    .slice(0, MOVED_PER_STEP);
  const why: Why = {
    code: "sharing",
    waiting: waitingIn(workspace, at),
    other: waitingIn(workspace, to),
    from: at,
    to,
  };
  return first.map((handle) => {
    const conversation = idAt(workspace.ids, handle);
    return open
      ? { type: "conversation.overflowed", conversation, from: at, to, step: -1, why }
      : { type: "conversation.returned_home", conversation, from: to, to: at, why };
  });
}

import type { Draft, Event } from "../../contract/wire/events.ts";
import { pushShare } from "../agenda.ts";
import type { Agent } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import { NOBODY } from "../conversation/columns.ts";
import { crossAtOnce } from "../conversation/crossing.ts";
import { cursorsOf, foremost, stepOn } from "../conversation/cursors.ts";
import { beforeInIndex } from "../conversation/index_value.ts";
import { groupNumber } from "../conversation/lines.ts";
import { newcomerOf, placingDrafts } from "../conversation/placing.ts";
import type { PartitionState } from "../partition_state.ts";
import { onlineMembers } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";

/**
 * A line that its people have left (routing.md, `noAgents`): who came while somebody was there waits
 * for nobody now. They go over as newcomers would, first in order first, at their original places.
 * Whose visitor is gone is placed when back, as any other. The step of the agenda is a sharing of the
 * group with itself.
 */

/**
 * Somebody who may get no work any more: lines in which nobody is left are looked over. Whoever may
 * be back within the grace has left nothing yet.
 */
export function watchUnattended(state: PartitionState, workspace: Workspace, agent: Agent): void {
  const lost = agent.connection === "unconfirmed" || agent.connection === "none";
  if (agent.presence === "online" && lost && !agent.removed) return;
  for (const { group } of agent.record.memberships) {
    const rules = workspace.plan?.groups.get(group)?.overflow ?? [];
    if (!rules.some(({ when }) => when === "noAgents")) continue;
    if ((workspace.figures[groupNumber(workspace, group)]?.waiting ?? 0) === 0) continue;
    pushShare(state, workspace, group, group);
  }
}

/** So many join another line in one step; their events bring the next one. */
const MOVED_PER_STEP = 50;
/** No position of a rule: all of a line move, so the next of it are looked at. */
const ALL_OF_LINE = -1;

export function unattendedDrafts(ask: Asking, group: string): Draft[] {
  const { workspace, now } = ask;
  const home = groupNumber(workspace, group);
  const cursors = cursorsOf(workspace, home, movedAlready(workspace, home), Infinity);
  const concerns = (handle: number) => isUnattended(workspace, home, handle);
  const joining: Draft[] = [];
  while (joining.length < MOVED_PER_STEP) {
    const cursor = foremost(workspace, cursors, concerns, now);
    if (cursor === undefined) break;
    const newcomer = newcomerOf(workspace, cursor.handle);
    const placing = crossAtOnce(ask, newcomer);
    stepOn(workspace, cursor, placing.crossed === undefined);
    if (placing.crossed === undefined) continue;
    const served = placing.state === "assigned";
    if (served && joining.length > 0) break;
    const line = { class: 0, enqueuedAt: 0 };
    const drafts = placingDrafts(ask, placing, newcomer, line)
      .filter(({ type }) => type !== "conversation.queued")
      .map((draft) =>
        draft.type === "conversation.overflowed" ? { ...draft, step: ALL_OF_LINE } : draft
      );
    if (served) return drafts;
    joining.push(...drafts);
  }
  return joining;
}

/**
 * One has gone over: the next step goes on behind it, while nothing else has happened. Lines that
 * are left together go over in turns, and none of them concerns who stands in another.
 */
export function noteMoved(workspace: Workspace, handle: number, { seq, at }: Event): void {
  const { movedLast, conversations: { column: { home } } } = workspace;
  const homes = movedLast?.seq === seq - 1 ? movedLast.homes : new Map();
  workspace.movedLast = { seq, homes: homes.set(home[handle], { handle, at }) };
}

/** Without it those who moved are stepped over one by one, as all others who are attended to. */
function movedAlready(
  workspace: Workspace,
  home: number,
): ((handle: number) => boolean) | undefined {
  const { movedLast, seq } = workspace;
  const last = movedLast?.seq === seq ? movedLast.homes.get(home) : undefined;
  if (last === undefined) return undefined;
  return (handle) =>
    handle === last.handle || beforeInIndex(workspace, handle, last.handle, last.at);
}

/** Waits at home, in lines for which nobody is online. */
function isUnattended(
  { routing, conversations: { column: c } }: Workspace,
  home: number,
  handle: number,
): boolean {
  return c.home[handle] === home &&
    [home, c.over0[handle], c.over1[handle], c.over2[handle]].every((group) =>
      group === NOBODY || onlineMembers(routing, group, c.requirement[handle]) === 0
    );
}

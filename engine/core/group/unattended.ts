import type { Draft } from "../../contract/wire/events.ts";
import { pushShare } from "../agenda.ts";
import type { Agent } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import { FLAG, NOBODY, STATE } from "../conversation/columns.ts";
import { crossAtOnce } from "../conversation/crossing.ts";
import { beforeInIndex } from "../conversation/index_value.ts";
import { groupNumber, isPassedOver } from "../conversation/lines.ts";
import { newcomerOf, placingDrafts } from "../conversation/placing.ts";
import { rowsOf } from "../ids.ts";
import type { PartitionState } from "../partition_state.ts";
import { onlineMembers } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";

/**
 * A line that its people have left (routing.md, `noAgents`): who came while somebody was there waits
 * for nobody now. They go over as newcomers would, first in order first, at their original places.
 * The step of the agenda is a sharing of the group with itself.
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

/** So many are looked at, and join another line, in one step; their events bring the next one. */
const LOOKED_AT = 200;
const MOVED_PER_STEP = 50;
/** No position of a rule: all of a line move, so the next of it are looked at. */
const ALL_OF_LINE = -1;

export function unattendedDrafts(ask: Asking, group: string): Draft[] {
  const { workspace, now } = ask;
  const handles = unattendedIn(workspace, groupNumber(workspace, group))
    .sort((a, b) => beforeInIndex(workspace, a, b, now) ? -1 : 1);
  const joining: Draft[] = [];
  for (const handle of handles.slice(0, LOOKED_AT)) {
    const newcomer = newcomerOf(workspace, handle);
    const placing = crossAtOnce(ask, newcomer);
    if (placing.crossed === undefined) continue;
    const served = placing.state === "assigned";
    if (served && (isPassedOver(workspace, handle) || joining.length > 0)) break;
    const line = { class: 0, enqueuedAt: 0 };
    const drafts = placingDrafts(ask, placing, newcomer, line)
      .filter(({ type }) => type !== "conversation.queued")
      .map((draft) =>
        draft.type === "conversation.overflowed" ? { ...draft, step: ALL_OF_LINE } : draft
      );
    if (served) return drafts;
    joining.push(...drafts);
    if (joining.length >= MOVED_PER_STEP) break;
  }
  return joining;
}

/** Who waits at home in lines for which nobody is online. */
function unattendedIn({ routing, ids, conversations }: Workspace, home: number): number[] {
  const c = conversations.column;
  return rowsOf(ids).filter((handle) =>
    c.home[handle] === home && c.state[handle] === STATE.waiting &&
    (c.flags[handle] & FLAG.lined) !== 0 &&
    [home, c.over0[handle], c.over1[handle], c.over2[handle]].every((group) =>
      group === NOBODY || onlineMembers(routing, group, c.requirement[handle]) === 0
    )
  );
}

import type { Draft, Event } from "../../contract/wire/events.ts";
import { pushGoOver } from "../agenda.ts";
import { isAttended } from "../agent/channels.ts";
import { type Agent, isAvailable } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import { overflowOf, relievedBy } from "../configuration/plan.ts";
import { NOBODY } from "../conversation/columns.ts";
import { crossAtOnce } from "../conversation/crossing.ts";
import { cursorsOf, foremost, stepOn } from "../conversation/cursors.ts";
import { beforeInIndex } from "../conversation/index_value.ts";
import { conversationOfItem } from "../conversation/item_rows.ts";
import { groupNumber } from "../conversation/lines.ts";
import { type Newcomer, newcomerOf, type Placing, placingDrafts } from "../conversation/placing.ts";
import type { PartitionState } from "../partition_state.ts";
import { canQueue, firstPlace, itemAt, linesOf, onlineMembers, pickWork } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";

/**
 * A line without people (routing.md, `noAgents`): who came while somebody was there waits for nobody
 * now, and who came while the donor had nobody either has people there later. They go over as
 * newcomers would, first in order first, at their original places, before the donor's people are
 * drained to. Whose visitor is gone is placed when back, as any other. The step of the agenda is a
 * sharing of the group with itself.
 */

/**
 * Somebody who may get work, or none any more: the lines are looked over for which there is nobody
 * left, or somebody only now. Whoever may be back within the grace has left nothing yet.
 */
export function watchAgent(state: PartitionState, workspace: Workspace, agent: Agent): void {
  const available = isAvailable(agent);
  const lost = agent.connection === "unconfirmed" || agent.connection === "none";
  if (!available && agent.presence === "online" && lost && !agent.removed) return;
  watchGroups(state, workspace, agent.record.memberships, available ? 1 : 0);
}

/** `onlineMax`: with more people than that in one of these groups, nothing begins or ends there. */
export function watchGroups(
  state: PartitionState,
  workspace: Workspace,
  memberships: readonly { group: string }[],
  onlineMax: number,
): void {
  const { plan, routing, groups: { index } } = workspace;
  if (plan === undefined) return;
  for (const { group } of memberships) {
    if (!plan.groups.has(group)) continue;
    const number = index.get(group)!;
    const few = (requirement: number) => onlineMembers(routing, number, requirement) <= onlineMax;
    for (const home of new Set([group, ...relievedBy(plan, group)])) {
      watchLine(state, workspace, home, few);
    }
  }
}

/** Whether anybody who waits there, asking for something that `concerns`, is to go over. */
function watchLine(
  state: PartitionState,
  workspace: Workspace,
  home: string,
  concerns: (requirement: number) => boolean,
): void {
  const number = groupNumber(workspace, home);
  if (workspace.figures[number].waiting === 0) return;
  const goes = requirementsIn(workspace, number)
    .some((requirement) => concerns(requirement) && isRelieved(workspace, home, requirement));
  if (goes) pushGoOver(state, workspace, home);
}

/** Other rules are in force, or other people in a group. */
export function watchLines(state: PartitionState, workspace: Workspace): void {
  for (const home of workspace.plan?.groups.keys() ?? []) {
    watchLine(state, workspace, home, () => true);
  }
}

/** What those in the lines of a group ask for. */
const requirementsIn = (workspace: Workspace, group: number): number[] => [
  ...new Set(linesOf(workspace.routing, group).map((line) => requirementOf(workspace, line))),
];

function requirementOf(workspace: Workspace, line: number): number {
  const { routing, conversations: { column } } = workspace;
  return column.requirement[
    conversationOfItem(workspace, itemAt(routing, firstPlace(routing, line)))!
  ];
}

/** Whether a rule leads from where nobody is to where somebody is. */
function isRelieved(workspace: Workspace, home: string, requirement: number): boolean {
  return overflowOf(workspace.plan!, home).some(({ rule, at }) =>
    rule.when === "noAgents" &&
    !isAttended(workspace, groupNumber(workspace, at), requirement) &&
    isAttended(workspace, groupNumber(workspace, rule.to), requirement)
  );
}

/** So many join another line in one step; their events bring the next one. */
const MOVED_PER_STEP = 50;
/** No position of a rule: all of a line move, so the next of it are looked at. */
const ALL_OF_LINE = -1;

export function unattendedDrafts(ask: Asking, group: string): Draft[] {
  const { workspace, now } = ask;
  const home = groupNumber(workspace, group);
  const cursors = cursorsOf(workspace, home, movedAlready(workspace, home), Infinity)
    .filter(({ line }) => isRelieved(workspace, group, requirementOf(workspace, line)));
  const concerns = (handle: number) => isUnattended(workspace, home, handle);
  const joining: Draft[] = [];
  while (joining.length < MOVED_PER_STEP) {
    const cursor = foremost(workspace, cursors, concerns, now);
    if (cursor === undefined) break;
    const newcomer = newcomerOf(workspace, cursor.handle);
    const placing = behindOthers(ask, newcomer, crossAtOnce(ask, newcomer));
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

/** Room that others may come first for is left to the drain, which chooses among all in line. */
function behindOthers({ workspace, now }: Asking, { need }: Newcomer, placing: Placing): Placing {
  if (placing.state !== "assigned") return placing;
  const { routing } = workspace;
  const { agent, why, crossed } = placing;
  if (pickWork(routing, agent.handle, now) === undefined) return placing;
  const joins = crossed?.why.code !== "full" && canQueue(routing, crossed!.to, need.requirement);
  return joins ? { state: "waiting", why, crossed } : { state: "waiting", why };
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

/** Waits at home, in no other line for which anybody is online. */
function isUnattended(
  { routing, conversations: { column: c } }: Workspace,
  home: number,
  handle: number,
): boolean {
  return c.home[handle] === home &&
    [c.over0[handle], c.over1[handle], c.over2[handle]].every((group) =>
      group === NOBODY || onlineMembers(routing, group, c.requirement[handle]) === 0
    );
}

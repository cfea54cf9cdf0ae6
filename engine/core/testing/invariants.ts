import assert from "node:assert/strict";
import type { Draft } from "../../contract/wire/events.ts";
import { isAttended } from "../agent/channels.ts";
import { isAvailable } from "../agent/state.ts";
import { asking } from "../asking.ts";
import { overflowOf } from "../configuration/plan.ts";
import { FLAG, STATE } from "../conversation/columns.ts";
import { countDesks, deskCounts } from "../conversation/desk_counts.ts";
import { crossAtOnce } from "../conversation/crossing.ts";
import { isPassedOver, needOf } from "../conversation/lines.ts";
import { isAssignmentOffer } from "../conversation/offers.ts";
import { newcomerOf } from "../conversation/placing.ts";
import type { Desk } from "./desk.ts";
import { fits, openWindows, usedUnits } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { idAt, rowOf, rowsOf } from "../ids.ts";

/** What must hold whenever the agenda is empty, found by looking at everything. */
export function checkInvariants(desk: Desk): void {
  for (const workspace of desk.state.workspaces.values()) {
    nobodyWaitsBesideRoom(workspace);
    nobodyWaitsBesideDonor(desk, workspace);
    nobodyWaitsWithoutPeople(desk, workspace);
    loadsAddUp(workspace);
    countsAddUp(workspace);
  }
}

/** P9: no item in line while an agent of that line has room for it. */
function nobodyWaitsBesideRoom(workspace: Workspace): void {
  const c = workspace.conversations.column;
  for (const handle of rowsOf(workspace.ids)) {
    if ((c.flags[handle] & FLAG.lined) === 0) continue;
    if (isPassedOver(workspace, handle)) continue;
    for (const group of groupsOf(workspace, handle)) {
      for (const agent of workspace.agents) {
        if (!isAvailable(agent)) continue;
        const free = fits(workspace.routing, agent.handle, group, needOf(workspace, handle));
        assert.ok(!free, `${idAt(workspace.ids, handle)} waits beside ${agent.id}`);
      }
    }
  }
}

/** No item in line whom a newcomer with the same need would pass on the way to a donor's room. */
function nobodyWaitsBesideDonor(desk: Desk, workspace: Workspace): void {
  const { state, flags } = workspace.conversations.column;
  const ask = asking(desk.state, workspace, desk.now, "engine");
  for (const handle of rowsOf(workspace.ids)) {
    if (state[handle] !== STATE.waiting || (flags[handle] & FLAG.lined) === 0) continue;
    if (isPassedOver(workspace, handle)) continue;
    const placing = crossAtOnce(ask, newcomerOf(workspace, handle));
    if (placing.state !== "assigned") continue;
    const { why } = placing.crossed!;
    const overtaken = why.code === "full" || why.code === "noAgents";
    assert.ok(
      !overtaken,
      `${idAt(workspace.ids, handle)} waits for ${placing.agent.id} of a donor`,
    );
  }
}

/**
 * No item in lines without people whom a rule for `noAgents` would put into a line with people;
 * while somebody may be back within the grace, nothing is said.
 */
function nobodyWaitsWithoutPeople(desk: Desk, workspace: Workspace): void {
  const mayBeBack = workspace.agents.some(({ removed, presence, connection }) =>
    !removed && presence === "online" && (connection === "none" || connection === "unconfirmed")
  );
  if (mayBeBack) return;
  const c = workspace.conversations.column;
  const ask = asking(desk.state, workspace, desk.now, "engine");
  for (const handle of rowsOf(workspace.ids)) {
    if (c.state[handle] !== STATE.waiting || (c.flags[handle] & FLAG.lined) === 0) continue;
    if (isPassedOver(workspace, handle)) continue;
    const attended = [c.over0[handle], c.over1[handle], c.over2[handle]]
      .some((group) => group >= 0 && isAttended(workspace, group, c.requirement[handle]));
    if (attended) continue;
    const { crossed } = crossAtOnce(ask, newcomerOf(workspace, handle));
    const { donorMinFree = 0 } = crossed === undefined
      ? {}
      : overflowOf(workspace.plan!, workspace.groups.words[c.home[handle]])[crossed.rule].rule;
    const left = crossed?.why.code === "noAgents" && donorMinFree === 0;
    assert.ok(!left, `${idAt(workspace.ids, handle)} does not stand in the donor's line`);
  }
}

function groupsOf(workspace: Workspace, handle: number): number[] {
  const c = workspace.conversations.column;
  const offer = workspace.offers.get(handle);
  if (offer !== undefined) {
    return "group" in offer.to ? [workspace.groups.index.get(offer.to.group)!] : [];
  }
  return [c.home[handle], c.over0[handle], c.over1[handle], c.over2[handle]]
    .filter((group) => group >= 0);
}

/** The kernel carries exactly what the rows say, and nobody is over the window cap. */
function loadsAddUp(workspace: Workspace): void {
  const c = workspace.conversations.column;
  for (const agent of workspace.agents) {
    let units = 0;
    let windows = 0;
    for (const handle of rowsOf(workspace.ids)) {
      const owns = c.state[handle] === STATE.assigned && c.owner[handle] === agent.number;
      const reserved = c.reserved[handle] === agent.number;
      assert.equal(agent.held.has(handle), owns);
      assert.equal(agent.offered.has(handle), reserved);
      const wrapping = workspace.wrapUps.has(handle) && c.owner[handle] === agent.number;
      if (!owns && !reserved && !wrapping) continue;
      // a dormant one on offer weighs little on its owner and all on the receiver
      units += reserved ? c.cost[handle] : c.weight[handle];
      windows++;
    }
    assert.equal(usedUnits(workspace.routing, agent.handle), units);
    assert.equal(openWindows(workspace.routing, agent.handle), windows);
  }
}

function countsAddUp(workspace: Workspace): void {
  const counts = deskCounts(workspace);
  assert.deepEqual(workspace.agents.map((_, number) => counts[number] ?? 0), countDesks(workspace));
  const c = workspace.conversations.column;
  workspace.figures.forEach((figures, group) => {
    const here = rowsOf(workspace.ids).filter((handle) =>
      c.home[handle] === group && !isAssignmentOffer(workspace, handle)
    );
    const inState = (state: number) => here.filter((handle) => c.state[handle] === state).length;
    assert.equal(figures.waiting, inState(STATE.waiting));
    assert.equal(figures.left, inState(STATE.left));
  });
}

/**
 * P3 and P10 at the moment of an assignment out of the line: the agent has room, and nobody of the
 * same line whom this agent could have taken came earlier.
 */
export function checkAssignments(desk: Desk, drafts: Draft[]): void {
  const workspace = [...desk.state.workspaces.values()][0];
  for (const draft of drafts) {
    if (draft.type !== "conversation.assigned" && draft.type !== "conversation.offered") continue;
    if (BY_HAND.has(draft.why.code)) continue;
    const handle = rowOf(workspace.ids, draft.conversation);
    if (handle === undefined) continue;
    const { flags } = workspace.conversations.column;
    if ((flags[handle] & FLAG.lined) !== 0) nobodyEarlier(workspace, handle, draft);
  }
}

/** People may put one before others. */
const BY_HAND: ReadonlySet<string> = new Set(["taken", "supervisorChose"]);

function nobodyEarlier(
  workspace: Workspace,
  handle: number,
  draft: Draft<"conversation.assigned" | "conversation.offered">,
): void {
  const c = workspace.conversations.column;
  const agent = workspace.agents[workspace.agentIndex.get(draft.agent)!];
  const group = workspace.groups.index.get(draft.group)!;
  assert.ok(fits(workspace.routing, agent.handle, group, needOf(workspace, handle)));
  for (const other of rowsOf(workspace.ids)) {
    const lined = (c.flags[other] & FLAG.lined) !== 0 && groupsOf(workspace, other).includes(group);
    const alike = (["lineClass", "cost", "requirement"] as const)
      .every((name) => c[name][other] === c[name][handle]);
    if (!lined || !alike || c.enqueuedAt[other] >= c.enqueuedAt[handle]) continue;
    if (isPassedOver(workspace, other)) continue;
    const could = fits(workspace.routing, agent.handle, group, needOf(workspace, other));
    assert.ok(!could, `${idAt(workspace.ids, other)} came before ${idAt(workspace.ids, handle)}`);
  }
}

import type { Event } from "../../contract/wire/events.ts";
import type { Configuration, Group } from "../../contract/wire/configuration.ts";
import { pushUnconfirm } from "../agenda.ts";
import { enrol, graceMs, tellKernel } from "../agent/apply.ts";
import type { Plan } from "../configuration/plan.ts";
import { rearm } from "../conversation/slots.ts";
import { createFigures } from "../group/figures.ts";
import { closeSharings } from "../group/sharing.ts";
import { watchLines } from "../group/unattended.ts";
import { findName, nameOf } from "../names.ts";
import type { PartitionState } from "../partition_state.ts";
import { putGroup, removeGroup } from "../routing/mod.ts";
import { lapseVisitors } from "../visitor/apply.ts";
import { planInForce } from "./adjustments.ts";
import { keepAppointments } from "./changes.ts";
import { keepSchedules } from "./schedules.ts";
import { makeRoomForSets } from "./forgotten_sets.ts";
import { internRoutes } from "./requirements.ts";
import type { Workspace } from "./state.ts";
import { rowsOf } from "../ids.ts";

/** What concerns a company as a whole: its configuration, and gateways that fell silent. */

/** Swaps the configuration in one step; every clock and every agent follows at once. */
export function applyPublished(
  state: PartitionState,
  workspace: Workspace,
  event: Event<"config.published">,
): void {
  if (!state.documents.has(event.hash)) {
    throw new Error("a published configuration was not installed");
  }
  keepAppointments(workspace, event, workspace.hash);
  workspace.version = event.version;
  workspace.hash = event.hash;
  const plan = planInForce(state, workspace)!;
  makeRoomForSets(workspace, [plan.configuration], workspace.shopsRestricted);
  keepSchedules(workspace, plan);
  takeUpPlan(state, workspace, plan, event.at);
}

/** Groups, requirements, agents and clocks follow what is in force. */
export function takeUpPlan(
  state: PartitionState,
  workspace: Workspace,
  plan: Plan,
  at: number,
): void {
  putGroups(workspace, plan);
  workspace.plan = plan;
  workspace.pools = undefined;
  closeSharings(state, workspace);
  internRoutes(workspace, plan.configuration);
  for (const agent of workspace.agents) {
    enrol(workspace, agent);
    tellKernel(state, workspace, agent, at);
  }
  watchLines(state, workspace);
  for (const handle of rowsOf(workspace.ids)) rearm(workspace, handle);
}

/** Groups as the kernel knows them; one that is gone had nothing left in it (`decide` saw to that). */
function putGroups(workspace: Workspace, { configuration, groups }: Plan): void {
  for (const id of workspace.plan?.groups.keys() ?? []) {
    if (!groups.has(id)) removeGroup(workspace.routing, findName(workspace.groups, id));
  }
  for (const group of configuration.groups) {
    const number = nameOf(workspace.groups, group.id);
    workspace.figures[number] ??= createFigures();
    putGroup(workspace.routing, number, ruleOf(configuration, group));
  }
}

/** The document's slopes are per minute, the kernel's per millisecond. */
const MINUTE_MS = 60_000;

function ruleOf({ index }: Configuration, group: Group) {
  return {
    strategy: group.strategy,
    base: Float64Array.from(index.base),
    ...(group.scored === undefined ? {} : { scored: group.scored }),
    ...(group.reserveAfterMs === undefined ? {} : { reserveAfterMs: group.reserveAfterMs }),
    slopePerMs: Float64Array.from(index.slope, (perMinute) => perMinute / MINUTE_MS),
  };
}

/** Nobody is moved: agents without any other session become unconfirmed, one step each. */
export function applyLapsed(state: PartitionState, event: Event<"gateway.lapsed">): void {
  const ids = [...state.workspaces.keys()].sort();
  for (const workspace of ids.map((id) => state.workspaces.get(id)!)) {
    for (const agent of workspace.agents) {
      let touched = false;
      for (const session of agent.sessions) {
        if (session.gateway !== event.gateway || session.lapsed) continue;
        session.lapsed = touched = true;
      }
      if (touched && agent.sessions.every(({ lapsed }) => lapsed)) {
        pushUnconfirm(state, workspace, agent.id);
      }
    }
    lapseVisitors(workspace, event.gateway, event.at + graceMs(workspace));
  }
}

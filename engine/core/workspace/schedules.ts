import type { Draft, Event } from "../../contract/wire/events.ts";
import { tellKernel } from "../agent/apply.ts";
import type { Asking } from "../asking.ts";
import type { Plan } from "../configuration/plan.ts";
import { nextTurnAt, phaseAt } from "../configuration/schedule.ts";
import type { PartitionState } from "../partition_state.ts";
import { rearmExpiry } from "./expiry.ts";
import type { Workspace } from "./state.ts";

/**
 * Opening hours and shifts. Local time is looked up where a turn is decided, and the journal keeps
 * what was found: the phase and the moment of the next turn. Replay reads both and no time zone, so
 * it comes to the same whatever the rules of a zone are by then.
 */

/** Turns that are due, and schedules that a document in force begins or changes. */
export function turnedDrafts({ workspace, now }: Asking, plan = workspace.plan): Draft[] {
  const drafts: Draft[] = [];
  for (const schedule of plan?.configuration.schedules ?? []) {
    const known = workspace.schedules.get(schedule.id);
    const published = plan !== workspace.plan;
    if (!published && known !== undefined && known.nextAt > now) continue;
    const phase = phaseAt(schedule, now);
    const nextAt = nextTurnAt(schedule, now);
    drafts.push({ type: "workspace.schedule_turned", schedule: schedule.id, phase, nextAt });
  }
  return drafts;
}

export function applyTurned(
  state: PartitionState,
  workspace: Workspace,
  { schedule, phase, nextAt, at }: Event<"workspace.schedule_turned">,
): void {
  workspace.schedules.set(schedule, { phase, nextAt });
  rearmExpiry(workspace);
  for (const agent of workspace.agents) {
    if (agent.record.schedule === schedule) tellKernel(state, workspace, agent, at);
  }
}

/** Schedules that the document no longer has are forgotten with it. */
export function keepSchedules(workspace: Workspace, plan: Plan): void {
  const ids = new Set(plan.configuration.schedules?.map(({ id }) => id));
  for (const id of workspace.schedules.keys()) if (!ids.has(id)) workspace.schedules.delete(id);
  rearmExpiry(workspace);
}

/** Whether people come in now; without a schedule always. */
export const isOpenAt = (workspace: Workspace, schedule: string | undefined): boolean =>
  schedule === undefined || workspace.schedules.get(schedule)?.phase !== "closed";

/** Whether an agent gets anything new: on shift, and not in its last minutes. */
export const isOnShift = (workspace: Workspace, schedule: string | undefined): boolean =>
  schedule === undefined || (workspace.schedules.get(schedule)?.phase ?? "open") === "open";

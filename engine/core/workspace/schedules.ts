import type { Schedule } from "../../contract/wire/configuration.ts";
import type { Draft, Event } from "../../contract/wire/events.ts";
import type { FieldFault } from "../../contract/wire/refusals.ts";
import { tellKernel } from "../agent/apply.ts";
import type { Asking } from "../asking.ts";
import { zoneDraft, zonesOf } from "../clocks/zone.ts";
import type { Plan } from "../configuration/plan.ts";
import { nextTurnAt, phaseAt } from "../configuration/schedule.ts";
import { rearm } from "../conversation/slots.ts";
import { rowsOf } from "../ids.ts";
import type { PartitionState } from "../partition_state.ts";
import { rearmExpiry } from "./expiry.ts";
import type { ScheduleState, Workspace } from "./state.ts";

/**
 * Opening hours and shifts. Local time is looked up where a turn is decided, and the journal keeps
 * what was found: the phase and the moment of the next turn. Replay reads both and no time zone, so
 * it comes to the same whatever the rules of a zone are by then.
 */

/**
 * A pause may have gone over several turns: each is told, so that clocks know how long it was
 * closed. A pause over more than this is told as one turn.
 */
const MISSED_MAX = 64;

/**
 * Closings remembered of a schedule. The longest clock runs a day of opening hours: whoever opens
 * for twenty minutes and more at a time is remembered over all of it.
 */
const CLOSINGS_MAX = 72;

/** Turns that are due, and schedules that a document in force begins or changes. */
export function turnedDrafts({ workspace, now }: Asking, plan = workspace.plan): Draft[] {
  const published = plan !== workspace.plan;
  const turns = (plan?.configuration.schedules ?? []).flatMap((schedule) => {
    const known = workspace.schedules.get(schedule.id);
    if (published || known === undefined) return [turnedDraft(schedule, now)];
    return missedDrafts(schedule, known.nextAt, now);
  });
  const offsets = zonesOf(plan)
    .filter((zone) => published || !((workspace.schedules.get(zone)?.nextAt ?? 0) > now))
    .map((zone) => zoneDraft(zone, now));
  return [...turns, ...offsets];
}

type Turned = Draft<"workspace.schedule_turned">;

function missedDrafts(schedule: Schedule, dueAt: number, now: number): Turned[] {
  const drafts: Turned[] = [];
  for (let at = dueAt; at <= now; at = drafts[drafts.length - 1].nextAt) {
    if (drafts.length === MISSED_MAX) return [turnedDraft(schedule, now)];
    drafts.push(turnedDraft(schedule, at));
  }
  return drafts;
}

const turnedDraft = (schedule: Schedule, at: number): Turned => ({
  type: "workspace.schedule_turned",
  schedule: schedule.id,
  phase: phaseAt(schedule, at),
  nextAt: nextTurnAt(schedule, at),
});

export function applyTurned(
  state: PartitionState,
  workspace: Workspace,
  { schedule, phase, nextAt, at, offsetMinutes }: Event<"workspace.schedule_turned">,
): void {
  const known = workspace.schedules.get(schedule);
  if (offsetMinutes !== undefined) {
    const offset = offsetAfter(known, offsetMinutes, at);
    workspace.schedules.set(schedule, { phase, nextAt, offset });
    return rearmExpiry(workspace);
  }
  // it turned when it was to, however late that was told
  const turnedAt = Math.min(known?.nextAt ?? at, at);
  const closings = closingsAfter(known?.closings ?? [], phase === "closed", turnedAt);
  workspace.schedules.set(schedule, {
    phase,
    nextAt,
    ...(closings.length > 0 && { closings }),
  });
  rearmExpiry(workspace);
  for (const agent of workspace.agents) {
    if (agent.record.schedule === schedule) tellKernel(state, workspace, agent, at);
  }
  if (closings.length !== (known?.closings?.length ?? 0)) rearmClocks(workspace);
}

/** The offset before is kept for rounds that began under it. */
function offsetAfter(known: ScheduleState | undefined, minutes: number, at: number) {
  if (known?.offset === undefined) return { minutes, since: 0 };
  if (known.offset.minutes === minutes) return known.offset;
  return { minutes, since: Math.min(known.nextAt, at), before: known.offset.minutes };
}

function closingsAfter(closings: readonly number[], closed: boolean, at: number): number[] {
  const wasClosed = closings.length % 2 === 1;
  if (closed === wasClosed) return [...closings];
  return [...closings, at].slice(closed && closings.length >= CLOSINGS_MAX * 2 ? 2 : 0);
}

/** Every clock stands still or goes on. */
function rearmClocks(workspace: Workspace): void {
  for (const handle of rowsOf(workspace.ids)) rearm(workspace, handle);
}

/** Schedules that the document no longer has are forgotten with it. */
export function keepSchedules(workspace: Workspace, plan: Plan): void {
  const ids = new Set(plan.configuration.schedules?.map(({ id }) => id));
  for (const zone of zonesOf(plan)) ids.add(zone);
  for (const id of workspace.schedules.keys()) if (!ids.has(id)) workspace.schedules.delete(id);
  rearmExpiry(workspace);
}

/** Shifts that a document takes away from agents who have them: they would count as always there. */
export function shiftsStillNamed({ plan: before, agents }: Workspace, plan: Plan): FieldFault[] {
  const has = ({ configuration: { schedules = [] } }: Plan, id: string) =>
    schedules.some((schedule) => schedule.id === id);
  const named = new Set(
    agents.filter(({ removed }) => !removed).map(({ record }) => record.schedule),
  );
  return [...named].flatMap((id) =>
    id === undefined || has(plan, id) || (before !== undefined && !has(before, id))
      ? []
      : [{ path: `schedules.${id}`, rule: "state" as const, fault: "scheduleInUse" as const }]
  );
}

/** Whether people come in now; without a schedule always. */
export const isOpenAt = (workspace: Workspace, schedule: string | undefined): boolean =>
  schedule === undefined || workspace.schedules.get(schedule)?.phase !== "closed";

/** Whether an agent gets anything new: on shift, and not in its last minutes. */
export const isOnShift = (workspace: Workspace, schedule: string | undefined): boolean =>
  schedule === undefined || (workspace.schedules.get(schedule)?.phase ?? "open") === "open";

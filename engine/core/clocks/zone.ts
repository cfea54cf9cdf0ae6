import { localAt, type LocalTime, localTime, offsetMinutesAt } from "../../contract/local_time.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { type Plan, rateClocksOf } from "../configuration/plan.ts";
import type { Workspace } from "../workspace/state.ts";

/**
 * The local time by which a round belongs to a day and to counting hours. `apply` settles rounds, so
 * it may not look a zone up: the rules of a zone change with the runtime's tables, and a replay would
 * come to other figures. The offset is looked up where it is decided, like the turns of a schedule,
 * and the journal keeps it under a name that no schedule can have.
 *
 * Before the first such event (a company that has not published since) the tables are asked.
 */
const PREFIX = "zone ";
const nameOf = (timeZone: string): string => PREFIX + timeZone;

export function zonedTime({ schedules }: Workspace, timeZone: string, at: number): LocalTime {
  const known = schedules.get(nameOf(timeZone))?.offset;
  if (known === undefined) return localTime(timeZone, at);
  const { minutes, since, before = minutes } = known;
  return localAt(at >= since ? minutes : before, at);
}

/** Zones of shops whose rounds enter a rate, each once. */
export function zonesOf(plan: Plan | undefined): string[] {
  if (plan === undefined) return [];
  const counted = plan.configuration.shops.filter(({ id }) => rateClocksOf(plan, id).length > 0);
  return [...new Set(counted.map(({ timeZone }) => timeZone))].map(nameOf);
}

export const zoneDraft = (zone: string, at: number): Draft<"workspace.schedule_turned"> => {
  const timeZone = zone.slice(PREFIX.length);
  return {
    type: "workspace.schedule_turned",
    schedule: zone,
    phase: "open",
    nextAt: nextOffsetAt(timeZone, at),
    offsetMinutes: offsetMinutesAt(timeZone, at),
  };
};

const QUARTER_MS = 15 * 60_000;
const WEEK_MS = 7 * 86_400_000;
/** A zone without another change is looked at again after so long. */
const WEEKS_AHEAD = 58;

/** When the offset is another one: found by weeks, then by halves down to a quarter of an hour. */
function nextOffsetAt(timeZone: string, at: number): number {
  const offset = offsetMinutesAt(timeZone, at);
  const changed = (quarter: number) => offsetMinutesAt(timeZone, quarter * QUARTER_MS) !== offset;
  let same = Math.floor(at / QUARTER_MS);
  const until = same + WEEKS_AHEAD * WEEK_MS / QUARTER_MS;
  let other = same;
  while (other < until && !changed(other)) [same, other] = [other, other + WEEK_MS / QUARTER_MS];
  if (!changed(other)) return until * QUARTER_MS;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (changed(middle)) other = middle;
    else same = middle;
  }
  return other * QUARTER_MS;
}

import type { Schedule } from "../../contract/wire/configuration.ts";
import type { SchedulePhase } from "../../contract/wire/states.ts";
import { dayName, localTime } from "../../contract/local_time.ts";

/**
 * When a schedule is open, by wall time of its zone. A span that ends before it begins goes past
 * midnight and belongs to the day on which it began; a holiday replaces the whole of its day.
 */

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MINUTES = 1_440;
/** A turn further ahead is looked for again then: the longest public holiday, and a day. */
const AHEAD_MS = 9 * 86_400_000;

interface Span {
  fromMinute: number;
  toMinute: number;
}

function spansOf(schedule: Schedule, day: number): readonly Span[] {
  const name = dayName(day);
  const holiday = schedule.holidays?.find(({ date }) => date === name);
  if (holiday !== undefined) return holiday.spans ?? [];
  const weekday = (((day + 4) % 7) + 7) % 7;
  return schedule.week.filter(({ days }) => days.includes(weekday));
}

const pastMidnight = ({ fromMinute, toMinute }: Span): boolean => toMinute <= fromMinute;

function isOpen(schedule: Schedule, at: number): boolean {
  const { day, minute } = localTime(schedule.timeZone, at);
  const today = spansOf(schedule, day).some((span) =>
    minute >= span.fromMinute && (pastMidnight(span) || minute < span.toMinute)
  );
  return today ||
    spansOf(schedule, day - 1).some((span) => pastMidnight(span) && minute < span.toMinute);
}

/** `ending`: open, and closed again within `endingMinutes`. */
export function phaseAt(schedule: Schedule, at: number): SchedulePhase {
  if (!isOpen(schedule, at)) return "closed";
  const endingMs = (schedule.endingMinutes ?? 0) * MINUTE_MS;
  return endingMs > 0 && !isOpen(schedule, at + endingMs) ? "ending" : "open";
}

/**
 * The next moment at which the phase is another one. Within a quarter of an hour the zone's offset
 * stands still, so only its begin (a clock that was put forward) and the minutes that the schedule
 * names can be turns.
 */
export function nextTurnAt(schedule: Schedule, at: number): number {
  const phase = phaseAt(schedule, at);
  const minutes = minutesNamed(schedule);
  const until = at + AHEAD_MS;
  for (let quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS; quarter < until;) {
    const { minute } = localTime(schedule.timeZone, quarter);
    const candidates = [...minutes].map((named) => (named - minute + DAY_MINUTES) % DAY_MINUTES)
      .filter((ahead) => ahead < QUARTER_MS / MINUTE_MS)
      .map((ahead) => quarter + ahead * MINUTE_MS);
    for (const candidate of [quarter, ...candidates].sort((a, b) => a - b)) {
      if (candidate > at && phaseAt(schedule, candidate) !== phase) return candidate;
    }
    quarter += QUARTER_MS;
  }
  return until;
}

function minutesNamed({ week, holidays = [], endingMinutes = 0 }: Schedule): Set<number> {
  const spans: Span[] = [...week, ...holidays.flatMap((holiday) => holiday.spans ?? [])];
  return new Set([
    0,
    ...spans.flatMap(({ fromMinute, toMinute }) =>
      [fromMinute, toMinute, toMinute - endingMinutes].map((minute) =>
        (minute + DAY_MINUTES) % DAY_MINUTES
      )
    ),
  ]);
}

import type { Schedule } from "../../contract/wire/configuration.ts";
import type { SchedulePhase } from "../../contract/wire/states.ts";
import { dayName, type LocalTime, localTime } from "../../contract/local_time.ts";

/**
 * When a schedule is open, by wall time of its zone. A span that ends before it begins goes past
 * midnight and belongs to the day on which it began; a holiday replaces the whole of its day.
 */

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MINUTES = 1_440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** A turn further ahead is looked for again then: the longest public holiday, and a day. */
const AHEAD_MS = 9 * 86_400_000;

interface Span {
  fromMinute: number;
  toMinute: number;
}

/** A schedule being looked at: each day's spans are found once, however often they are asked for. */
interface Look {
  schedule: Schedule;
  endingMs: number;
  spansOf(day: number): readonly Span[];
  localAt(at: number): LocalTime;
}

function look(schedule: Schedule): Look {
  const known = new Map<number, readonly Span[]>();
  return {
    schedule,
    endingMs: (schedule.endingMinutes ?? 0) * MINUTE_MS,
    spansOf(day) {
      const found = known.get(day) ?? spansOf(schedule, day);
      known.set(day, found);
      return found;
    },
    localAt: (at) => localTime(schedule.timeZone, at),
  };
}

function spansOf(schedule: Schedule, day: number): readonly Span[] {
  const name = dayName(day);
  const holiday = schedule.holidays?.find(({ date }) => date === name);
  if (holiday !== undefined) return holiday.spans ?? [];
  const weekday = (((day + 4) % 7) + 7) % 7;
  return schedule.week.filter(({ days }) => days.includes(weekday));
}

const pastMidnight = ({ fromMinute, toMinute }: Span): boolean => toMinute <= fromMinute;

function isOpen({ spansOf, localAt }: Look, at: number): boolean {
  const { day, minute } = localAt(at);
  const today = spansOf(day).some((span) =>
    minute >= span.fromMinute && (pastMidnight(span) || minute < span.toMinute)
  );
  return today ||
    spansOf(day - 1).some((span) => pastMidnight(span) && minute < span.toMinute);
}

function phaseOf(looked: Look, at: number): SchedulePhase {
  if (!isOpen(looked, at)) return "closed";
  const { endingMs } = looked;
  return endingMs > 0 && !isOpen(looked, at + endingMs) ? "ending" : "open";
}

/** `ending`: open, and closed again within `endingMinutes`. */
export const phaseAt = (schedule: Schedule, at: number): SchedulePhase =>
  phaseOf(look(schedule), at);

/**
 * The next moment at which the phase is another one: day by day while the zone's offset stands
 * still, else by quarters of an hour, within which it always does. What a document says may be long
 * and never turn, so a day without a turn has to cost little.
 */
export function nextTurnAt(schedule: Schedule, at: number): number {
  const looked = look(schedule);
  const phase = phaseOf(looked, at);
  const until = at + AHEAD_MS;
  for (let from = Math.floor(at / QUARTER_MS) * QUARTER_MS; from < until;) {
    const begins = localTime(schedule.timeZone, from);
    const localAt = steadyFrom(begins, from);
    const ahead = DAY_MS + looked.endingMs;
    const steady = isSame(localAt(from + ahead), localTime(schedule.timeZone, from + ahead));
    const lengthMs = steady ? DAY_MS : QUARTER_MS;
    const days = steady ? { ...looked, localAt } : looked;
    const candidates = [
      from,
      ...minutesNamed(looked, begins.day)
        .map((named) => from + (named - begins.minute + DAY_MINUTES) % DAY_MINUTES * MINUTE_MS),
    ];
    for (const candidate of candidates.sort((a, b) => a - b)) {
      const inside = candidate > at && candidate < from + lengthMs;
      if (inside && phaseOf(days, candidate) !== phase) return candidate;
    }
    from += lengthMs;
  }
  return until;
}

const isSame = (one: LocalTime, other: LocalTime): boolean =>
  one.day === other.day && one.minute === other.minute;

/** Local time told from that of `from`, as long as the zone's offset is the same. */
const steadyFrom = (begins: LocalTime, from: number) => (at: number): LocalTime => {
  const minutes = begins.day * DAY_MINUTES + begins.minute + Math.floor((at - from) / MINUTE_MS);
  const day = Math.floor(minutes / DAY_MINUTES);
  return { day, minute: minutes - day * DAY_MINUTES };
};

/** Minutes at which something may turn between a day and the next one, each once. */
function minutesNamed({ spansOf, schedule }: Look, day: number): number[] {
  const { endingMinutes = 0 } = schedule;
  const named = new Set([0]);
  for (let near = day - 1; near <= day + 2; near++) {
    for (const { fromMinute, toMinute } of merged(spansOf(near))) {
      for (const minute of [fromMinute, toMinute]) {
        named.add(minute % DAY_MINUTES);
        named.add((minute - endingMinutes + DAY_MINUTES) % DAY_MINUTES);
      }
    }
  }
  return [...named];
}

/** Spans of one day that touch count as one: what is open all along does not turn. */
function merged(spans: readonly Span[]): Span[] {
  const ends = (span: Span) => span.toMinute + (pastMidnight(span) ? DAY_MINUTES : 0);
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.fromMinute - b.fromMinute)) {
    const last = all[all.length - 1];
    if (last === undefined || span.fromMinute > last.toMinute) {
      all.push({ fromMinute: span.fromMinute, toMinute: ends(span) });
    } else last.toMinute = Math.max(last.toMinute, ends(span));
  }
  return all;
}

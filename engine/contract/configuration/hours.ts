import type { Configuration, Schedule } from "../wire/configuration.ts";
import { type Note } from "./findings.ts";

/**
 * Whether schedules say one thing: no day named twice, no hours within other hours, and an entrance
 * whose hours meet those of the groups it leads to. Weeks are rings of minutes, Sunday first.
 */

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

interface Span {
  fromMinute: number;
  toMinute: number;
}

/** A piece of a ring, and the entry of the document that it comes from. */
interface Piece {
  from: number;
  to: number;
  entry: number;
}

/** A span that ends before it begins goes past midnight. */
const lengthOf = ({ fromMinute, toMinute }: Span): number =>
  toMinute > fromMinute ? toMinute - fromMinute : toMinute - fromMinute + DAY_MINUTES;

function weekPieces({ week }: Schedule): Piece[] {
  return week.flatMap((span, entry) =>
    [...new Set(span.days)].flatMap((day) => {
      const from = day * DAY_MINUTES + span.fromMinute;
      const to = from + lengthOf(span);
      if (to <= WEEK_MINUTES) return [{ from, to, entry }];
      return [{ from, to: WEEK_MINUTES, entry }, { from: 0, to: to - WEEK_MINUTES, entry }];
    })
  );
}

/** Entries that begin within another, or in which another begins: the later one of the document. */
function overlapping(pieces: readonly Piece[]): Set<number> {
  const entries = new Set<number>();
  const sorted = pieces.toSorted((a, b) => a.from - b.from);
  let last: Piece | undefined;
  for (const piece of sorted) {
    if (last !== undefined && piece.from < last.to) entries.add(Math.max(piece.entry, last.entry));
    if (last === undefined || piece.to > last.to) last = piece;
  }
  return entries;
}

export function checkHours(configuration: Configuration, note: Note): void {
  const { schedules = [], routes, groups } = configuration;
  schedules.forEach((schedule, at) => checkSchedule(schedule, `schedules.${at}`, note));
  const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const groupById = new Map(groups.map((group) => [group.id, group]));
  routes.forEach((route, at) => {
    const hours = byId.get(route.schedule ?? "");
    const mustMeet = (group: string, path: string) => {
      const others = byId.get(groupById.get(group)?.schedule ?? "");
      if (neverMeet(hours, others)) note(path, "state", "hoursNeverMeet");
    };
    mustMeet(route.group, `routes.${at}.schedule`);
    route.topics.forEach(({ group }, nth) => {
      if (group !== route.group) mustMeet(group, `routes.${at}.topics.${nth}.group`);
    });
  });
}

function checkSchedule(schedule: Schedule, path: string, note: Note): void {
  for (const entry of overlapping(weekPieces(schedule))) {
    note(`${path}.week.${entry}`, "state", "hoursOverlap");
  }
  const dates = new Set<string>();
  schedule.holidays?.forEach(({ date, spans = [] }, nth) => {
    if (dates.has(date)) note(`${path}.holidays.${nth}.date`, "state", "holidayTwice");
    dates.add(date);
    if (!isDate(date)) note(`${path}.holidays.${nth}.date`, "pattern", "unknownDate");
    const pieces = spans.map((span, entry) => ({
      from: span.fromMinute,
      to: span.fromMinute + lengthOf(span),
      entry,
    }));
    for (const entry of overlapping(pieces)) {
      note(`${path}.holidays.${nth}.spans.${entry}`, "state", "hoursOverlap");
    }
  });
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar: any other would never come. */
function isDate(date: string): boolean {
  const at = DATE.test(date) ? Date.parse(date) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/**
 * Whether two schedules are never open together, as far as their weeks tell: of other zones and of
 * hours on holidays nothing is said, and one that is closed all week is meant so.
 */
export function neverMeet(one: Schedule | undefined, other: Schedule | undefined): boolean {
  if (one === undefined || other === undefined || one.timeZone !== other.timeZone) return false;
  const opensOnHolidays = ({ holidays = [] }: Schedule) =>
    holidays.some(({ spans = [] }) => spans.length > 0);
  if (opensOnHolidays(one) || opensOnHolidays(other)) return false;
  const [pieces, others] = [weekPieces(one), weekPieces(other)];
  return pieces.length > 0 && others.length > 0 &&
    !pieces.some(({ from, to }) => others.some((piece) => piece.from < to && from < piece.to));
}

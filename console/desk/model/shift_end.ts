import type { Schedule } from "../../../engine/contract/wire/configuration.ts";
import { dayText, minuteAt } from "./shop_time.ts";

const DAY = 1_440;

/**
 * Whole minutes until the shift that is on ends; undefined while none is on. Spans that touch, also
 * over midnight, are one shift; of a whole week without a break nothing ends.
 */
export function minutesToEnd(schedule: Schedule, at: number): number | undefined {
  const minute = minuteAt(schedule.timeZone, at);
  const midnight = Date.parse(`${dayText(schedule.timeZone, at)}T00:00Z`);
  const spans = [-1, 0, 1, 2].flatMap((ahead) => spansOf(schedule, midnight, ahead));
  let end = minute;
  for (;;) {
    const on = spans.find(({ from, to }) => from <= end && end < to);
    if (!on) break;
    end = on.to;
  }
  return end === minute || end >= 2 * DAY ? undefined : end - minute;
}

/** A day's spans in minutes from the midnight before now; those past midnight go on. */
function spansOf({ week, holidays = [] }: Schedule, midnight: number, ahead: number) {
  const day = new Date(midnight + ahead * DAY * 60_000);
  const date = day.toISOString().slice(0, 10);
  const holiday = holidays.find((one) => one.date === date);
  const spans = holiday
    ? holiday.spans ?? []
    : week.filter(({ days }) => days.includes(day.getUTCDay()));
  return spans.map(({ fromMinute, toMinute }) => ({
    from: fromMinute + ahead * DAY,
    to: toMinute + (toMinute <= fromMinute ? DAY : 0) + ahead * DAY,
  }));
}

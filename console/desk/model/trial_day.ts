import { dayText, isSameDay, midnightOf } from "./shop_time.ts";

/** Days are recorded by the clock of the first shop, and told as `2026-11-11`. */

/**
 * The day that a trial begins with: yesterday, the last whole one. A company whose first
 * configuration is of today (`begunAt`; undefined = longer ago than is known) has only today.
 */
export function dayToTry(timeZone: string, now: number, begunAt: number | undefined): string {
  if (begunAt !== undefined && isSameDay(timeZone, begunAt, now)) return dayText(timeZone, now);
  return dayText(timeZone, midnightOf(timeZone, now, -1));
}

export const isOver = (day: string, timeZone: string, now: number): boolean =>
  day < dayText(timeZone, now);

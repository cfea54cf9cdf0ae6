import { epochOf, midnightAfter } from "./shop_time.ts";

/** Usual moments for coming back to pending work, by the clock of the shop that the work is for. */
export const DUE_CHOICES = ["none", "hour", "evening", "tomorrow", "own"] as const;
export type DueChoice = (typeof DUE_CHOICES)[number];

const HOUR_MS = 3_600_000;
/** Hours of the shop's day; on the two days of a year that are longer or shorter, an hour off. */
const EVENING_HOUR = 21;
const MORNING_HOUR = 10;

/** Epoch ms for a choice; undefined for none, and for an own time that is not given. */
export function dueAtOf(
  choice: DueChoice,
  now: number,
  own: string,
  timeZone: string,
): number | undefined {
  switch (choice) {
    case "none":
      return undefined;
    case "hour":
      return now + HOUR_MS;
    case "evening":
      return midnightAfter(timeZone, now) - (24 - EVENING_HOUR) * HOUR_MS;
    case "tomorrow":
      return midnightAfter(timeZone, now) + MORNING_HOUR * HOUR_MS;
    case "own": {
      const at = epochOf(own, timeZone);
      return Number.isNaN(at) ? undefined : at;
    }
  }
}

import { dayText, epochOf, midnightOf } from "./shop_time.ts";

export const PERIODS = ["today", "week", "month", "own"] as const;
export type PeriodChoice = (typeof PERIODS)[number];

export interface Dates {
  from: number;
  to: number;
}

/** The beginning of a day `2026-11-11` where the shop is; undefined when it is none. */
function dayOf(text: string, timeZone: string): number | undefined {
  const at = epochOf(`${text}T00:00`, timeZone);
  return Number.isNaN(at) ? undefined : at;
}

/**
 * The chosen days of the shop: whole ones up to and with today, or own dates; undefined when those
 * are wrong.
 */
export function datesOf(
  choice: PeriodChoice,
  now: number,
  own: { from: string; to: string },
  timeZone: string,
): Dates | undefined {
  const beginning = (daysLater: number) => midnightOf(timeZone, now, daysLater);
  const to = beginning(1);
  switch (choice) {
    case "today":
      return { from: beginning(0), to };
    case "week":
      return { from: beginning(-6), to };
    case "month":
      return { from: beginning(-29), to };
    case "own": {
      const [first, last] = [dayOf(own.from, timeZone), dayOf(own.to, timeZone)];
      return first !== undefined && last !== undefined && first < last
        ? { from: first, to: last }
        : undefined;
    }
  }
}

/** The days of a period as a file's name carries them: `2026-11-05_2026-11-11`, or the one day. */
export function daysText({ from, to }: Dates, timeZone: string): string {
  const [first, last] = [dayText(timeZone, from), dayText(timeZone, to - 1)];
  return first === last ? first : `${first}_${last}`;
}

export const PERIODS = ["today", "week", "month", "own"] as const;
export type PeriodChoice = (typeof PERIODS)[number];

export interface Dates {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;

/** Local midnight of that moment, epoch ms. */
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Local days as `2026-11-11`; undefined when it is none. */
function dayOf(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.slice(1).map(Number);
  return parts && new Date(parts[0], parts[1] - 1, parts[2]).getTime();
}

/** The chosen days: whole ones up to and with today, or own dates; undefined when those are wrong. */
export function datesOf(
  choice: PeriodChoice,
  now: number,
  own: { from: string; to: string },
): Dates | undefined {
  const to = midnight(now + DAY_MS);
  switch (choice) {
    case "today":
      return { from: midnight(now), to };
    case "week":
      return { from: midnight(now - 6 * DAY_MS), to };
    case "month":
      return { from: midnight(now - 29 * DAY_MS), to };
    case "own": {
      const [first, last] = [dayOf(own.from), dayOf(own.to)];
      return first !== undefined && last !== undefined && first < last
        ? { from: first, to: last }
        : undefined;
    }
  }
}

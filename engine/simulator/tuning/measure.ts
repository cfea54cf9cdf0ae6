import { type DayRow, goodOf, judgedOf } from "../day/tally.ts";
import { type Interval, meanInterval, ratioInterval } from "../figures/interval.ts";

/** A setting against the plain one on the same days: differences in pairs, and what each pays. */
export interface Measured {
  days: number;
  sl: Interval;
  plainSl: Interval;
  /** Tuned − plain, by day. */
  slDifference: Interval;
  abandonedDifference: Interval;
  asaDifferenceMs: Interval;
  plainAbandoned: number;
  /** Tuned ÷ plain. */
  abandoned: number;
  longestWait: number;
  classes: { sl: Interval; plainSl: Interval; kept: number; abandonedDifference: Interval }[];
}

export type Aim = "sl" | "asaMs" | "abandoned";

export interface Limits {
  aim: Aim;
  /** No class's service level below so much of its plain one. */
  classFloor: number;
  /** At most so many times the plain ones. */
  longestWait: number;
  abandoned: number;
}

const slOf = (rows: DayRow["all"][]): Interval =>
  ratioInterval(rows.map(goodOf), rows.map(judgedOf));
const sum = (rows: DayRow[], of: (row: DayRow) => number): number =>
  rows.reduce((all, row) => all + of(row), 0);
const longestOf = ({ all }: DayRow): number => all.waits.quantilesMs?.at(-1) ?? 0;
const asaOf = ({ all }: DayRow): number => all.waits.sumMs / Math.max(1, all.served);

export function measure(plain: DayRow[], tuned: DayRow[]): Measured {
  const pairs = (of: (row: DayRow) => number) =>
    meanInterval(tuned.map((row, day) => of(row) - of(plain[day])));
  return {
    days: tuned.length,
    sl: slOf(tuned.map(({ all }) => all)),
    plainSl: slOf(plain.map(({ all }) => all)),
    slDifference: pairs(({ all }) => goodOf(all) / Math.max(1, judgedOf(all))),
    abandonedDifference: pairs(({ all }) => all.abandoned),
    asaDifferenceMs: pairs(asaOf),
    plainAbandoned: sum(plain, ({ all }) => all.abandoned) / plain.length,
    abandoned: sum(tuned, ({ all }) => all.abandoned) / sum(plain, ({ all }) => all.abandoned),
    longestWait: sum(tuned, longestOf) / sum(plain, longestOf),
    classes: plain[0].classes.map((_, kind) => {
      const before = slOf(plain.map(({ classes }) => classes[kind]));
      const after = slOf(tuned.map(({ classes }) => classes[kind]));
      const abandonedDifference = pairs(({ classes }) => classes[kind].abandoned);
      return { sl: after, plainSl: before, kept: after.mean / before.mean, abandonedDifference };
    }),
  };
}

/** A limit that is passed costs more than any aim can bring. */
const PENALTY = 3;
/**
 * The days by which a limit is judged in the end: who gives up has to be not more than plain by the
 * interval of so many, and a setting that is only just as good would break that half the time.
 */
export const JUDGED_DAYS = 320;

/** By how much of the plain setting's more give up than may. */
function moreGiveUp(found: Measured, limit: number): number {
  if (limit !== 1) return Math.max(0, found.abandoned - limit);
  const { abandonedDifference: { mean, high }, days, plainAbandoned } = found;
  const least = Math.max(days, JUDGED_DAYS);
  return Math.max(0, mean + (high - mean) * Math.sqrt(days / least)) / Math.max(1, plainAbandoned);
}

/** Larger is better. */
export function scoreOf(found: Measured, limits: Limits): number {
  const { aim, classFloor, longestWait, abandoned } = limits;
  const { slDifference, asaDifferenceMs, abandonedDifference } = found;
  const gain = { sl: slDifference, asaMs: asaDifferenceMs, abandoned: abandonedDifference }[aim];
  const scale = { sl: 1, asaMs: -1 / 60_000, abandoned: -1 / 1_000 }[aim];
  const over = moreGiveUp(found, abandoned) +
    Math.max(0, found.longestWait / longestWait - 1) +
    found.classes.reduce((all, { kept }) => all + Math.max(0, classFloor - kept), 0);
  return gain.mean * scale - PENALTY * over;
}

/** What still breaks a limit, as sentences; the paired interval decides on abandonment. */
export function brokenLimits(found: Measured, limits: Limits, names: string[]): string[] {
  const { classFloor, longestWait, abandoned } = limits;
  const sentences = found.classes.flatMap(({ kept }, kind) =>
    kept < classFloor ? [`${names[kind]} keeps ${kept.toFixed(3)}, ${classFloor} is due`] : []
  );
  if (found.longestWait > longestWait) {
    sentences.push(`the longest wait is ${found.longestWait.toFixed(2)} times the plain one`);
  }
  const more = abandoned === 1 ? found.abandonedDifference.high > 0 : found.abandoned > abandoned;
  if (more) sentences.push(`abandonment is ${found.abandoned.toFixed(4)} times the plain one`);
  return sentences;
}

import { percentile } from "../report/percentiles.ts";

/** A stretch of the run, with a what-if beside the desk or without. */
export interface Slot {
  beside: boolean;
  /** Epoch ms. */
  from: number;
  until: number;
}

export interface Sample {
  /** Epoch ms. */
  at: number;
  ms: number;
}

/** Without, with, with, without, …: what drifts in the course of a run meets both alike. */
export const isBeside = (number: number): boolean => number % 4 === 1 || number % 4 === 2;

/** What was begun in some slots. */
export const within = <T extends { at: number }>(
  all: readonly T[],
  slots: readonly Slot[],
): T[] => all.filter(({ at }) => slots.some(({ from, until }) => from <= at && at < until));

export interface Compared {
  without: number;
  beside: number;
  ratio: number;
  /** The same ratio between the halves of what ran without: what chance alone does to it. */
  chance: number;
}

/** One percentile of what was begun with a what-if beside the desk, and of the rest. */
export function compare(
  samples: readonly Sample[],
  slots: readonly Slot[],
  percent: number,
): Compared {
  const of = (some: readonly Slot[]) =>
    percentile(within(samples, some).map(({ ms }) => ms), percent);
  const quiet = slots.filter(({ beside }) => !beside);
  const [without, beside] = [of(quiet), of(slots.filter((slot) => slot.beside))];
  const halves = [false, true].map((half) =>
    of(quiet.filter((_, number) => isBeside(number) === half))
  );
  return { without, beside, ratio: beside / without, chance: halves[1] / halves[0] };
}

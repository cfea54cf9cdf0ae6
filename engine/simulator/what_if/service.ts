import { type Seen, type Survival, survivalAt, survivalOf } from "./survival.ts";

/**
 * How long conversations last, by how many the agent then had and by how long the visitor had waited.
 * Who waits and who talks long need not be strangers to each other: a visitor whose time is up leaves
 * in the middle, one who was patient may have had more to ask. To take them for strangers is futile
 * (Wu, Bassamboo & Perry 2019, "Service system with dependent service and patience times"). What a
 * day needs is the law of those who were answered after so long, which holds both ways of it; it is
 * estimated by Kaplan and Meier among the nearest in wait (Beran 1981; Dabrowska 1987), so that
 * conversations that still went on at the end of the record count as well.
 */
export interface Service {
  /** By step of concurrency. */
  steps: Step[];
}

/** A conversation as far as it was seen. */
export interface Served extends Seen {
  chats: number;
  waitMs: number;
}

/** Neighbourhoods in wait, from the shortest to the longest; none = nothing is known. */
interface Step {
  /** How long the one in the middle of each has waited. */
  waitsMs: number[];
  lasts: Survival[];
}

/** 1, 2, 3, 4–5, 6–8, 9–13, 14–20, more: an agent with 15 works like one with 16. */
const STEPS = [1, 2, 3, 5, 8, 13, 20, Infinity];
/** With fewer ends the nearest steps join in; fewer do not say how the time hangs on the wait. */
export const ENDS_MIN = 50;
/** A neighbourhood of fewer is chance alone. */
const NEIGHBOURS_MIN = 8;
/** Neighbourhoods overlap by all but one part of so many. */
const OVERLAP = 4;

export function serviceOf(served: Served[]): Service {
  const own = STEPS.map((): Served[] => []);
  for (const one of served) own[stepOf(one.chats)].push(one);
  return { steps: own.map((_, wanted) => neighbourhoods(around(own, wanted))) };
}

const stepOf = (chats: number): number => STEPS.findIndex((most) => chats <= most);

/** A step's own conversations, and those of the nearest ones until there are ends enough. */
function around(own: Served[][], wanted: number): Served[] {
  const away = (at: number) => Math.abs(at - wanted);
  const found: Served[] = [];
  for (const at of own.map((_, at) => at).sort((a, b) => away(a) - away(b))) {
    if (found.filter(({ ended }) => ended).length >= ENDS_MIN) break;
    found.push(...own[at]);
  }
  return found;
}

/**
 * The square root of all ends make a neighbourhood, with the unended between them and all who waited
 * as long as its first and last. More would suit one neighbourhood alone better, but a day sums over
 * all: there chance averages out, and bias does not.
 */
function neighbourhoods(served: Served[]): Step {
  const sorted = served.toSorted((a, b) => a.waitMs - b.waitMs);
  const waitsMs = sorted.map(({ waitMs }) => waitMs);
  const ends = sorted.flatMap(({ ended }, at) => ended ? [at] : []);
  const wanted = Math.max(NEIGHBOURS_MIN, Math.round(Math.sqrt(ends.length)));
  const size = Math.min(ends.length, wanted);
  const step: Step = { waitsMs: [], lasts: [] };
  let reached = 0;
  for (let first = 0; reached < sorted.length && size > 0; first += Math.ceil(size / OVERLAP)) {
    const begin = Math.min(first, ends.length - size);
    const last = begin + size - 1;
    const from = begin === 0 ? 0 : countBelow(waitsMs, waitsMs[ends[begin]]);
    const until = last === ends.length - 1
      ? sorted.length
      : countBelow(waitsMs, waitsMs[ends[last]] + 1);
    if (until === reached) continue;
    reached = until;
    step.waitsMs.push(waitsMs[ends[begin + (size >> 1)]]);
    step.lasts.push(survivalOf(sorted.slice(from, until)));
  }
  return step;
}

/** How many of a sorted list are below. */
function countBelow(sorted: number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time that a share `chance` of the conversations outlasts; undefined when nothing is known. */
export function serviceAt(
  { steps }: Service,
  { chats, waitMs }: Pick<Served, "chats" | "waitMs">,
  chance: number,
): number | undefined {
  const { waitsMs, lasts } = steps[stepOf(chats)];
  if (lasts.length === 0) return undefined;
  const above = Math.min(countBelow(waitsMs, waitMs), lasts.length - 1);
  const below = Math.max(0, above - 1);
  const nearest = waitMs - waitsMs[below] < waitsMs[above] - waitMs ? below : above;
  return survivalAt(lasts[nearest], chance);
}

import type { Visit } from "./recorded_day.ts";

/**
 * How long people wait before they give up, by Kaplan and Meier: whoever was answered after t says
 * only that the patience was longer. Beyond the last who gave up, the mean rate goes on.
 */
export interface Patience {
  /** Share that is still there after each of these waits. */
  afterMs: number[];
  stays: number[];
  /** Giving up per ms beyond them; 0 = nobody ever did. */
  tail: number;
}

export function patienceOf(visits: Pick<Visit, "waitMs" | "outcome">[]): Patience {
  const sorted = visits.toSorted((a, b) => a.waitMs - b.waitMs);
  const patience: Patience = { afterMs: [], stays: [], tail: 0 };
  let stays = 1;
  let gone = 0;
  for (let at = 0; at < sorted.length;) {
    const { waitMs } = sorted[at];
    const here = sorted.length - at;
    let gaveUp = 0;
    for (; at < sorted.length && sorted[at].waitMs === waitMs; at++) {
      if (sorted[at].outcome === "gaveUp") gaveUp++;
    }
    if (gaveUp === 0) continue;
    gone += gaveUp;
    stays *= 1 - gaveUp / here;
    patience.afterMs.push(waitMs);
    patience.stays.push(stays);
  }
  const waited = visits.reduce((sum, { waitMs }) => sum + waitMs, 0);
  patience.tail = waited > 0 ? gone / waited : 0;
  return patience;
}

/** The patience that a share `chance` of the people does not have; Infinity: waits for ever. */
export function patienceAt({ afterMs, stays, tail }: Patience, chance: number): number {
  let [low, high] = [0, stays.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stays[middle] < chance) high = middle;
    else low = middle + 1;
  }
  if (low < stays.length) return afterMs[low];
  if (tail === 0) return Infinity;
  const last = stays.at(-1) ?? 1;
  return Math.round((afterMs.at(-1) ?? 0) - Math.log(chance / last) / tail);
}

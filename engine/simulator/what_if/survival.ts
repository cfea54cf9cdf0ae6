/**
 * How long something lasts, by Kaplan and Meier (1958): what was seen for t without its end says only
 * that it was longer. Beyond the last end that was seen, the mean rate goes on.
 */
export interface Survival {
  /** Share that still lasts after each of these times. */
  afterMs: number[];
  stays: number[];
  /** Ends per ms beyond them; 0 = nothing ever ended. */
  tail: number;
}

export interface Seen {
  ms: number;
  ended: boolean;
}

export function survivalOf(seen: Seen[]): Survival {
  const sorted = seen.toSorted((a, b) => a.ms - b.ms);
  const survival: Survival = { afterMs: [], stays: [], tail: 0 };
  let stays = 1;
  let gone = 0;
  for (let at = 0; at < sorted.length;) {
    const { ms } = sorted[at];
    const here = sorted.length - at;
    let ends = 0;
    for (; at < sorted.length && sorted[at].ms === ms; at++) {
      if (sorted[at].ended) ends++;
    }
    if (ends === 0) continue;
    gone += ends;
    stays *= 1 - ends / here;
    survival.afterMs.push(ms);
    survival.stays.push(stays);
  }
  const lasted = seen.reduce((sum, { ms }) => sum + ms, 0);
  survival.tail = lasted > 0 ? gone / lasted : 0;
  return survival;
}

/** The time that a share `chance` outlasts; Infinity: for ever. */
export function survivalAt({ afterMs, stays, tail }: Survival, chance: number): number {
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

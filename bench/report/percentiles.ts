/** The percentiles that a report shows, as HDR histograms are read: the tail in nines. */
export const SHOWN = [50, 75, 90, 95, 99, 99.9, 99.99, 100] as const;

/** The value below which a share of the values lies (nearest rank); NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return ofSorted(sorted, percent);
}

export function percentiles(values: readonly number[]): { percent: number; value: number }[] {
  const sorted = [...values].sort((a, b) => a - b);
  return SHOWN.map((percent) => ({ percent, value: ofSorted(sorted, percent) }));
}

function ofSorted(sorted: readonly number[], percent: number): number {
  if (sorted.length === 0) return NaN;
  const rank = Math.ceil(percent / 100 * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
}

/** One value for each slot of time: the percentile of what fell into it, NaN where nothing did. */
export function overTime(
  points: readonly { at: number; ms: number }[],
  begunAt: number,
  endedAt: number,
  slotMs: number,
  percent: number,
): number[] {
  const slots: number[][] = Array.from(
    { length: Math.max(1, Math.ceil((endedAt - begunAt) / slotMs)) },
    () => [],
  );
  for (const { at, ms } of points) {
    slots[Math.min(slots.length - 1, Math.max(0, Math.floor((at - begunAt) / slotMs)))].push(ms);
  }
  return slots.map((slot) => percentile(slot, percent));
}

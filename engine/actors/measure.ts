/** A figure measured again and again, kept as a histogram that `/metrics` can show. */
export interface Measure {
  count: number;
  sum: number;
  max: number;
  last: number;
  /** Upper bounds of the buckets, and how many values fell at or below each (not cumulated). */
  bounds: readonly number[];
  counts: number[];
}

export const MS_BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000, 5_000] as const;
export const SIZE_BOUNDS = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1e6] as const;

export const createMeasure = (bounds: readonly number[]): Measure => ({
  count: 0,
  sum: 0,
  max: 0,
  last: 0,
  bounds,
  counts: new Array(bounds.length + 1).fill(0),
});

export function measure(into: Measure, value: number): void {
  into.count++;
  into.sum += value;
  into.last = value;
  if (value > into.max) into.max = value;
  let bucket = 0;
  while (bucket < into.bounds.length && value > into.bounds[bucket]) bucket++;
  into.counts[bucket]++;
}

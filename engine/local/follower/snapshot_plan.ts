import type { SnapshotName } from "../../ports/snapshots.ts";

/** When a snapshot is made, and which ones stay (architecture §3). Pure. */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A start replays at most so much time … */
const SNAPSHOT_EVERY_MS = MINUTE_MS;
/** … or so many batches: about a second of folding. */
const SNAPSHOT_EVERY_BATCHES = 20_000;
/** A flood of batches does not make a flood of snapshots. */
const SNAPSHOT_LEAST_MS = 5_000;

const HOURLY_FOR_MS = 2 * DAY_MS;
/** The newest, and one behind it in case the newest cannot be read. */
const NEWEST_KEPT = 2;

export interface SinceSnapshot {
  batches: number;
  ms: number;
}

export function snapshotIsDue({ batches, ms }: SinceSnapshot): boolean {
  if (batches === 0) return false;
  return ms >= SNAPSHOT_EVERY_MS || (batches >= SNAPSHOT_EVERY_BATCHES && ms >= SNAPSHOT_LEAST_MS);
}

/**
 * The snapshots that may go: all but the newest two, the first of each hour for two days, and the
 * first of each day for `journalDays`. `names` newest first, as a store lists them.
 */
export function surplusSnapshots(
  names: readonly SnapshotName[],
  now: number,
  journalDays: number,
): SnapshotName[] {
  const hourly = firstOfEach(names, HOUR_MS, now - HOURLY_FOR_MS);
  const daily = firstOfEach(names, DAY_MS, now - journalDays * DAY_MS);
  return names.filter((name, i) => i >= NEWEST_KEPT && !hourly.has(name) && !daily.has(name));
}

/** The first of a stretch stays the first, so a kept one is not replaced by each newer one. */
function firstOfEach(
  names: readonly SnapshotName[],
  stretchMs: number,
  since: number,
): Set<SnapshotName> {
  const kept = new Map<number, SnapshotName>();
  for (const name of names) {
    if (name.at >= since) kept.set(Math.floor(name.at / stretchMs), name);
  }
  return new Set(kept.values());
}

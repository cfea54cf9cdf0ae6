/**
 * What may leave the journal (architecture §3, life of the journal). Pure: figures in, a decision
 * out. A segment is *past* when it is older than `journalDays` or stands in the way of new batches;
 * it is *safe* when a verified snapshot, the archive and the records have all of it. Past and safe
 * is dropped. Past and not safe is an alarm, never a drop.
 */
export interface SegmentFigures {
  first: number;
  last: number;
  bytes: number;
  /** When its last batch was written, wall ms. */
  writtenAt: number;
}

export interface PartitionFigures {
  partition: number;
  /** Oldest first; the last one still grows and is never dropped. */
  segments: readonly SegmentFigures[];
  /** Highest sequence that each of them has. */
  snapshot: number;
  archive: number;
  records: number;
}

export interface RetentionRules {
  journalDays: number;
  /** Limit of all partitions together. */
  bytesMax: number;
}

export type Retention =
  | { state: "drop"; partition: number; before: number }
  | { state: "held"; partition: number; bytes: number; by: ("snapshot" | "archive" | "records")[] };

const DAY_MS = 24 * 60 * 60 * 1000;
/** Admission stops at 90 %: retention begins early enough that it never comes to that. */
const CROWDED_SHARE = 0.75;

export function retain(
  partitions: readonly PartitionFigures[],
  rules: RetentionRules,
  now: number,
): Retention[] {
  const held = partitions.flatMap((one) => one.segments).reduce((sum, seg) => sum + seg.bytes, 0);
  let excess = held - rules.bytesMax * CROWDED_SHARE;
  const oldest = partitions.flatMap((figures) =>
    figures.segments.slice(0, -1).map((segment) => ({ figures, segment }))
  ).sort((a, b) => a.segment.writtenAt - b.segment.writtenAt);
  const decided = new Map<number, Retention>();
  for (const { figures, segment } of oldest) {
    const expired = now - segment.writtenAt > rules.journalDays * DAY_MS;
    if (!expired && excess <= 0) break;
    const before = decided.get(figures.partition);
    const by = behind(figures, segment.last);
    if (before?.state === "held" || by.length > 0) {
      decided.set(figures.partition, hold(figures, segment, before, by));
      continue;
    }
    excess -= segment.bytes;
    decided.set(figures.partition, {
      state: "drop",
      partition: figures.partition,
      before: segment.last + 1,
    });
  }
  return [...decided.values()];
}

function behind(figures: PartitionFigures, sequence: number) {
  return (["snapshot", "archive", "records"] as const).filter((who) => figures[who] < sequence);
}

/** A drop decided for earlier segments of the partition stands; holding begins after it. */
function hold(
  figures: PartitionFigures,
  segment: SegmentFigures,
  before: Retention | undefined,
  by: ("snapshot" | "archive" | "records")[],
): Retention {
  if (before?.state === "drop") return before;
  const bytes = (before?.state === "held" ? before.bytes : 0) + segment.bytes;
  return {
    state: "held",
    partition: figures.partition,
    bytes,
    by: before?.state === "held" ? before.by : by,
  };
}

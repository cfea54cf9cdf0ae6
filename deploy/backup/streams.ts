/**
 * What of NATS is in a backup, in the order of its making. Each later one may only be ahead of the
 * earlier: snapshots and archive are never newer than the journal, and the keys come last, so that
 * no text is in a backup whose key is not. Leases are left out: whoever starts takes its own.
 */
import { BUCKETS, bucketStream, STREAMS } from "../../engine/nats/subjects.ts";

const objects = (bucket: string): string => `OBJ_${bucket}`;

export const BACKED_UP: readonly string[] = [
  objects(BUCKETS.snapshots),
  objects(BUCKETS.archive),
  objects(BUCKETS.documents),
  STREAMS.journal,
  STREAMS.inbox,
  STREAMS.events,
  STREAMS.dead,
  bucketStream(BUCKETS.fileEntries),
  objects(BUCKETS.files),
  bucketStream(BUCKETS.keys),
];

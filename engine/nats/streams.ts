import {
  DiscardPolicy,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { BUCKETS, bucketStream, EVENT_SUBJECTS, STREAMS } from "./subjects.ts";

/**
 * The streams and buckets of a deployment and how each has to be set (architecture §3). `provision`
 * makes what is missing; the boot check compares what is there with the same table.
 */
export interface StreamSettings {
  /** Copies of everything: 1 or 3. */
  replicas: number;
  /** Bytes that the journal may hold; full means that everything is refused. */
  journalBytesMax: number;
}

export const DUPLICATES_MS = 600_000;
const DAY_MS = 86_400_000;
const NANOS = 1_000_000;
/** Markers of expired leases stay so long; only watchers look at them. */
const MARKER_MS = 1_000;
/** One batch, headers included (the server's own default). */
const MESSAGE_BYTES_MAX = 1_048_576;

export type WantedStream = Partial<StreamConfig> & { name: string; subjects: string[] };

const nanos = (ms: number): number => ms * NANOS;

function bucket(name: string, more: Partial<StreamConfig> = {}): WantedStream {
  return {
    name: bucketStream(name),
    subjects: [`$KV.${name}.>`],
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    allow_direct: true,
    discard: DiscardPolicy.New,
    duplicate_window: nanos(120_000),
    ...more,
  };
}

/** The table itself. Object stores are made by their library with `replicas` alone. */
export function wantedStreams(settings: StreamSettings): WantedStream[] {
  const streams: WantedStream[] = [
    {
      name: STREAMS.journal,
      subjects: ["tg.j.*"],
      discard: DiscardPolicy.New,
      deny_delete: true,
      max_bytes: settings.journalBytesMax,
      max_msg_size: MESSAGE_BYTES_MAX,
      duplicate_window: nanos(DUPLICATES_MS),
    },
    {
      name: STREAMS.inbox,
      subjects: ["tg.i.>"],
      discard: DiscardPolicy.New,
      max_age: nanos(7 * DAY_MS),
    },
    {
      name: STREAMS.events,
      subjects: [EVENT_SUBJECTS],
      max_age: nanos(7 * DAY_MS),
      duplicate_window: nanos(DUPLICATES_MS),
    },
    {
      name: STREAMS.dead,
      subjects: ["tg.dead.>"],
      max_age: nanos(30 * DAY_MS),
      duplicate_window: nanos(DUPLICATES_MS),
    },
    // A destroyed key is overwritten where it lay, so deleting single messages is allowed here.
    bucket(BUCKETS.keys, { deny_delete: false }),
    bucket(BUCKETS.leases, { allow_msg_ttl: true, subject_delete_marker_ttl: nanos(MARKER_MS) }),
    bucket(BUCKETS.cluster),
    bucket(BUCKETS.fileEntries),
  ];
  return streams.map((stream) => ({
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: settings.replicas,
    ...stream,
  }));
}

const OBJECT_STORES = [
  BUCKETS.documents,
  BUCKETS.snapshots,
  BUCKETS.files,
  BUCKETS.archive,
] as const;

/** Makes what is missing and leaves what is there alone. Needs the rights of an administrator. */
export async function provisionStreams(
  nats: NatsConnection,
  settings: StreamSettings,
): Promise<string[]> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const made: string[] = [];
  for (const wanted of [...wantedStreams(settings), ...objectStreams(settings)]) {
    const known = await manager.streams.info(wanted.name).catch(noStream);
    if (known !== undefined) continue;
    await manager.streams.add(wanted);
    made.push(wanted.name);
  }
  return made;
}

/** As the object store's library lays them out, so that its own tools read them. */
function objectStreams(settings: StreamSettings): WantedStream[] {
  return OBJECT_STORES.map((name) => ({
    name: `OBJ_${name}`,
    subjects: [`$O.${name}.C.>`, `$O.${name}.M.>`],
    allow_rollup_hdrs: true,
    allow_direct: true,
    discard: DiscardPolicy.New,
    storage: StorageType.File,
    num_replicas: settings.replicas,
  }));
}

const NO_STREAM = 10_059;

export function noStream(error: unknown): undefined {
  if (error instanceof JetStreamApiError && error.code === NO_STREAM) return undefined;
  throw error;
}

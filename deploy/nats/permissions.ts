/**
 * What each kind of process may do on NATS: its own work and nothing else. Everything that is not
 * listed is denied. Only the archiver may purge the journal; nobody but the engine may append to it.
 */
import { BUCKETS, bucketStream, STREAMS } from "../../engine/nats/subjects.ts";

export interface Permissions {
  publish: string[];
  subscribe: string[];
}

/** Kinds of processes with a user of their own, beside the operator, who may do everything. */
export const PROCESSES = ["engine", "gateway", "projector", "relay", "archiver"] as const;
export type ProcessKind = (typeof PROCESSES)[number];

/** Replies come to subjects below a prefix that only this kind of process hears. */
export const inboxPrefix = (kind: ProcessKind | "operator"): string => `_INBOX_${kind}`;

/** Reading a stream: by message, directly, or through consumers that leave nothing behind. */
const reads = (stream: string): string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.STREAM.MSG.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}.>`,
  `$JS.API.CONSUMER.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.*`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
  `$JS.API.CONSUMER.DELETE.${stream}.*`,
  `$JS.ACK.${stream}.>`,
  `$JS.FC.${stream}.>`,
];

const purges = (stream: string): string => `$JS.API.STREAM.PURGE.${stream}`;
const objects = (bucket: string): string => `OBJ_${bucket}`;

const readsKeys = reads(bucketStream(BUCKETS.keys));
const makesKeys = [...readsKeys, `$KV.${BUCKETS.keys}.>`];
const readsCluster = reads(bucketStream(BUCKETS.cluster));

/** An object is written in chunks, and its older chunks are purged. */
const writesObjects = (bucket: string): string[] => [
  ...reads(objects(bucket)),
  `$O.${bucket}.>`,
  purges(objects(bucket)),
];

const keepsFiles = [
  ...writesObjects(BUCKETS.files),
  ...reads(bucketStream(BUCKETS.fileEntries)),
  `$KV.${BUCKETS.fileEntries}.>`,
  purges(bucketStream(BUCKETS.fileEntries)),
];

/** Where answers go: inboxes of our own processes, of operators' tools, of other accounts. */
const ANSWERS = [...PROCESSES.map((kind) => `${inboxPrefix(kind)}.>`), "_INBOX.>", "_R_.>"];

const PUBLISH: Record<ProcessKind, string[]> = {
  engine: [
    "tg.j.*",
    "tg.gw.*.feed",
    "tg.gw.*.signalled",
    "tg.v1.*.feed.>",
    "tg.dead.>",
    // The boot check sends itself a command of a company that nobody has, to see the mappings; the
    // server judges a mapped subject.
    "tg.v1.tidegate-boot.>",
    "tg.p.*.tidegate-boot.*.boot.check",
    "tg.e.>",
    ...ANSWERS,
    ...reads(STREAMS.journal),
    ...reads(STREAMS.inbox),
    ...makesKeys,
    ...reads(bucketStream(BUCKETS.leases)),
    `$KV.${BUCKETS.leases}.>`,
    ...readsCluster,
    `$KV.${BUCKETS.cluster}.>`,
    ...writesObjects(BUCKETS.documents),
    ...writesObjects(BUCKETS.snapshots),
    ...reads(objects(BUCKETS.archive)),
  ],
  gateway: [
    "tg.gw.*.cmd.*",
    "tg.gw.*.qry.*",
    "tg.gw.*.sig.*",
    "tg.gw.*.sim.*",
    "tg.gw.*.hello",
    "tg.v1.*.bot.*",
    `$KV.${BUCKETS.cluster}.member.gateway.*`,
    ...makesKeys,
    ...keepsFiles,
    ...writesObjects(BUCKETS.documents),
    ...readsCluster,
  ],
  projector: [
    // An erasure that is finished is told to the engine, after key, files and events are gone.
    "tg.gw.*.cmd.*",
    ...reads(STREAMS.journal),
    ...reads(objects(BUCKETS.archive)),
    ...readsKeys,
    `$JS.API.STREAM.MSG.DELETE.${bucketStream(BUCKETS.keys)}`,
    ...keepsFiles,
    purges(STREAMS.events),
    `$JS.API.STREAM.MSG.GET.${STREAMS.events}`,
    ...reads(objects(BUCKETS.documents)),
    ...readsCluster,
    `$KV.${BUCKETS.cluster}.>`,
  ],
  relay: [
    "tg.v1.*.evt.>",
    "tg.dead.>",
    ...reads(STREAMS.journal),
    ...reads(STREAMS.inbox),
    ...reads(STREAMS.events),
    ...reads(STREAMS.dead),
    ...makesKeys,
    ...readsCluster,
    `$KV.${BUCKETS.cluster}.>`,
  ],
  archiver: [
    ...reads(STREAMS.journal),
    ...reads(STREAMS.inbox),
    purges(STREAMS.journal),
    purges(STREAMS.inbox),
    ...writesObjects(BUCKETS.archive),
    ...writesObjects(BUCKETS.snapshots),
    ...reads(objects(BUCKETS.documents)),
    ...readsCluster,
    `$KV.${BUCKETS.cluster}.>`,
  ],
};

const SUBSCRIBE: Record<ProcessKind, string[]> = {
  engine: [
    "tg.gw.*.cmd.*",
    "tg.gw.*.qry.*",
    "tg.gw.*.sig.*",
    "tg.gw.*.sim.*",
    "tg.gw.*.hello",
    "tg.p.>",
    "tg.e.>",
    "$SRV.>",
  ],
  gateway: ["tg.gw.*.feed", "tg.gw.*.signalled"],
  projector: [],
  relay: [],
  archiver: [],
};

export const permissionsOf = (kind: ProcessKind): Permissions => ({
  publish: [...new Set([...PUBLISH[kind], "$JS.API.INFO"])],
  subscribe: [...SUBSCRIBE[kind], `${inboxPrefix(kind)}.>`],
});

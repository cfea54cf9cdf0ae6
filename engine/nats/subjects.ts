/** Every subject, stream and bucket name of the engine on NATS, in one place (contract.md). */
export const STREAMS = {
  journal: "TG_JOURNAL",
  inbox: "TG_INBOX",
  events: "TG_EVENTS",
  dead: "TG_DEAD",
} as const;

export const BUCKETS = {
  keys: "TG_KEYS",
  leases: "TG_LEASES",
  /** What the cluster agrees on: active level, marks of the went-backwards check. */
  cluster: "TG_CLUSTER",
  fileEntries: "TG_FILE_ENTRIES",
  documents: "TG_DOCUMENTS",
  snapshots: "TG_SNAPSHOTS",
  files: "TG_FILES",
  archive: "TG_ARCHIVE",
} as const;

/** What `TG_EVENTS` holds. */
export const EVENT_SUBJECTS = "tg.v1.*.evt.>";

/** Where the relay notes in the cluster's bucket how far it is: a sequence in decimal digits. */
export const RELAYED_KEY = "relay.journal";

/** The stream below a key-value bucket, and the subject of one of its keys. */
export const bucketStream = (bucket: string): string => `KV_${bucket}`;
export const bucketSubject = (bucket: string, key: string): string => `$KV.${bucket}.${key}`;

export const journalSubject = (partition: number): string => `tg.j.${partition}`;

/** The server's mappings, which the engine looks for at start: `from` → `to`. */
export const MAPPINGS = [
  ["tg.v1.*.cmd.>", "tg.p.{{partition(32,1)}}.{{wildcard(1)}}.cmd.>"],
  ["tg.v1.*.qry.>", "tg.p.{{partition(32,1)}}.{{wildcard(1)}}.qry.>"],
  ["tg.v1.*.in.>", "tg.i.{{partition(32,1)}}.{{wildcard(1)}}.in.>"],
] as const;

/** What a partition's owner listens to. The gateway stands where `*` does. */
export const gatewayCommands = (gateway: string, partition: number): string =>
  `tg.gw.${gateway}.cmd.${partition}`;
export const gatewayQueries = (gateway: string, partition: number): string =>
  `tg.gw.${gateway}.qry.${partition}`;
export const gatewaySignals = (gateway: string, partition: number): string =>
  `tg.gw.${gateway}.sig.${partition}`;
export const gatewaySimulations = (gateway: string, partition: number): string =>
  `tg.gw.${gateway}.sim.${partition}`;
export const gatewayHello = (gateway: string): string => `tg.gw.${gateway}.hello`;

/** What a gateway listens to. */
export const gatewayFeed = (gateway: string): string => `tg.gw.${gateway}.feed`;
export const gatewaySignalled = (gateway: string): string => `tg.gw.${gateway}.signalled`;

/** Between engines: who lives and holds what, and a question to one of them. */
export const engineNews = "tg.e.news";
export const engineAsk = (engine: string): string => `tg.e.ask.${engine}`;

/** Integrators' subjects after the server's mapping, for a partition's owner. */
export const integratorCommands = (partition: number): string => `tg.p.${partition}.*.cmd.>`;
export const integratorQueries = (partition: number): string => `tg.p.${partition}.*.qry.>`;
export const inboxSubjects = (partition: number): string => `tg.i.${partition}.>`;

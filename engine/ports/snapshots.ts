/** Snapshots of one partition's folded state. An unreadable one counts as absent. */
export interface Snapshots {
  put(snapshot: Snapshot): Promise<void>;
  /** Newest first. */
  list(): Promise<SnapshotName[]>;
  read(name: SnapshotName): Promise<Snapshot | undefined>;
  remove(name: SnapshotName): Promise<void>;
}

export interface SnapshotName {
  /** Sequence of the last batch in it, its schema level and layout number. */
  sequence: number;
  level: number;
  layout: number;
  at: number;
}

export interface Snapshot extends SnapshotName {
  state: Uint8Array;
}

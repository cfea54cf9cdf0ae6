/**
 * One lease per partition, which lapses by itself after 2 s. It says who should try to own the
 * partition; who does own it is said by the journal's epoch alone. Every answer is its leader's.
 */
export interface PartitionLeases {
  read(partition: number): Promise<LeaseRead>;
  /** Only where `read` showed it absent; `revision` is what that answer named. */
  create(partition: number, owner: string, revision: number): Promise<LeaseWritten>;
  renew(partition: number, owner: string, revision: number): Promise<LeaseWritten>;
  /** Gives it back, so that the next owner need not wait. */
  release(partition: number, revision: number): Promise<void>;
  /** Calls with partitions whose lease may have gone. Hints get lost; nothing hangs on one. */
  watch(hint: (partition: number) => void): () => void;
}

export type LeaseRead =
  | { state: "held"; owner: string; revision: number }
  /** `released` when its owner gave it back, rather than let it lapse. */
  | { state: "absent"; revision: number; released: boolean }
  | { state: "unknown" };

export type LeaseWritten =
  | { state: "held"; revision: number }
  /** Somebody else wrote, or it has lapsed. */
  | { state: "refused" }
  | { state: "unknown" };

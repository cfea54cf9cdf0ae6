import type { Batch, JournalEntry } from "../contract/batch.ts";

/** What an append came to. `stale` = another writer's batch stands there (10071 on NATS). */
export type Appended =
  | { state: "stored"; sequence: number }
  | { state: "duplicate"; sequence: number }
  | { state: "stale" }
  | { state: "full" }
  | { state: "retry"; reason: string };

/**
 * The journal of one partition: batches in order, appended with an expectation so that a stale
 * writer is refused. `id` is the same on every retry of the same batch.
 * A read that the authority does not answer rejects: who waits for ever holds a lease for ever.
 */
export interface Journal {
  append(batch: Batch, encoded: Uint8Array, id: string, expected: number): Promise<Appended>;
  /** Highest sequence and its epoch, read from the authority, not from a cache. */
  tail(): Promise<{ sequence: number; epoch: number; id?: string }>;
  /** Entries from `from` on, archived ones included, up to the tail at the time of the call. */
  read(from: number): AsyncIterable<JournalEntry>;
  /** One entry by sequence (idempotency answers), or undefined when it is archived or gone. */
  at(sequence: number): Promise<JournalEntry | undefined>;
  /** Epoch ms on the journal's own clock, where it has one: the machine's may be wrong. */
  now?(): Promise<number | undefined>;
  /** Epoch ms by that clock. */
  storedAt?(sequence: number): Promise<number | undefined>;
  /**
   * Calls `receive` for each new durable entry after `after`, in order, until stopped. A journal on
   * a server reads no further while `receive` is at work.
   */
  follow(after: number, receive: (entry: JournalEntry) => void | Promise<void>): () => void;
  /** First sequence that `read` can begin with: the archive's when it reaches up to the journal. */
  first(): Promise<number>;
  /** Bytes held and the limit, for admission; read at most every 5 s. */
  fill(): Promise<{ bytes: number; bytesMax: number }>;
  close(): Promise<void>;
}

import type { DurableSequences } from "../journal/durable.ts";

/** What the engine's thread and the follower's worker say to each other. */
export interface FollowerSettings {
  folder: string;
  durable: DurableSequences;
  journalDays: number;
}

export type ToFollower =
  | { type: "start"; settings: FollowerSettings }
  /** The partition's journal is open and its durable sequence published. */
  | { type: "follow"; partition: number }
  /** Fold to what is durable now and make a snapshot of it, whatever the plan says. */
  | { type: "snapshot"; partition: number }
  /** Archive what is due: full segments and days that are over. */
  | { type: "archive"; partition: number }
  | { type: "stop" };

export type FromFollower =
  /** A snapshot was written, read back, decoded, encoded and found the same. */
  | { type: "snapshotted"; partition: number; sequence: number; bytes: number; ms: number }
  | { type: "archived"; partition: number; sequence: number }
  /** A sentence for the operator; the follower goes on if it can. */
  | { type: "alarm"; partition: number; sentence: string }
  | { type: "stopped" };

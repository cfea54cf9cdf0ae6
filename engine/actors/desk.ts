import type { Batch } from "../contract/batch.ts";
import type { Command } from "../contract/wire/commands.ts";
import type { Refusal } from "../contract/wire/refusals.ts";
import type { Appending, Outcome } from "./append.ts";
import type { BatchDraft } from "./batch_draft.ts";
import type { Counters } from "./gauges.ts";
import type { Live } from "./live.ts";
import type { Mailbox } from "./mailbox.ts";
import type { PartitionTime } from "./partition_time.ts";
import type { Quarantine } from "./quarantine.ts";
import type { DeadLetter, World } from "./world.ts";

/** A partition as its protocols see it. */
export interface Desk {
  partition: number;
  world: World;
  mailbox: Mailbox;
  quarantine: Quarantine;
  time: PartitionTime;
  gauges: Counters;
  appending: Omit<Appending, "journal">;
  appendBegan: number;
  journalFill: number;
  readingRepeats: number;
  deadlines: { heldUntil: number; last: string };
  /** Parked workspaces whose `workspace.stopped` is still to be written. */
  toStop: string[];
  /** Set when the clock leapt: fence again once everything is durable. */
  wantsFence: boolean;
  live(): Live | undefined;
  pump(): void;
  flush(live: Live): void;
  landed(live: Live, draft: BatchDraft, batch: Batch, outcome: Outcome): void;
  holdDeadlines(mark: string): void;
  refusedEngines(command: Command, error: Refusal): void;
  deadLetter(cause: DeadLetter["cause"], workspace: string, reason: string, of?: Command): void;
}

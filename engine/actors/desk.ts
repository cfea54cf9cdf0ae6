import type { Batch } from "../contract/batch.ts";
import type { Command } from "../contract/wire/commands.ts";
import type { Appending, Outcome } from "./append.ts";
import type { BatchDraft } from "./batch_draft.ts";
import type { Pulse } from "./beat.ts";
import type { Counters } from "./gauges.ts";
import type { Live } from "./live.ts";
import type { InboxWaits } from "./inbox_waits.ts";
import type { Mailbox } from "./mailbox.ts";
import type { PartitionTime } from "./partition_time.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Tenancy } from "./tenancy.ts";
import type { Alarm, DeadLetter, Store, World } from "./world.ts";

/** Where a partition stands. Letters wait while it loads; when it is down they are refused. */
export type Phase =
  | { state: "loading" }
  | { state: "deciding"; live: Live }
  | { state: "full" }
  | { state: "broken"; reason: string }
  | { state: "stopped"; reason: string };

/** A partition as its protocols see it: what outlives a reload of its memory. */
export interface Desk {
  partition: number;
  world: World;
  tenancy: Tenancy;
  phase: Phase;
  mailbox: Mailbox;
  quarantine: Quarantine;
  time: PartitionTime;
  gauges: Counters;
  pulse: Pulse;
  appending: Omit<Appending, "journal">;
  /** Monotonic ms of the newest load and of the newest append. */
  loadBegan: number;
  appendBegan: number;
  /** The next append begins at the earliest so long after the newest began. */
  apartMs: number;
  journalFill: number;
  readingRepeats: number;
  readingDocuments: number;
  /** The newest deadline, how often it came in a row, and until when all are held. */
  deadlines: { heldUntil: number; last: string; times: number };
  inboxWaits: InboxWaits;
  /** Parked workspaces whose `workspace.stopped` is still to be written. */
  toStop: string[];
  /** Set when the clock leapt: fence again once everything is durable. */
  wantsFence: boolean;
  /** A turn runs, or a gate opens: whoever calls in now only leaves a letter. */
  running: boolean;
  /** A turn runs as soon as what runs now is done. */
  pumping: boolean;
  stopping?: { done: Promise<void>; resolve(): void };
  /** Opened once, at the first load. */
  store(): Promise<Store>;
  close(): Promise<void>;
  /** The steps that the protocols call each other by (pump.ts, batch_flow.ts). */
  pump(): void;
  flush(live: Live): void;
  landed(live: Live, draft: BatchDraft, batch: Batch, outcome: Outcome): void;
}

export const liveOf = (desk: Desk): Live | undefined =>
  desk.phase.state === "deciding" ? desk.phase.live : undefined;

export function alarm(desk: Desk, kind: Alarm["kind"], message: string): void {
  desk.world.onAlarm({ kind, partition: desk.partition, message });
}

export function deadLetter(
  desk: Desk,
  cause: DeadLetter["cause"],
  workspace: string,
  reason: string,
  command?: Command,
): void {
  desk.gauges.deadLetters++;
  const at = desk.world.clock.wall();
  desk.world.onDeadLetter({ partition: desk.partition, workspace, at, cause, reason, command });
}

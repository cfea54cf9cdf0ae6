/**
 * Runs the checks over one partition's journal as it is read, then over the clients' histories.
 * Incremental, so the simulation can ask after every step and `verify` can stream days of journal.
 */
import type { JournalEntry } from "../contract/batch.ts";
import type { Configuration } from "../contract/wire/configuration.ts";
import type { Event } from "../contract/wire/events.ts";
import { type AlertWatch, createAlertWatch } from "./alert_watch.ts";
import { judgeAlert } from "./alerts.ts";
import {
  createKept,
  judgeDoubled,
  judgeDurable,
  keep,
  keepCommands,
  type Kept,
} from "./durable.ts";
import { type EpochWatch, judgeEpoch } from "./epochs.ts";
import type { HistoryRecord } from "./history.ts";
import { applyToLedger, createLedger, type Ledger } from "./ledger.ts";
import { judgeFree, judgeOldest } from "./lines.ts";
import { judgeOrder } from "./order.ts";
import { judgeCapacity, judgeOwner, wasReserved } from "./owner.ts";
import { offend, type Verdict, verdict } from "./verdict.ts";

export interface Judge {
  verdicts: Record<"P1" | "P2" | "P3" | "P4" | "P5" | "P6" | "P8" | "P9" | "P10", Verdict>;
  ledgers: Map<string, Ledger>;
  watches: Map<string, AlertWatch>;
  kept: Kept;
  epochs: EpochWatch;
  /** A fence, or a checkpoint after a pause, was read and nothing was decided after it yet. */
  taking: boolean;
  seqs: Map<string, number>;
  counts: Map<string, number>;
  documents: (hash: string) => Configuration | undefined;
}

/** `documents` gives published configurations by hash; without them P5 judges only doubles. */
export function createJudge(documents: Judge["documents"]): Judge {
  return {
    verdicts: {
      P1: verdict("P1"),
      P2: verdict("P2"),
      P3: verdict("P3"),
      P4: verdict("P4"),
      P5: verdict("P5"),
      P6: verdict("P6"),
      P8: verdict("P8"),
      P9: verdict("P9"),
      P10: verdict("P10"),
    },
    ledgers: new Map(),
    watches: new Map(),
    kept: createKept(),
    epochs: { epoch: 0, sequence: 0 },
    taking: false,
    seqs: new Map(),
    counts: new Map(),
    documents,
  };
}

/** Makes the value of a key when it is met the first time. */
function at<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}

function judgeEvent(judge: Judge, event: Event): void {
  judge.counts.set(event.type, (judge.counts.get(event.type) ?? 0) + 1);
  const expected = (judge.seqs.get(event.workspace) ?? 0) + 1;
  if (judge.seqs.has(event.workspace) && event.seq !== expected) {
    offend(judge.verdicts.P6, `${event.workspace}: event ${event.seq} where ${expected} was due`);
  }
  judge.seqs.set(event.workspace, event.seq);
  keep(judge.kept, event);
  if (event.workspace === "") return judgePartitionEvent(judge, event);
  if (judge.taking) endTakeover(judge, event.at);
  const ledger = at(judge.ledgers, event.workspace, () => createLedger(event.workspace));
  const watch = at(judge.watches, event.workspace, createAlertWatch);
  judgeOwner(judge.verdicts.P2, ledger, event);
  judgeOldest(judge.verdicts.P10, ledger, event);
  judgeAlert(judge.verdicts.P5, watch, ledger, event, judge.documents);
  const reserved = wasReserved(ledger, event);
  applyToLedger(ledger, event);
  if (event.type === "config.published") {
    ledger.channels = judge.documents(event.hash)?.channels ?? [];
  }
  judgeCapacity(judge.verdicts.P3, ledger, event, reserved);
}

/**
 * A takeover lasts from its fence to the first event that was decided after it. An owner whose
 * lease was too old, and who then went on in its epoch, says so by a checkpoint.
 */
function judgePartitionEvent(judge: Judge, event: Event): void {
  if (event.type === "partition.taken" || event.type === "partition.checkpoint") {
    judge.taking = true;
  }
}

function endTakeover(judge: Judge, at: number): void {
  judge.taking = false;
  for (const watch of judge.watches.values()) watch.takenAt = at;
}

/** One durable batch, in the journal's order. */
export function judgeEntry(judge: Judge, entry: JournalEntry): void {
  judgeEpoch(judge.verdicts.P8, judge.epochs, entry);
  keepCommands(judge.verdicts.P6, judge.kept, entry.batch);
  for (const event of entry.batch.events) judgeEvent(judge, event);
  if (entry.batch.agenda.length > 0) return;
  for (const ledger of judge.ledgers.values()) {
    judgeFree(judge.verdicts.P9, ledger, entry.sequence);
  }
}

/** At the end: the clients' histories of one workspace against what the journal kept. */
export function judgeHistory(judge: Judge, workspace: string, history: HistoryRecord[]): void {
  const { P1, P4, P6 } = judge.verdicts;
  judgeDurable(P1, P6, judge.kept, workspace, history);
  judgeDoubled(P1, judge.kept);
  judgeOrder(P4, history);
}

export const verdictsOf = (judge: Judge): Verdict[] => Object.values(judge.verdicts);
export const isBroken = (judge: Judge): boolean => verdictsOf(judge).some((one) => one.broken > 0);

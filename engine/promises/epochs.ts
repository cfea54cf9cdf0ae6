/** P8, one writer per epoch: within a partition no batch of epoch e follows one of e + 1. */
import type { JournalEntry } from "../contract/batch.ts";
import { offend, type Verdict } from "./verdict.ts";

export interface EpochWatch {
  epoch: number;
  sequence: number;
}

export function judgeEpoch(verdict: Verdict, watch: EpochWatch, entry: JournalEntry): void {
  verdict.judged++;
  const { batch, sequence } = entry;
  const fence = batch.events.some((event) => event.type === "partition.taken");
  if (batch.epoch < watch.epoch) {
    offend(verdict, `batch ${sequence}: epoch ${batch.epoch} after ${watch.epoch}`);
  }
  if (batch.epoch > watch.epoch && !fence) {
    offend(verdict, `batch ${sequence}: epoch ${batch.epoch} begins without its fence`);
  }
  if (watch.sequence > 0 && sequence <= watch.sequence) {
    offend(verdict, `batch ${sequence} follows ${watch.sequence}`);
  }
  watch.epoch = Math.max(watch.epoch, batch.epoch);
  watch.sequence = sequence;
}

import type { Batch } from "../contract/batch.ts";
import { apply } from "./commit.ts";
import type { PartitionState } from "./partition_state.ts";
import { remember } from "./ring.ts";

/** Replay, follower and promises: a whole batch as the journal holds it. */
export function applyBatch(state: PartitionState, batch: Batch, sequence: number): void {
  state.addressed.clear();
  for (const event of batch.events) apply(state, event);
  state.agenda = batch.agenda.map((step) => ({ ...step }));
  sealBatch(state, batch, sequence);
}

/** Live: the events are in the state already, the batch's bookkeeping is not. */
export function sealBatch(state: PartitionState, batch: Batch, sequence: number): void {
  remember(state.ring, batch.commands, sequence, batch.at);
  state.sequence = sequence;
  state.epoch = batch.epoch;
  state.inbox = batch.inbox;
  state.at = Math.max(state.at, batch.at);
}

/**
 * The door of the core: one partition's state and what can be done with it. Pure: time is a
 * parameter, and nothing here waits, reads a clock, draws a number or touches the world.
 */
import type { AgendaStep } from "../contract/batch.ts";
import type { Configuration } from "../contract/wire/configuration.ts";
import { compile } from "./configuration/plan.ts";
import type { Recalled } from "./door.ts";
import type { PartitionState } from "./partition_state.ts";
import { recallEntry, ringFull } from "./ring.ts";

export type { Decision, Gauges, Recalled } from "./door.ts";
export type { PartitionState } from "./partition_state.ts";
export { createPartition } from "./partition_state.ts";
export { validateConfiguration, type Validated } from "./configuration/validate.ts";
export { decide } from "./decide.ts";
export { commit } from "./commit.ts";
export { decideStep } from "./step.ts";
export { due, dueBeside, nextDueAt } from "./due.ts";
export { answer } from "./answer.ts";
export { applyBatch, sealBatch } from "./batches.ts";
export { query } from "./query.ts";
export { explainIn } from "./explain/explain.ts";
export { feedItem } from "./feed.ts";
export { gateways, gauges } from "./gauges.ts";
export { decode, documentsNamed, encode, LAYOUT } from "./snapshot/mod.ts";

/** Compiles a validated document; must be there before an event or a snapshot names its hash. */
export function installDocument(
  state: PartitionState,
  hash: string,
  document: Configuration,
): void {
  if (!state.documents.has(hash)) state.documents.set(hash, compile(hash, document));
}

export const hasDocument = (state: PartitionState, hash: string): boolean =>
  state.documents.has(hash);

/** Number of a workspace's last event; 0 when it has none. */
export const seqOf = (state: PartitionState, workspace: string): number =>
  state.workspaces.get(workspace)?.seq ?? 0;

/** The head of the agenda, or undefined when there is nothing left to do. */
export const nextStep = (state: PartitionState): AgendaStep | undefined => state.agenda[0];

/** Removes the head; call it before its events are committed. */
export function popStep(state: PartitionState): void {
  state.agenda.shift();
}

/** What is left, for the batch. */
export const agenda = (state: PartitionState): AgendaStep[] => [...state.agenda];

/** What the ring remembers of a command; `key` is 32 hex digits. */
export const recall = (state: PartitionState, key: string): Recalled | undefined =>
  recallEntry(state.ring, key, state.sequence);

/** Full, and its oldest entry younger than what clients may still repeat. */
export const ringIsFull = (state: PartitionState, now: number): boolean =>
  ringFull(state.ring, now);

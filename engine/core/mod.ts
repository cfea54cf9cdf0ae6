import type { AgendaStep, Batch } from "../contract/batch.ts";
import type { Command, Reply } from "../contract/wire/commands.ts";
import type { Configuration } from "../contract/wire/configuration.ts";
import type { Draft, Event } from "../contract/wire/events.ts";
import type { FeedItem } from "../contract/wire/feed.ts";
import type { By } from "../contract/wire/ids.ts";
import type { Queries, QueryName } from "../contract/wire/queries.ts";
import type { FieldFault, Refusal } from "../contract/wire/refusals.ts";
import type { Decision, Gauges, Recalled } from "./door.ts";

export type { Decision, Gauges, Recalled } from "./door.ts";

/** Opaque outside this folder. */
export interface PartitionState {
  readonly partition: number;
}

export type Validated =
  | { ok: true; configuration: Configuration }
  | { ok: false; faults: FieldFault[] };

const soon = (): never => {
  throw new Error("being built");
};

export function createPartition(partition: number): PartitionState {
  return { partition };
}
export function validateConfiguration(_document: unknown): Validated {
  return soon();
}
export function installDocument(_state: PartitionState, _hash: string, _document: Configuration) {
  soon();
}
export function hasDocument(_state: PartitionState, _hash: string): boolean {
  return soon();
}
export function decide(_state: PartitionState, _command: Command, _now: number): Decision {
  return soon();
}
export function commit(
  _state: PartitionState,
  _drafts: Draft[],
  _workspace: string,
  _at: number,
  _by: By,
): Event[] {
  return soon();
}
export function nextStep(_state: PartitionState): AgendaStep | undefined {
  return soon();
}
export function decideStep(_state: PartitionState, _step: AgendaStep, _now: number): Decision {
  return soon();
}
export function popStep(_state: PartitionState): void {
  soon();
}
export function agenda(_state: PartitionState): AgendaStep[] {
  return soon();
}
/** Epoch ms of the earliest armed deadline, or Infinity. */
export function nextDueAt(_state: PartitionState): number {
  return soon();
}
export function due(_state: PartitionState, _now: number): Command | undefined {
  return soon();
}
export function answer(_command: Command, _events: Event[], _state: PartitionState): Reply {
  return soon();
}
/** `key` is 32 hex digits. */
export function recall(_state: PartitionState, _key: string): Recalled | undefined {
  return soon();
}
export function ringIsFull(_state: PartitionState, _now: number): boolean {
  return soon();
}
export function applyBatch(_state: PartitionState, _batch: Batch, _sequence: number): void {
  soon();
}
export function sealBatch(_state: PartitionState, _batch: Batch, _sequence: number): void {
  soon();
}
export function query<N extends QueryName>(
  _state: PartitionState,
  _workspace: string,
  _name: N,
  _ask: Queries[N]["ask"],
  _now: number,
): Queries[N]["answer"] | Refusal {
  return soon();
}
export function feedItem(_state: PartitionState, _event: Event): FeedItem | undefined {
  return soon();
}
export const LAYOUT = 1;
export function encode(_state: PartitionState): Uint8Array {
  return soon();
}
/** Hashes of the configurations that must be at hand before `decode`. */
export function documentsNamed(_bytes: Uint8Array): string[] {
  return soon();
}
export function decode(
  _bytes: Uint8Array,
  _documents: (hash: string) => Configuration | undefined,
): PartitionState {
  return soon();
}
export function gauges(_state: PartitionState): Gauges {
  return soon();
}

import type { Event } from "./wire/events.ts";
import type { RefusalCode } from "./wire/refusals.ts";

/**
 * One message of the journal: everything one partition decided in one go (architecture §3).
 * A batch is the unit of order, durability and fencing.
 */
export interface Batch {
  level: number;
  partition: number;
  epoch: number;
  /** Partition time at which the batch closed, epoch ms. */
  at: number;
  /** Sequence of the last inbox message read; 0 where there is no inbox. */
  inbox: number;
  events: Event[];
  /** Refused inbox messages: sequence and code. */
  refused: [sequence: number, code: RefusalCode][];
  /** What is left to do after this batch; replaces the agenda on replay. */
  agenda: AgendaStep[];
  /** Accepted commands: what the idempotency ring remembers of them. */
  commands: AcceptedCommand[];
}

/** Key: 32 hex digits of hash(workspace, by, id); body: 16 hex digits; first event and count. */
export type AcceptedCommand = [key: string, body: string, first: number, count: number];

/**
 * Follow-ups, by name and id so that a batch stays readable:
 * `drain` an agent's freed capacity; `return` the work of a gone agent, one conversation a step;
 * `place` a conversation that has to be routed anew; `unconfirm` an agent all of whose sessions
 * were on a lapsed gateway; `share` those who join another line, or leave it again.
 */
export type AgendaStep =
  | { step: "drain"; workspace: string; agent: string }
  | { step: "return"; workspace: string; agent: string }
  | { step: "place"; workspace: string; conversation: string }
  | { step: "unconfirm"; workspace: string; agent: string }
  | { step: "share"; workspace: string; group: string; to: string };

/** A batch with the sequence the journal gave it. */
export interface JournalEntry {
  sequence: number;
  batch: Batch;
  bytes: number;
}

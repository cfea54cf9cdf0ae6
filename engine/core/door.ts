import type { Draft } from "../contract/wire/events.ts";
import type { Refusal } from "../contract/wire/refusals.ts";

/** What a command comes to: events to commit, or a refusal that leaves no trace. */
export type Decision =
  | { ok: true; drafts: Draft[]; workspace: string }
  | { ok: false; error: Refusal };

/** What the ring remembers of an accepted command: its body, batch and range of events. */
export interface Recalled {
  body: string;
  batch: number;
  /** Index of the first event in the batch's `events`, and how many. */
  first: number;
  count: number;
}

/** Figures for metrics and for the bounds of P11. */
export interface Gauges {
  workspaces: number;
  conversations: number;
  waiting: number;
  agents: number;
  visitors: number;
  deadlines: number;
  agenda: number;
  ringEntries: number;
  lastAgents: number;
}

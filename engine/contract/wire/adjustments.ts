import type { Group } from "./configuration.ts";

/**
 * Temporary changes over the roster and the configuration (routing.md, capacity as work): in bulk,
 * until a time, surviving a publish, reverting alone. Of two for the same thing the later one wins.
 */
export type Adjustment =
  | { what: "agent"; ids: string[]; capacityUnits?: number; windowCap?: number }
  | { what: "group"; ids: string[]; set: GroupChange }
  | { what: "clock"; ids: string[]; set: ClockChange };

export type GroupChange = Partial<
  Pick<Group, "strategy" | "overflow" | "terminal" | "offerMs" | "wrapUpMs" | "breaksMax">
>;

export interface ClockChange {
  warnMs?: number;
  breachMs?: number;
  reclaimMs?: number;
}

/** One in force; `seq` of its event names it. */
export type AdjustmentLive = Adjustment & { seq: number; at: number; untilAt: number; by: string };

/** What P5 remembers of one workspace between events. */
import type { Clock, Configuration } from "../contract/wire/configuration.ts";
import type { OpeningHours } from "./opening_hours.ts";

export const LATE_MS_MAX = 1_000;

export type Threshold = "warn" | "breach";
export type ConditionKind = Exclude<Clock["kind"], "visitorSilent">;

/** Something that a clock counts while it lasts. */
export interface Condition {
  kind: ConditionKind;
  /** Rounds so far; a wait in line counts for the conversation, whatever its round. */
  round: number;
  beganAt: number;
  group: string;
  /** Configuration under which it began. */
  version: string;
  /** Left, parked or in another group meanwhile: whether an alert was due is not judged. */
  disturbed: boolean;
}

export interface AlertWatch {
  configuration?: Configuration;
  version: string;
  /** When the newest takeover was over. */
  takenAt: number;
  publishedAt: number;
  /** When a conversation last came to where its clocks count. */
  armedAt: Map<string, number>;
  hours: OpeningHours;
  conditions: Map<string, Map<ConditionKind, Condition>>;
  /** Rounds so far, by conversation. */
  counts: Map<string, number>;
  /** Names of what was alerted or said, by conversation. */
  raised: Map<string, Set<string>>;
}

export const createAlertWatch = (): AlertWatch => ({
  version: "",
  takenAt: 0,
  publishedAt: 0,
  armedAt: new Map(),
  hours: new Map(),
  conditions: new Map(),
  counts: new Map(),
  raised: new Map(),
});

/** Name of an alert of one round, or of any round. */
export const raisedName = (
  clock: string,
  round: number | undefined,
  threshold: Threshold,
): string => `${clock} ${round ?? "any"} ${threshold}`;

import type { EventType } from "./events.ts";
import type { Strategy } from "./states.ts";
import type { Why } from "./why.ts";

/** The rules of eligibility, in the order in which they are asked (routing.md). */
export const INELIGIBLE = [
  "removed",
  "notOnline",
  "notConnected",
  "notMember",
  "channel",
  "shop",
  "units",
  "windows",
  "channelTable",
  "offShift",
  "skills",
  "excluded",
  "reserved",
] as const;
export type Ineligible = (typeof INELIGIBLE)[number];

/** One decision, with what it was chosen from: read from the state right before it. */
export interface Explanation {
  conversation: string;
  seq: number;
  at: number;
  event: EventType;
  by: string;
  why?: Why;
  /** The configuration that decided. */
  configuration: { version: number; hash: string };
  group: string;
  strategy: Strategy;
  item: {
    class: number;
    costUnits: number;
    requirements: string[];
    channel: string;
    shop: string;
    enqueuedAt: number;
    waitedMs: number;
  };
  winner?: string;
  /** Those who could get it, best first by the strategy, then the others: at most 20. */
  candidates: ExplainedAgent[];
  /** How many there were in all, and how many could get it. */
  looked: number;
  eligible: number;
  /** For freed capacity: what else waited for this agent, highest index first, at most 20. */
  work?: ExplainedWork[];
}

export interface ExplainedAgent {
  agent: string;
  eligible: boolean;
  /** The first rule that kept this one from it. */
  failing?: Ineligible;
  usedUnits: number;
  capacityUnits: number;
  windows: number;
  windowCap: number;
  idleMs: number;
  /** Lowest proficiency among what is asked, 0–5. */
  level: number;
  weight: number;
  servedLast: boolean;
  /** `roundRobin` only: so many places behind the last chosen in number order, 1 = next. */
  turn?: number;
  /** `weighted` only, of those with room: the account after this choice's rise; highest wins. */
  account?: number;
  /** `scored` only: the terms, and their sum. */
  score?: { skill: number; free: number; idle: number; last: number; sum: number };
}

/** As people read it: without the idle time of an agent who has never been on. */
export type ShownAgent = Omit<ExplainedAgent, "idleMs"> & { idleMs?: number };
export type ShownExplanation = Omit<Explanation, "candidates"> & { candidates: ShownAgent[] };

export interface ExplainedWork {
  conversation: string;
  group: string;
  class: number;
  enqueuedAt: number;
  /** base[class] + slope[class] · waiting minutes + the agent's bonus. */
  index: number;
}

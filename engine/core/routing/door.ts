import type { Strategy } from "../../contract/wire/states.ts";

/**
 * Handles are integers with a generation inside: a handle that outlived its agent or item throws
 * instead of meaning somebody else. Group handles are chosen by the caller (small, dense).
 */
export type AgentHandle = number;
export type ItemHandle = number;
export type GroupHandle = number;
export type SkillHandle = number;
/** An interned requirement set; 0 is the empty one. Valid as long as the `Routing` lives. */
export type RequirementHandle = number;

/** "Nobody", "nothing": no handle is negative. */
export const NONE = -1;
export const NO_REQUIREMENT: RequirementHandle = 0;

/** Weights of the scored strategy (routing.md, choosing the agent). */
export interface ScoredWeights {
  skill: number;
  free: number;
  idle: number;
  last: number;
  /** Idle time that earns the whole of `idle`, ms. */
  idleCapMs: number;
}

/** What a skill group decides by. `base` and `slopePerMs` by class, 0–9. */
export interface GroupRule {
  strategy: Strategy;
  base: ArrayLike<number>;
  slopePerMs: ArrayLike<number>;
  scored?: ScoredWeights;
  /** A large item that waited so long reserves the next units an eligible agent frees. */
  reserveAfterMs?: number;
}

/** `available`: may receive new work at all (presence, connection, schedule): the caller's word. */
export interface AgentTerms {
  capacityUnits: number;
  windowCap: number;
  available: boolean;
}

export interface MembershipTerms {
  /** 1–100, for the weighted strategy. */
  weight: number;
  /** Added to the index of the group's items for this agent. */
  bonus: number;
}

/** Where an item stands. `order` is unique per item: the tie-break after the enqueue time. */
export interface Place {
  class: number;
  cost: number;
  requirement: RequirementHandle;
  enqueuedAt: number;
  order: number;
}

/** What is to be placed. `item` brings its exclusions and its reservation. */
export interface Need {
  cost: number;
  requirement: RequirementHandle;
  item?: ItemHandle;
}

export interface AgentNeed extends Need {
  now: number;
  /** Served this visitor last; a term of the scored strategy only. */
  lastAgent?: AgentHandle;
}

/** The first rule that keeps an agent from an item, in the order in which they are asked. */
export type Failing =
  | "unavailable"
  | "notMember"
  | "windows"
  | "units"
  | "skills"
  | "excluded"
  | "reserved";

/** Work for an agent. The record is reused: read it before the next `pickWork`. */
export interface Work {
  item: ItemHandle;
  group: GroupHandle;
  /** The index that won, the agent's bonus included. */
  index: number;
}

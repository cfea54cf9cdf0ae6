import type {
  AgentHandle,
  AgentNeed,
  AgentTerms,
  Failing,
  GroupHandle,
  GroupRule,
  ItemHandle,
  MembershipTerms,
  Need,
  Place,
  RequirementHandle,
  SkillHandle,
  Work,
} from "./door.ts";
export * from "./door.ts";

/** Signatures ahead of their bodies. */
export interface Routing {
  readonly brand: "routing";
}
export declare function createRouting(): Routing;

export declare function putGroup(r: Routing, g: GroupHandle, rule: GroupRule): void;
/** The group must have no item left in line; memberships are dropped. */
export declare function removeGroup(r: Routing, g: GroupHandle): void;
/** -1 when the table (4096 sets in the life of a Routing) is full. Order and repeats do not matter. */
export declare function internRequirements(
  r: Routing,
  skills: readonly (readonly [skill: SkillHandle, level: number])[],
): RequirementHandle;
/** False when this set would be the 65th live one of the group: ask before `enqueue`. */
export declare function canQueue(
  r: Routing,
  g: GroupHandle,
  requirement: RequirementHandle,
): boolean;

export declare function addAgent(r: Routing, number: number): AgentHandle;
export declare function removeAgent(r: Routing, a: AgentHandle): void;
export declare function setAgent(r: Routing, a: AgentHandle, terms: AgentTerms, at: number): void;
export declare function setSkills(
  r: Routing,
  a: AgentHandle,
  skills: readonly (readonly [skill: SkillHandle, level: number])[],
): void;
export declare function setMembership(
  r: Routing,
  a: AgentHandle,
  g: GroupHandle,
  terms: MembershipTerms,
): void;
export declare function dropMembership(r: Routing, a: AgentHandle, g: GroupHandle): void;

/** One more window and its units; `group` moves that group's round robin on. */
export declare function assign(
  r: Routing,
  a: AgentHandle,
  cost: number,
  at: number,
  group?: GroupHandle,
): void;
export declare function release(r: Routing, a: AgentHandle, cost: number, at: number): void;
/** Dormant or woken: units only; idleness untouched; may exceed the capacity. */
export declare function reweigh(r: Routing, a: AgentHandle, from: number, to: number): void;

export declare function addItem(r: Routing): ItemHandle;
/** Leaves all lines; the handle is dead afterwards. */
export declare function removeItem(r: Routing, item: ItemHandle): void;
/** Up to 4 lines at once, all with the same enqueuedAt and order. */
export declare function enqueue(r: Routing, item: ItemHandle, g: GroupHandle, place: Place): void;
export declare function dequeue(r: Routing, item: ItemHandle): void;
/** Leaves the line of one group only. */
export declare function leaveLine(r: Routing, item: ItemHandle, g: GroupHandle): void;
export declare function setGone(r: Routing, item: ItemHandle, gone: boolean): void;
export declare function exclude(r: Routing, item: ItemHandle, a: AgentHandle): void;

/** NONE when nobody fits. Last agent first is the caller's: ask `fits` before. */
export declare function pickAgent(r: Routing, g: GroupHandle, need: AgentNeed): AgentHandle;
export declare function fits(r: Routing, a: AgentHandle, g: GroupHandle, need: Need): boolean;
export declare function firstFailing(
  r: Routing,
  a: AgentHandle,
  g: GroupHandle,
  need: Need,
): Failing | undefined;
export declare function pickWork(r: Routing, a: AgentHandle, now: number): Work | undefined;

/** All who stand in line, gone visitors included; `goneItems` counts those. */
export declare function waiting(r: Routing, g: GroupHandle): number;
export declare function goneItems(r: Routing, g: GroupHandle): number;
/** 1 = next; counts only items whose visitors are there. */
export declare function position(r: Routing, item: ItemHandle, g: GroupHandle, now: number): number;
/** enqueuedAt of the longest waiting item whose visitor is there; Infinity when none. */
export declare function oldest(r: Routing, g: GroupHandle): number;
/** Available members who meet the requirement (`noAgents` is 0 here). */
export declare function onlineMembers(
  r: Routing,
  g: GroupHandle,
  requirement?: RequirementHandle,
): number;
/** Available members with room for `cost` (no requirement asked). */
export declare function freeMembers(r: Routing, g: GroupHandle, cost: number): number;
export declare function usedUnits(r: Routing, a: AgentHandle): number;
export declare function openWindows(r: Routing, a: AgentHandle): number;
export declare function idleSince(r: Routing, a: AgentHandle): number;

/** Canonical; agents and items in the caller's order, which `decodeRouting` gives new handles. */
export declare function encodeRouting(
  r: Routing,
  agents: ArrayLike<AgentHandle>,
  items: ArrayLike<ItemHandle>,
): Uint8Array;
export declare function decodeRouting(
  bytes: Uint8Array,
): { routing: Routing; agents: AgentHandle[]; items: ItemHandle[] };

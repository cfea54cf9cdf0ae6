/**
 * The routing columns of one workspace. Everything is an integer slot into typed arrays
 * (layout.ts says which field stands where), so a decision touches a few cache lines and no
 * object, and a hundred thousand agents cost the collector nothing.
 *
 * What is state and what is derived:
 * - State is what `codec.ts` writes: rules, agents with their load and idleness, memberships with
 *   their turns, items with their places, exclusions and reservations. Decisions depend on nothing
 *   else, so a state that was decoded decides as the one that was encoded.
 * - Derived are slots, free lists, the bucket index (index.ts), the lines' order (line.ts), the
 *   rungs (rungs.ts), the cost table (costs.ts) and the counts kept in `onlineMemo`. A read may
 *   bring derived columns up to date; it never changes state.
 *
 * A load change does not touch the index at once: the agent becomes `unsettled`, and the index
 * is settled before it is next read or another agent changes. A release that drains into an
 * assignment of the same agent therefore moves the agent once.
 */
import { type ItemHandle, type Work } from "./door.ts";
import { createPool, type Pool } from "./columns.ts";
import * as at from "./layout.ts";
import type { Sheet } from "./sheets.ts";

const {
  AGENT_GENERATION,
  AGENT_INTS,
  AVAILABLE,
  BLOCK_EMPTY,
  BLOCK_INTS,
  CAPACITY,
  EXCLUSION_INTS,
  GROUP_INTS,
  GUIDE_INTS,
  GUIDE_NEXT,
  ITEM_GENERATION,
  ITEM_GONE,
  ITEM_INTS,
  ITEM_NEXT_FREE,
  LIST_BITS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_INTS,
  MEMBER_LIST,
  MEMBER_NEXT,
  NEXT_FREE_AGENT,
  NONE,
  RESERVED_ITEM,
  SHELF_INTS,
  SHELF_NEXT,
  USED,
  WINDOWS,
  WINDOW_CAP,
} = at;

/** Handles hold the slot in the low bits and the generation above; all stay below 2^31. */
const AGENT_SLOT_BITS = 20;
const ITEM_SLOT_BITS = 24;
export const AGENTS_MAX = 1 << AGENT_SLOT_BITS;
export const ITEMS_MAX = 1 << ITEM_SLOT_BITS;
/** A group index times 1024 slots must stay below 2^31. */
export const GROUPS_MAX = 1 << 20;

/** Skills of one agent or one requirement set: skill to level. */
export type Levels = ReadonlyMap<number, number>;

export interface Routing {
  agents: Pool;
  /** Cold per-agent data by slot. */
  skills: (Levels | undefined)[];
  /** The agent whose index entries are behind its load, or NONE. */
  unsettled: number;
  /** Largest capacity that was ever open; beyond index.ts's `EXACT_MAX` keys alone do not do. */
  capacityMax: number;

  members: Pool;
  /** Free blocks of memberships by log2 of their size. */
  freeBlocks: number[][];
  /** By member: its agent, its seat, and its second key in groups that keep lists. */
  owners: Int32Array;
  memberSeats: Int32Array;
  memberSeconds: Float64Array;
  weights: Int32Array;
  bonuses: Float64Array;
  /** Account of the smooth weighted round robin, as turns.ts keeps it. */
  turns: Float64Array;

  /** By seat (layout.ts). */
  codes: Int32Array;
  seconds: Float64Array;
  sitting: Int32Array;
  blocks: Pool;
  /** Free runs of blocks by log2 of their length. */
  freeRuns: number[][];
  groups: Int32Array;
  groupReals: Float64Array;
  groupCount: number;
  weightedGroups: number;
  reservingGroups: number;
  /** Open members by group and fit class. */
  fitCounts: Int32Array;
  /** First members of the lists (lists.ts). */
  heads: Int32Array;
  masks: Int32Array;
  /** Per group and class: rank of its slope; per group and rank: its classes; the rings (rungs.ts). */
  slopeRanks: Uint8Array;
  slopeClasses: Int32Array;
  rings: Int32Array;
  ringReals: Float64Array;

  /** Known costs, ascending, and the number of them that fit into a room. */
  costs: number[];
  fitByRoom: Uint8Array;

  requirements: Levels[];
  requirementByKey: Map<string, number>;
  /** By agent slot and requirement: the lowest of the levels asked for, 0 when one is missing. */
  proficiency: Uint8Array;
  proficiencyStride: number;
  /** Who meets a requirement set, by group and set (sheets.ts). */
  sheets: (Sheet | undefined)[][];
  onlineMemo: Map<number, { version: number; count: number }>;

  items: Pool;
  exclusions: Pool;
  /** With their lines and rungs. */
  shelves: Pool;
  shelfTable: Int32Array;
  shelfTableCount: number;
  guides: Pool;
  /** State of the coin that decides how high a ladder's step reaches; no decision sees it. */
  coin: number;

  work: Work;
}

export function createRouting(): Routing {
  const rings = new Int32Array(0);
  return {
    agents: createPool(AGENT_INTS, NEXT_FREE_AGENT, 64),
    skills: [],
    unsettled: NONE,
    capacityMax: 0,
    members: createPool(MEMBER_INTS, MEMBER_NEXT, 256),
    freeBlocks: [],
    owners: new Int32Array(256),
    memberSeats: new Int32Array(256),
    memberSeconds: new Float64Array(256),
    weights: new Int32Array(256),
    bonuses: new Float64Array(256),
    turns: new Float64Array(256),
    codes: new Int32Array(0),
    seconds: new Float64Array(0),
    sitting: new Int32Array(0),
    blocks: createPool(BLOCK_INTS, BLOCK_EMPTY, 1),
    freeRuns: [],
    groups: new Int32Array(0),
    groupReals: new Float64Array(0),
    groupCount: 0,
    weightedGroups: 0,
    reservingGroups: 0,
    fitCounts: new Int32Array(0),
    heads: new Int32Array(0),
    masks: new Int32Array(0),
    slopeRanks: new Uint8Array(0),
    slopeClasses: new Int32Array(0),
    rings,
    ringReals: new Float64Array(rings.buffer),
    costs: [],
    fitByRoom: new Uint8Array(1),
    requirements: [new Map()],
    requirementByKey: new Map([["", 0]]),
    proficiency: new Uint8Array(0),
    proficiencyStride: 8,
    sheets: [],
    onlineMemo: new Map(),
    items: createPool(ITEM_INTS, ITEM_NEXT_FREE, 256),
    exclusions: createPool(EXCLUSION_INTS, 1, 16),
    shelves: createPool(SHELF_INTS, SHELF_NEXT, 16),
    shelfTable: new Int32Array(64).fill(NONE),
    shelfTableCount: 0,
    guides: createPool(GUIDE_INTS, GUIDE_NEXT, 16),
    coin: 0x2545f491,
    work: { item: NONE, group: NONE, index: 0 },
  };
}

export function agentSlot(r: Routing, handle: number): number {
  const slot = handle & (AGENTS_MAX - 1);
  const record = slot * AGENT_INTS;
  if (
    r.agents.ints[record + AGENT_GENERATION] !== handle >>> AGENT_SLOT_BITS ||
    r.agents.ints[record + AVAILABLE] < 0
  ) throw new Error(`agent handle ${handle} is stale`);
  return slot;
}

export function agentHandle(r: Routing, slot: number): number {
  return slot | (r.agents.ints[slot * AGENT_INTS + AGENT_GENERATION] << AGENT_SLOT_BITS);
}

/** Generations wrap: a handle is only ever compared with a slot's present one. */
export function nextAgentGeneration(generation: number): number {
  return (generation + 1) & ((1 << (31 - AGENT_SLOT_BITS)) - 1);
}

export function itemSlot(r: Routing, handle: ItemHandle): number {
  const slot = handle & (ITEMS_MAX - 1);
  const record = slot * ITEM_INTS;
  if (
    r.items.ints[record + ITEM_GENERATION] !== handle >>> ITEM_SLOT_BITS ||
    r.items.ints[record + ITEM_GONE] < 0
  ) throw new Error(`item handle ${handle} is stale`);
  return slot;
}

/** A small number that is the item's alone while it lives. */
export function slotOfItem(handle: ItemHandle): number {
  return handle & (ITEMS_MAX - 1);
}

export function itemHandle(r: Routing, slot: number): ItemHandle {
  return slot | (r.items.ints[slot * ITEM_INTS + ITEM_GENERATION] << ITEM_SLOT_BITS);
}

export function nextItemGeneration(generation: number): number {
  return (generation + 1) & ((1 << (31 - ITEM_SLOT_BITS)) - 1);
}

export function checkGroup(r: Routing, group: number): void {
  if (!(group >= 0 && group < r.groupCount) || r.groups[group * GROUP_INTS] === 0) {
    throw new Error(`group ${group} is unknown`);
  }
}

/** The agent's member in the group, or NONE. */
export function memberOf(r: Routing, agent: number, group: number): number {
  const record = agent * AGENT_INTS;
  const from = r.agents.ints[record + MEMBERS_FROM];
  const until = from + r.agents.ints[record + MEMBERS_COUNT];
  const members = r.members.ints;
  for (let member = from; member < until; member++) {
    if (members[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS === group) return member;
  }
  return NONE;
}

/** May receive new work: available, a unit and a window free, nothing reserved. */
export function isOpen(agents: Int32Array, record: number): boolean {
  return agents[record + AVAILABLE] === 1 &&
    agents[record + USED] < agents[record + CAPACITY] &&
    agents[record + WINDOWS] < agents[record + WINDOW_CAP] &&
    agents[record + RESERVED_ITEM] === NONE;
}

/**
 * The index: which open members of a group come first, with a look at a few of them.
 *
 * What the order asks for stands in two numbers, a key and a second key, then the agent's number
 * decides. Beside the key stands the fit class of the agent, which counts the known costs that fit
 * into its room: "has room for this cost" is "stands in class n or above".
 *
 *   shape      strategy        key             second key      kept in
 *   OCCUPANCY  leastOccupied   used/capacity   idleSince       lists (lists.ts)
 *   IDLE       longestIdle     0               idleSince       lists
 *   WEIGHT     weighted        weight          minus account   lists
 *   RING       roundRobin      0               number          seats (seats.ts), in this order
 *   SCORE      scored          used/capacity   idleSince       seats
 *   SKILL      mostSkilled     used/capacity   idleSince       seats
 *
 * Where the first of a list is the answer, lists are quickest. Where many have to be looked at, it
 * is seats side by side: what a block knows of its sixteen is a bound. No open seat of it comes
 * before (key, second key), none has a lower second key than the least, none is of a class whose
 * bit is clear. An update moves bounds down and sets bits; the next look into the block makes them
 * exact. A look is needed only where the bound comes before the best so far.
 *
 * used/capacity is a whole number of 2^-27. Two different ratios of capacities below `EXACT_MAX`
 * differ by more than that; with larger ones the ratios themselves are compared.
 */
import { fitClass } from "./costs.ts";
import * as at from "./layout.ts";
import { bucketOf, isListed, leaveList, listAt, stand } from "./lists.ts";
import { isOpen, type Routing } from "./routing.ts";

const {
  AGENT_FIT,
  AGENT_INTS,
  AGENT_REALS,
  BLOCK_BITS,
  BLOCK_FIRST,
  BLOCK_FITS,
  BLOCK_INTS,
  BLOCK_KEY,
  BLOCK_LEAST_REAL,
  BLOCK_REALS,
  BLOCK_SECOND_REAL,
  CAPACITY,
  CLOSED,
  FITS,
  FIT_BITS,
  FIT_CLASSES,
  GROUP_INTS,
  IDLE_SINCE_REAL,
  LIST_BITS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  NUMBER,
  SHAPE,
  USED,
} = at;

/** Those up to WEIGHT are kept in lists. */
export const OCCUPANCY = 0;
export const IDLE = 1;
export const WEIGHT = 2;
export const RING = 3;
export const SCORE = 4;
export const SKILL = 5;

/** Bits of a ratio in a key. */
export const KEY_BITS = 27;
export const KEY_SCALE = 2 ** KEY_BITS;
/** Below the square root of `KEY_SCALE`. */
export const EXACT_MAX = 11_585;

/** Marks an agent whose load, terms or account just changed; its seats follow later. */
export function touch(r: Routing, agent: number): void {
  if (r.unsettled === agent) return;
  settle(r);
  r.unsettled = agent;
}

/** Brings the index up to date: called before every read of it. */
export function settle(r: Routing): void {
  const agent = r.unsettled;
  if (agent === NONE) return;
  r.unsettled = NONE;
  reindex(r, agent);
}

export function reindex(r: Routing, agent: number): void {
  const agents = r.agents.ints;
  const record = agent * AGENT_INTS;
  const capacity = agents[record + CAPACITY];
  const used = agents[record + USED];
  const fit = isOpen(agents, record) ? fitClass(r, capacity - used) : 0;
  if (fit === 0) {
    withdraw(r, agent);
    return;
  }
  const before = agents[record + AGENT_FIT];
  agents[record + AGENT_FIT] = fit;
  if (capacity > r.capacityMax) r.capacityMax = capacity;
  const occupancy = (used / capacity * KEY_SCALE) | 0;
  const code = (occupancy << FIT_BITS) | fit;
  const idleSince = r.agents.reals[agent * AGENT_REALS + IDLE_SINCE_REAL];
  const members = r.members.ints;
  const from = agents[record + MEMBERS_FROM];
  const until = from + agents[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    const group = members[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
    const shape = r.groups[group * GROUP_INTS + SHAPE];
    if (shape === OCCUPANCY) {
      stand(r, member, listAt(group, fit, bucketOf(occupancy)), code, idleSince);
    } else if (shape === IDLE) {
      stand(r, member, listAt(group, fit, 0), fit, idleSince);
    } else if (shape === WEIGHT) {
      const weight = r.weights[member];
      const own = (weight << FIT_BITS) | fit;
      stand(r, member, listAt(group, fit, weight), own, -r.turns[member]);
    } else {
      const seat = r.memberSeats[member];
      if (shape === RING) sit(r, seat, 0, fit, agents[record + NUMBER]);
      else sit(r, seat, occupancy, fit, idleSince);
    }
    if (before === fit) continue;
    if (before !== 0) countFit(r, group, before, -1);
    countFit(r, group, fit, 1);
  }
}

/** Closes the agent's seats. */
export function withdraw(r: Routing, agent: number): void {
  const agents = r.agents.ints;
  const record = agent * AGENT_INTS;
  const before = agents[record + AGENT_FIT];
  if (before === 0) return;
  agents[record + AGENT_FIT] = 0;
  const from = agents[record + MEMBERS_FROM];
  const until = from + agents[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    const group = r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
    const shape = r.groups[group * GROUP_INTS + SHAPE];
    if (isListed(shape)) {
      leaveList(r, member);
    } else {
      r.codes[r.memberSeats[member]] = CLOSED;
    }
    countFit(r, group, before, -1);
  }
}

/** Sits down, and tells the block. */
function sit(r: Routing, seat: number, key: number, fit: number, second: number): void {
  r.codes[seat] = (key << FIT_BITS) | fit;
  r.seconds[seat] = second;
  const block = seat >> BLOCK_BITS;
  const blocks = r.blocks.ints;
  const reals = r.blocks.reals;
  const own = block * BLOCK_INTS;
  const real = block * BLOCK_REALS;
  blocks[own + BLOCK_FITS] |= 1 << fit;
  const bound = blocks[own + BLOCK_KEY];
  if (key <= bound) {
    const ahead = key < bound ? -1 : second - reals[real + BLOCK_SECOND_REAL];
    if (ahead < 0) {
      blocks[own + BLOCK_KEY] = key;
      reals[real + BLOCK_SECOND_REAL] = second;
      blocks[own + BLOCK_FIRST] = seat;
    } else if (ahead === 0 && blocks[own + BLOCK_FIRST] !== seat) {
      // Two stand alike: their numbers decide, at the next look.
      blocks[own + BLOCK_FIRST] = NONE;
    }
  }
  if (second < reals[real + BLOCK_LEAST_REAL]) reals[real + BLOCK_LEAST_REAL] = second;
}

/** Whether equal keys are equal ratios. */
export function isExact(r: Routing): boolean {
  return r.capacityMax <= EXACT_MAX;
}

/** Exact order of two open seats of one group. */
export function precedes(r: Routing, a: number, b: number): boolean {
  const keyA = r.codes[a] >> FIT_BITS;
  const keyB = r.codes[b] >> FIT_BITS;
  if (keyA !== keyB) return keyA < keyB;
  if (!isExact(r) && hasRatios(r.groups[groupAt(r, a) * GROUP_INTS + SHAPE])) {
    const ratioA = ratioAt(r, a);
    const ratioB = ratioAt(r, b);
    if (ratioA !== ratioB) return ratioA < ratioB;
  }
  const secondA = r.seconds[a];
  const secondB = r.seconds[b];
  return secondA !== secondB ? secondA < secondB : numberAt(r, a) < numberAt(r, b);
}

function hasRatios(shape: number): boolean {
  return shape === OCCUPANCY || shape >= SCORE;
}

function groupAt(r: Routing, seat: number): number {
  const member = r.sitting[seat];
  return r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
}

export function agentAt(r: Routing, seat: number): number {
  const member = r.sitting[seat];
  return r.owners[member];
}

function numberAt(r: Routing, seat: number): number {
  return r.agents.ints[agentAt(r, seat) * AGENT_INTS + NUMBER];
}

/** used/capacity of who sits there. */
export function ratioAt(r: Routing, seat: number): number {
  const record = agentAt(r, seat) * AGENT_INTS;
  return r.agents.ints[record + USED] / r.agents.ints[record + CAPACITY];
}

function countFit(r: Routing, group: number, fit: number, by: number): void {
  const cell = group * FIT_CLASSES + fit;
  const count = r.fitCounts[cell] + by;
  r.fitCounts[cell] = count;
  if (count === 0) r.groups[group * GROUP_INTS + FITS] &= ~(1 << fit);
  else if (count === by) r.groups[group * GROUP_INTS + FITS] |= 1 << fit;
}

/** Bits of the fit classes from `fit` on in which the group has members. */
export function fitsFrom(r: Routing, group: number, fit: number): number {
  return r.groups[group * GROUP_INTS + FITS] & (-1 << fit);
}

export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

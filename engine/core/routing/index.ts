/**
 * The bucket index: which open members of a group come first, without looking at the others.
 *
 * A slot is (group, fit class, bucket). The fit class counts the known costs that fit into the
 * agent's room, so "has room for this cost" is "stands in one of the classes from n on". The
 * bucket is a coarse, monotone image of the order the strategy asks for; the members of a slot
 * hang in a circular list in exact order of (key, second key, agent number). Masks with a summary
 * word find the first occupied bucket of a class.
 *
 *   shape      strategies                         bucket            key          second key
 *   OCCUPANCY  leastOccupied, mostSkilled         used/capacity·128 used/capacity idleSince
 *   SCORE      scored                             used/capacity·128 used/capacity idleSince
 *   IDLE       longestIdle                        0                 idleSince
 *   RING       roundRobin                         number's top bits number
 *   WEIGHT     weighted                           weight            minus account
 *
 * used/capacity is exact as a key: two different ratios of units below 2^20 differ by more than a
 * rounding of a double, and equal ratios round alike.
 *
 * A member nearly always belongs at the end of its list, because its idleness has just begun; a
 * dormant flip, which leaves idleness alone, walks from both ends of one slot's list.
 */
import { fitClass } from "./costs.ts";
import * as at from "./layout.ts";
import { isOpen, type Routing } from "./routing.ts";

const {
  AGENT_INTS,
  AGENT_REALS,
  BUCKETS,
  BUCKET_BITS,
  CAPACITY,
  FIT_CLASSES,
  FITS,
  GROUP_INTS,
  GROUP_REALS,
  IDLE_SINCE_REAL,
  INDEXED,
  KEY_REAL,
  MASK_COUNT,
  MASK_INTS,
  MASK_SUMMARY,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_AGENT,
  MEMBER_INTS,
  MEMBER_NEXT,
  MEMBER_PREVIOUS,
  MEMBER_REALS,
  MEMBER_SLOT,
  NONE,
  NUMBER,
  OLDEST_REAL,
  SECOND_KEY_REAL,
  SHAPE,
  SLOT_BITS,
  USED,
} = at;

export const OCCUPANCY = 0;
export const IDLE = 1;
export const RING = 2;
export const WEIGHT = 3;
export const SCORE = 4;

/** Marks an agent whose load, terms or account just changed; its index entries follow later. */
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
  const from = agents[record + MEMBERS_FROM];
  const until = from + agents[record + MEMBERS_COUNT];
  const capacity = agents[record + CAPACITY];
  const used = agents[record + USED];
  const fit = isOpen(agents, record) ? fitClass(r, capacity - used) : 0;
  if (fit === 0) {
    if (agents[record + INDEXED] === 0) return;
    agents[record + INDEXED] = 0;
    for (let member = from; member < until; member++) unlink(r, member);
    return;
  }
  agents[record + INDEXED] = 1;
  const ratio = used / capacity;
  const idleSince = r.agents.reals[agent * AGENT_REALS + IDLE_SINCE_REAL];
  const number = agents[record + NUMBER];
  for (let member = from; member < until; member++) {
    const group = r.members.ints[member * MEMBER_INTS + MEMBER_SLOT] >>> SLOT_BITS;
    const slot = (group << SLOT_BITS) | (fit << BUCKET_BITS);
    switch (r.groups[group * GROUP_INTS + SHAPE]) {
      case OCCUPANCY:
        link(r, member, slot | (ratio * BUCKETS), ratio, idleSince);
        break;
      case SCORE:
        link(r, member, slot | (ratio * BUCKETS), ratio, idleSince);
        if (idleSince < r.groupReals[group * GROUP_REALS + OLDEST_REAL]) {
          r.groupReals[group * GROUP_REALS + OLDEST_REAL] = idleSince;
        }
        break;
      case IDLE:
        link(r, member, slot, idleSince, 0);
        break;
      case RING:
        link(r, member, slot | ringBucket(r, number), number, 0);
        break;
      default:
        link(r, member, slot | r.weights[member], -r.turns[member], 0);
    }
  }
}

export function ringBucket(r: Routing, number: number): number {
  return number >>> (r.numberBits - BUCKET_BITS);
}

/** Puts the member into the slot at its place; does nothing when it already stands there. */
function link(r: Routing, member: number, slot: number, key: number, second: number): void {
  const members = r.members.ints;
  const reals = r.members.reals;
  const record = member * MEMBER_INTS;
  const real = member * MEMBER_REALS;
  const before = members[record + MEMBER_SLOT];
  if (members[record + MEMBER_NEXT] !== NONE) {
    if (
      before === slot && reals[real + KEY_REAL] === key && reals[real + SECOND_KEY_REAL] === second
    ) {
      return;
    }
    detach(r, members, member, before);
    if ((before ^ slot) >>> BUCKET_BITS !== 0) {
      countFit(r, before, -1);
      countFit(r, slot, 1);
    }
  } else {
    countFit(r, slot, 1);
  }
  members[record + MEMBER_SLOT] = slot;
  reals[real + KEY_REAL] = key;
  reals[real + SECOND_KEY_REAL] = second;
  const head = r.heads[slot];
  if (head === NONE) {
    members[record + MEMBER_NEXT] = member;
    members[record + MEMBER_PREVIOUS] = member;
    r.heads[slot] = member;
    raiseBit(r, slot);
    return;
  }
  const tail = members[head * MEMBER_INTS + MEMBER_PREVIOUS];
  let leader = tail;
  let follower = head;
  const tailKey = reals[tail * MEMBER_REALS + KEY_REAL];
  if (
    tailKey > key || (tailKey === key && reals[tail * MEMBER_REALS + SECOND_KEY_REAL] >= second)
  ) {
    if (precedes(r, member, tail)) {
      follower = followerOf(r, member, head, tail);
      leader = members[follower * MEMBER_INTS + MEMBER_PREVIOUS];
      if (follower === head) r.heads[slot] = member;
    }
  }
  members[record + MEMBER_NEXT] = follower;
  members[record + MEMBER_PREVIOUS] = leader;
  members[leader * MEMBER_INTS + MEMBER_NEXT] = member;
  members[follower * MEMBER_INTS + MEMBER_PREVIOUS] = member;
}

/** The first one of the list that the member precedes (it precedes the tail), from both ends. */
function followerOf(r: Routing, member: number, head: number, tail: number): number {
  const members = r.members.ints;
  let front = head;
  let back = tail;
  for (;;) {
    if (precedes(r, member, front)) return front;
    front = members[front * MEMBER_INTS + MEMBER_NEXT];
    const before = members[back * MEMBER_INTS + MEMBER_PREVIOUS];
    if (precedes(r, before, member)) return back;
    back = before;
  }
}

/** Exact order of members within one shape. */
export function precedes(r: Routing, a: number, b: number): boolean {
  const reals = r.members.reals;
  const realA = a * MEMBER_REALS;
  const realB = b * MEMBER_REALS;
  const keyA = reals[realA + KEY_REAL];
  const keyB = reals[realB + KEY_REAL];
  if (keyA !== keyB) return keyA < keyB;
  const secondA = reals[realA + SECOND_KEY_REAL];
  const secondB = reals[realB + SECOND_KEY_REAL];
  if (secondA !== secondB) return secondA < secondB;
  return numberOf(r, a) < numberOf(r, b);
}

/** The fit class the member stands in; NONE while it is not in the index. */
export function fitOf(r: Routing, member: number): number {
  const record = member * MEMBER_INTS;
  return r.members.ints[record + MEMBER_NEXT] === NONE
    ? NONE
    : (r.members.ints[record + MEMBER_SLOT] >>> BUCKET_BITS) & (FIT_CLASSES - 1);
}

export function numberOf(r: Routing, member: number): number {
  const agent = r.members.ints[member * MEMBER_INTS + MEMBER_AGENT];
  return r.agents.ints[agent * AGENT_INTS + NUMBER];
}

export function unlink(r: Routing, member: number): void {
  const members = r.members.ints;
  const record = member * MEMBER_INTS;
  if (members[record + MEMBER_NEXT] === NONE) return;
  const slot = members[record + MEMBER_SLOT];
  detach(r, members, member, slot);
  countFit(r, slot, -1);
  members[record + MEMBER_NEXT] = NONE;
}

function detach(r: Routing, members: Int32Array, member: number, slot: number): void {
  const record = member * MEMBER_INTS;
  const next = members[record + MEMBER_NEXT];
  if (next === member) {
    r.heads[slot] = NONE;
    lowerBit(r, slot);
    return;
  }
  const previous = members[record + MEMBER_PREVIOUS];
  members[previous * MEMBER_INTS + MEMBER_NEXT] = next;
  members[next * MEMBER_INTS + MEMBER_PREVIOUS] = previous;
  if (r.heads[slot] === member) r.heads[slot] = next;
}

/** First integer of a slot's (group, fit class) in the masks. */
function maskOf(slot: number): number {
  return (slot >>> BUCKET_BITS) * MASK_INTS;
}

function countFit(r: Routing, slot: number, by: number): void {
  const cell = maskOf(slot) + MASK_COUNT;
  const count = r.masks[cell] + by;
  r.masks[cell] = count;
  const fits = (slot >>> SLOT_BITS) * GROUP_INTS + FITS;
  const bit = 1 << ((slot >>> BUCKET_BITS) & (FIT_CLASSES - 1));
  if (count === 0) r.groups[fits] &= ~bit;
  else if (count === by) r.groups[fits] |= bit;
}

function raiseBit(r: Routing, slot: number): void {
  const mask = maskOf(slot);
  const word = (slot >>> 5) & 3;
  r.masks[mask + word] |= 1 << (slot & 31);
  r.masks[mask + MASK_SUMMARY] |= 1 << word;
}

function lowerBit(r: Routing, slot: number): void {
  const mask = maskOf(slot);
  const word = (slot >>> 5) & 3;
  const bits = r.masks[mask + word] & ~(1 << (slot & 31));
  r.masks[mask + word] = bits;
  if (bits === 0) r.masks[mask + MASK_SUMMARY] &= ~(1 << word);
}

/** Bits of the fit classes from `fit` on in which the group has members. */
export function fitsFrom(r: Routing, group: number, fit: number): number {
  return r.groups[group * GROUP_INTS + FITS] & (-1 << fit);
}

/** The first occupied bucket ≥ `from` of a (group, fit class), or NONE. */
export function bucketFrom(r: Routing, group: number, fit: number, from: number): number {
  const mask = (group * FIT_CLASSES + fit) * MASK_INTS;
  if (from >= BUCKETS) return NONE;
  const word = from >>> 5;
  const bits = r.masks[mask + word] & (-1 << (from & 31));
  if (bits !== 0) return word * 32 + lowestBit(bits);
  const words = r.masks[mask + MASK_SUMMARY] & (-2 << word);
  if (words === 0) return NONE;
  const later = lowestBit(words);
  return later * 32 + lowestBit(r.masks[mask + later]);
}

export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

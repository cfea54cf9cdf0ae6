/**
 * Lists of open members in exact order, for leastOccupied, longestIdle and weighted: there the first
 * of a list is all that is asked for.
 *
 * A list is of one (group, fit class, bucket); the bucket is a coarse image of the key: the top bits
 * of the ratio, or the weight. Masks with a summary word find the first occupied bucket of a class.
 * A member nearly always belongs at the end of its list, because its idleness has just begun; a dormant
 * flip, which leaves idleness alone, walks from both ends.
 */
import { EXACT_MAX, isExact, KEY_BITS, OCCUPANCY, WEIGHT } from "./index.ts";
import * as at from "./layout.ts";
import type { Routing } from "./routing.ts";

const {
  AGENT_INTS,
  BUCKETS,
  BUCKET_BITS,
  CAPACITY,
  CLOSED,
  FIT_BITS,
  FIT_CLASSES,
  GROUP_INTS,
  LIST_BITS,
  MASK_INTS,
  MASK_SUMMARY,
  MEMBER_CODE,
  MEMBER_INTS,
  MEMBER_LIST,
  MEMBER_NEXT,
  MEMBER_PREVIOUS,
  NONE,
  NUMBER,
  SHAPE,
  USED,
} = at;

export function isListed(shape: number): boolean {
  return shape <= WEIGHT;
}

export function listAt(group: number, fit: number, bucket: number): number {
  return (group << LIST_BITS) | (fit << BUCKET_BITS) | bucket;
}

/** The list of those of a ratio, as keys have it. */
export function bucketOf(key: number): number {
  return key >> (KEY_BITS - BUCKET_BITS);
}

/** Puts the member where it belongs; nothing happens when it stands there already. */
export function stand(
  r: Routing,
  member: number,
  list: number,
  code: number,
  second: number,
): void {
  const members = r.members.ints;
  const own = member * MEMBER_INTS;
  if (members[own + MEMBER_CODE] !== CLOSED) {
    if (members[own + MEMBER_CODE] === code && r.memberSeconds[member] === second) return;
    detach(r, members, member);
  }
  members[own + MEMBER_LIST] = list;
  members[own + MEMBER_CODE] = code;
  r.memberSeconds[member] = second;
  const head = r.heads[list];
  if (head === NONE) {
    members[own + MEMBER_NEXT] = member;
    members[own + MEMBER_PREVIOUS] = member;
    r.heads[list] = member;
    raiseBit(r, list);
    return;
  }
  const tail = members[head * MEMBER_INTS + MEMBER_PREVIOUS];
  let leader = tail;
  let follower = head;
  const last = members[tail * MEMBER_INTS + MEMBER_CODE];
  if (
    code < last || r.capacityMax > EXACT_MAX ||
    (code === last && second <= r.memberSeconds[tail])
  ) {
    if (precedesInList(r, member, tail)) {
      follower = followerOf(r, member, head, tail);
      leader = members[follower * MEMBER_INTS + MEMBER_PREVIOUS];
      if (follower === head) r.heads[list] = member;
    }
  }
  members[own + MEMBER_NEXT] = follower;
  members[own + MEMBER_PREVIOUS] = leader;
  members[leader * MEMBER_INTS + MEMBER_NEXT] = member;
  members[follower * MEMBER_INTS + MEMBER_PREVIOUS] = member;
}

/** The first one of the list that the member precedes (it precedes the tail), from both ends. */
function followerOf(r: Routing, member: number, head: number, tail: number): number {
  let front = head;
  let back = tail;
  for (;;) {
    if (precedesInList(r, member, front)) return front;
    front = r.members.ints[front * MEMBER_INTS + MEMBER_NEXT];
    const before = r.members.ints[back * MEMBER_INTS + MEMBER_PREVIOUS];
    if (precedesInList(r, before, member)) return back;
    back = before;
  }
}

/** Leaves its list. */
export function leaveList(r: Routing, member: number): void {
  const members = r.members.ints;
  detach(r, members, member);
  members[member * MEMBER_INTS + MEMBER_CODE] = CLOSED;
}

function detach(r: Routing, members: Int32Array, member: number): void {
  const list = members[member * MEMBER_INTS + MEMBER_LIST];
  const next = members[member * MEMBER_INTS + MEMBER_NEXT];
  if (next === member) {
    r.heads[list] = NONE;
    lowerBit(r, list);
    return;
  }
  const previous = members[member * MEMBER_INTS + MEMBER_PREVIOUS];
  members[previous * MEMBER_INTS + MEMBER_NEXT] = next;
  members[next * MEMBER_INTS + MEMBER_PREVIOUS] = previous;
  if (r.heads[list] === member) r.heads[list] = next;
}

function maskOf(list: number): number {
  return (list >>> BUCKET_BITS) * MASK_INTS;
}

function raiseBit(r: Routing, list: number): void {
  const mask = maskOf(list);
  const word = (list >>> 5) & 3;
  r.masks[mask + word] |= 1 << (list & 31);
  r.masks[mask + MASK_SUMMARY] |= 1 << word;
}

function lowerBit(r: Routing, list: number): void {
  const mask = maskOf(list);
  const word = (list >>> 5) & 3;
  const bits = r.masks[mask + word] & ~(1 << (list & 31));
  r.masks[mask + word] = bits;
  if (bits === 0) r.masks[mask + MASK_SUMMARY] &= ~(1 << word);
}

/** The first occupied bucket ≥ `from` of a (group, fit class), or NONE. */
export function bucketFrom(r: Routing, group: number, fit: number, from: number): number {
  const mask = (group * FIT_CLASSES + fit) * MASK_INTS;
  if (from >= BUCKETS) return NONE;
  const word = from >>> 5;
  const bits = r.masks[mask + word] & (-1 << (from & 31));
  if (bits !== 0) return word * 32 + 31 - Math.clz32(bits & -bits);
  const words = r.masks[mask + MASK_SUMMARY] & (-2 << word);
  if (words === 0) return NONE;
  const later = 31 - Math.clz32(words & -words);
  const first = r.masks[mask + later];
  return later * 32 + 31 - Math.clz32(first & -first);
}

function shapeOf(r: Routing, member: number): number {
  return r
    .groups[
      (r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS) * GROUP_INTS + SHAPE
    ];
}

/** Exact order of two open members of one group. */
export function precedesInList(r: Routing, a: number, b: number): boolean {
  const members = r.members.ints;
  const keyA = members[a * MEMBER_INTS + MEMBER_CODE] >> FIT_BITS;
  const keyB = members[b * MEMBER_INTS + MEMBER_CODE] >> FIT_BITS;
  if (keyA !== keyB) return keyA < keyB;
  if (!isExact(r) && shapeOf(r, a) === OCCUPANCY) {
    const ahead = ratioOf(r, a) - ratioOf(r, b);
    if (ahead !== 0) return ahead < 0;
  }
  const secondA = r.memberSeconds[a];
  const secondB = r.memberSeconds[b];
  return secondA !== secondB ? secondA < secondB : numberOf(r, a) < numberOf(r, b);
}

/** used/capacity. */
function ratioOf(r: Routing, member: number): number {
  const agent = r.owners[member] * AGENT_INTS;
  return r.agents.ints[agent + USED] / r.agents.ints[agent + CAPACITY];
}

function numberOf(r: Routing, member: number): number {
  return r.agents.ints[r.owners[member] * AGENT_INTS + NUMBER];
}

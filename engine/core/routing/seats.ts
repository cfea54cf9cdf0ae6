/**
 * Where the members of a group stand in its index: seats side by side, in blocks of sixteen, in one
 * run of blocks per group that moves to a wider one when it is full. An update writes the seat and
 * what its block knows of it; nobody else's seat is touched.
 *
 * In a round-robin group seats stand in number order without gaps; in all others a member takes
 * whatever is empty.
 */
import { grownInts, grownReals, takeRun } from "./columns.ts";
import * as at from "./layout.ts";
import { RING } from "./index.ts";
import type { Routing } from "./routing.ts";

const {
  AGENT_INTS,
  BLOCK_BITS,
  BLOCK_COUNT,
  BLOCK_EMPTY,
  BLOCK_FIRST,
  BLOCK_FITS,
  BLOCK_INTS,
  BLOCK_KEY,
  BLOCK_LEAST_REAL,
  BLOCK_REALS,
  BLOCK_ROOM,
  BLOCK_SEATS,
  BLOCK_SECOND_REAL,
  CLOSED,
  FIRST_BLOCK,
  FIT_CLASSES,
  GROUP_INTS,
  LIST_BITS,
  MEMBERS_VERSION,
  MEMBER_COUNT,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  NUMBER,
  SHAPE,
} = at;

/** Any class may stand in the block: the next look finds out. */
const ANY_FIT = (1 << FIT_CLASSES) - 1;

/** The group's first seat; its last is before `seatsUntil`. Empty ones lie between. */
export function seatsFrom(r: Routing, group: number): number {
  return r.groups[group * GROUP_INTS + FIRST_BLOCK] << BLOCK_BITS;
}

export function seatsUntil(r: Routing, group: number): number {
  return seatsFrom(r, group) + (r.groups[group * GROUP_INTS + BLOCK_COUNT] << BLOCK_BITS);
}

/** NONE when the seat is empty. */
export function memberAt(r: Routing, seat: number): number {
  return r.sitting[seat];
}

export function membersOf(r: Routing, group: number): number[] {
  const members: number[] = [];
  for (let seat = seatsFrom(r, group); seat < seatsUntil(r, group); seat++) {
    if (memberAt(r, seat) !== NONE) members.push(memberAt(r, seat));
  }
  return members;
}

/** Seats a member, closed. Seats of others may move. */
export function takeSeat(r: Routing, member: number): void {
  const record = member * MEMBER_INTS;
  const group = r.members.ints[record + MEMBER_LIST] >>> LIST_BITS;
  const ring = r.groups[group * GROUP_INTS + SHAPE] === RING;
  const seat = ring ? gapFor(r, group, member) : emptySeat(r, group);
  r.groups[group * GROUP_INTS + MEMBER_COUNT]++;
  r.groups[group * GROUP_INTS + MEMBERS_VERSION]++;
  r.codes[seat] = CLOSED;
  r.seconds[seat] = numberOf(r, member);
  seatAt(r, seat, member);
  r.blocks.ints[(seat >> BLOCK_BITS) * BLOCK_INTS + BLOCK_EMPTY]--;
}

/** The member's seat is closed already. */
export function leaveSeat(r: Routing, member: number): void {
  const record = member * MEMBER_INTS;
  const group = r.members.ints[record + MEMBER_LIST] >>> LIST_BITS;
  let seat = r.memberSeats[member];
  if (r.groups[group * GROUP_INTS + SHAPE] === RING) {
    const last = seatsFrom(r, group) + r.groups[group * GROUP_INTS + MEMBER_COUNT] - 1;
    for (; seat < last; seat++) moveSeat(r, seat + 1, seat);
  }
  r.sitting[seat] = NONE;
  r.codes[seat] = CLOSED;
  r.blocks.ints[(seat >> BLOCK_BITS) * BLOCK_INTS + BLOCK_EMPTY]++;
  r.groups[group * GROUP_INTS + MEMBER_COUNT]--;
  r.groups[group * GROUP_INTS + MEMBERS_VERSION]++;
}

/** The member is another record now. */
export function seatAt(r: Routing, seat: number, member: number): void {
  r.sitting[seat] = member;
  r.memberSeats[member] = seat;
}

/** Seats all members of a group anew, after its strategy has changed; all of them are closed. */
export function reseat(r: Routing, group: number): void {
  const members = membersOf(r, group);
  r.groups[group * GROUP_INTS + BLOCK_COUNT] = 0;
  r.groups[group * GROUP_INTS + MEMBER_COUNT] = 0;
  // In number order each joins a ring at its end.
  members.sort((a, b) => numberOf(r, a) - numberOf(r, b));
  for (const member of members) takeSeat(r, member);
}

/** The group has no members: its run of blocks is free for others. */
export function dropSeats(r: Routing, group: number): void {
  const record = group * GROUP_INTS;
  const room = r.groups[record + BLOCK_ROOM];
  if (room > 0) (r.freeRuns[Math.log2(room)] ??= []).push(r.groups[record + FIRST_BLOCK]);
  r.groups[record + FIRST_BLOCK] = 0;
  r.groups[record + BLOCK_COUNT] = 0;
  r.groups[record + BLOCK_ROOM] = 0;
}

function numberOf(r: Routing, member: number): number {
  const agent = r.owners[member];
  return r.agents.ints[agent * AGENT_INTS + NUMBER];
}

function emptySeat(r: Routing, group: number): number {
  const from = r.groups[group * GROUP_INTS + FIRST_BLOCK];
  let block = from + r.groups[group * GROUP_INTS + BLOCK_COUNT] - 1;
  while (block >= from && r.blocks.ints[block * BLOCK_INTS + BLOCK_EMPTY] === 0) block--;
  if (block < from) block = addBlock(r, group);
  let seat = block << BLOCK_BITS;
  while (r.sitting[seat] !== NONE) seat++;
  return seat;
}

/** Those with higher numbers move up by one. */
function gapFor(r: Routing, group: number, member: number): number {
  const count = r.groups[group * GROUP_INTS + MEMBER_COUNT];
  if (count === r.groups[group * GROUP_INTS + BLOCK_COUNT] << BLOCK_BITS) addBlock(r, group);
  const from = seatsFrom(r, group);
  const number = numberOf(r, member);
  let seat = from + count;
  while (seat > from && r.seconds[seat - 1] > number) {
    moveSeat(r, seat - 1, seat);
    seat--;
  }
  return seat;
}

function moveSeat(r: Routing, from: number, to: number): void {
  const codes = r.codes;
  codes[to] = codes[from];
  r.seconds[to] = r.seconds[from];
  seatAt(r, to, r.sitting[from]);
  r.blocks.ints[(to >> BLOCK_BITS) * BLOCK_INTS + BLOCK_FITS] = ANY_FIT;
}

/** The next block of the group's run, empty. */
function addBlock(r: Routing, group: number): number {
  const record = group * GROUP_INTS;
  const count = r.groups[record + BLOCK_COUNT];
  if (count === r.groups[record + BLOCK_ROOM]) widenRun(r, group);
  r.groups[record + BLOCK_COUNT] = count + 1;
  const block = r.groups[record + FIRST_BLOCK] + count;
  r.blocks.ints[block * BLOCK_INTS + BLOCK_KEY] = CLOSED;
  r.blocks.ints[block * BLOCK_INTS + BLOCK_FITS] = 0;
  r.blocks.ints[block * BLOCK_INTS + BLOCK_FIRST] = NONE;
  r.blocks.ints[block * BLOCK_INTS + BLOCK_EMPTY] = BLOCK_SEATS;
  r.blocks.reals[block * BLOCK_REALS + BLOCK_SECOND_REAL] = Infinity;
  r.blocks.reals[block * BLOCK_REALS + BLOCK_LEAST_REAL] = Infinity;
  for (let seat = block << BLOCK_BITS; seat < (block + 1) << BLOCK_BITS; seat++) {
    r.sitting[seat] = NONE;
    r.codes[seat] = CLOSED;
  }
  return block;
}

function widenRun(r: Routing, group: number): void {
  const record = group * GROUP_INTS;
  const count = r.groups[record + BLOCK_COUNT];
  const from = r.groups[record + FIRST_BLOCK];
  const room = Math.max(1, count * 2);
  const to = takeBlocks(r, room);
  for (const column of [r.codes, r.seconds, r.sitting]) {
    column.copyWithin(to << BLOCK_BITS, from << BLOCK_BITS, (from + count) << BLOCK_BITS);
  }
  r.blocks.ints.copyWithin(to * BLOCK_INTS, from * BLOCK_INTS, (from + count) * BLOCK_INTS);
  dropSeats(r, group);
  r.groups[record + FIRST_BLOCK] = to;
  r.groups[record + BLOCK_COUNT] = count;
  r.groups[record + BLOCK_ROOM] = room;
  for (let block = to; block < to + count; block++) {
    r.blocks.ints[block * BLOCK_INTS + BLOCK_FIRST] = NONE;
  }
  for (let seat = seatsFrom(r, group); seat < seatsUntil(r, group); seat++) {
    const member = memberAt(r, seat);
    if (member !== NONE) r.memberSeats[member] = seat;
  }
}

function takeBlocks(r: Routing, room: number): number {
  const free = r.freeRuns[Math.log2(room)]?.pop();
  if (free !== undefined) return free;
  const from = takeRun(r.blocks, room);
  const seats = r.blocks.used << BLOCK_BITS;
  r.codes = grownInts(r.codes, seats, CLOSED);
  r.seconds = grownReals(r.seconds, seats);
  r.sitting = grownInts(r.sitting, seats, NONE);
  return from;
}

/**
 * Who belongs to which group. An agent's members stand side by side in one block, because every
 * change of its load visits all of them; a group's members stand in its seats (seats.ts).
 */
import { type AgentHandle, type GroupHandle, type MembershipTerms } from "./door.ts";
import { grownInts, grownReals, takeRun } from "./columns.ts";
import { settle, touch, withdraw } from "./index.ts";
import * as at from "./layout.ts";
import { keepReservation } from "./reservations.ts";
import { agentSlot, checkGroup, isOpen, memberOf, type Routing } from "./routing.ts";
import { quantise } from "./groups.ts";
import { leaveSeat, seatAt, takeSeat } from "./seats.ts";
import { enterOrLeave, isWeighted } from "./turns.ts";

const {
  AGENT_INTS,
  AVAILABLE,
  CLOSED,
  GROUP_INTS,
  LIST_BITS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBERS_ROOM,
  MEMBERS_VERSION,
  MEMBER_CODE,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  ONLINE,
  PRESENCE_VERSION,
} = at;

const BLOCK_START = 4;
const WEIGHT_MAX = 100;

/** Joins the group, or changes the terms of a member. A new member's account is 0. */
export function setMembership(
  r: Routing,
  agent: AgentHandle,
  group: GroupHandle,
  terms: MembershipTerms,
): void {
  const slot = agentSlot(r, agent);
  checkGroup(r, group);
  const weight = terms.weight;
  if (!Number.isInteger(weight) || weight < 1 || weight > WEIGHT_MAX) {
    throw new Error(`weight ${weight} is not 1–${WEIGHT_MAX}`);
  }
  touch(r, slot);
  withdraw(r, slot);
  let member = memberOf(r, slot, group);
  const counted = isWeighted(r, group) && isOpen(r.agents.ints, slot * AGENT_INTS);
  if (member === NONE) {
    member = join(r, slot, group);
  } else {
    if (counted) enterOrLeave(r, member, group, -1);
    leaveSeat(r, member);
  }
  r.weights[member] = weight;
  r.bonuses[member] = quantise(terms.bonus);
  takeSeat(r, member);
  if (counted) enterOrLeave(r, member, group, 1);
}

export function dropMembership(r: Routing, agent: AgentHandle, group: GroupHandle): void {
  const slot = agentSlot(r, agent);
  const member = memberOf(r, slot, group);
  if (member === NONE) return;
  drop(r, slot, member);
  keepReservation(r, slot);
}

export function dropAllMemberships(r: Routing, agent: number): void {
  const record = agent * AGENT_INTS;
  while (r.agents.ints[record + MEMBERS_COUNT] > 0) {
    drop(r, agent, r.agents.ints[record + MEMBERS_FROM]);
  }
  const room = r.agents.ints[record + MEMBERS_ROOM];
  if (room > 0) freeBlock(r, r.agents.ints[record + MEMBERS_FROM], room);
  r.agents.ints[record + MEMBERS_FROM] = NONE;
  r.agents.ints[record + MEMBERS_ROOM] = 0;
}

/** What counts of members rest on has changed; `online` is added to each group's count. */
export function presenceChanged(r: Routing, agent: number, online: number): void {
  const record = agent * AGENT_INTS;
  const from = r.agents.ints[record + MEMBERS_FROM];
  const until = from + r.agents.ints[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    countPresence(r, groupOf(r, member), online);
  }
}

/** Who meets a requirement set may be others now. */
export function skillsChanged(r: Routing, agent: number): void {
  presenceChanged(r, agent, 0);
  const record = agent * AGENT_INTS;
  const from = r.agents.ints[record + MEMBERS_FROM];
  const until = from + r.agents.ints[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    r.groups[groupOf(r, member) * GROUP_INTS + MEMBERS_VERSION]++;
  }
}

function countPresence(r: Routing, group: number, online: number): void {
  r.groups[group * GROUP_INTS + ONLINE] += online;
  r.groups[group * GROUP_INTS + PRESENCE_VERSION]++;
}

function groupOf(r: Routing, member: number): number {
  return r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
}

function join(r: Routing, agent: number, group: number): number {
  const record = agent * AGENT_INTS;
  const count = r.agents.ints[record + MEMBERS_COUNT];
  if (count === r.agents.ints[record + MEMBERS_ROOM]) enlargeBlock(r, agent);
  const member = r.agents.ints[record + MEMBERS_FROM] + count;
  r.agents.ints[record + MEMBERS_COUNT] = count + 1;
  r.owners[member] = agent;
  r.members.ints[member * MEMBER_INTS + MEMBER_LIST] = group << LIST_BITS;
  r.members.ints[member * MEMBER_INTS + MEMBER_CODE] = CLOSED;
  r.turns[member] = 0;
  countPresence(r, group, r.agents.ints[record + AVAILABLE]);
  return member;
}

/** Leaves index, accounts and seat; the block's last member moves into the gap. */
function drop(r: Routing, agent: number, member: number): void {
  const record = agent * AGENT_INTS;
  const group = groupOf(r, member);
  settle(r);
  withdraw(r, agent);
  if (isWeighted(r, group) && isOpen(r.agents.ints, record)) enterOrLeave(r, member, group, -1);
  leaveSeat(r, member);
  countPresence(r, group, -r.agents.ints[record + AVAILABLE]);
  const count = --r.agents.ints[record + MEMBERS_COUNT];
  const last = r.agents.ints[record + MEMBERS_FROM] + count;
  if (last !== member) move(r, last, member);
  touch(r, agent);
}

/** Carries a member to another record of the same agent; it stands in no list. */
function move(r: Routing, from: number, to: number): void {
  const record = from * MEMBER_INTS;
  r.members.ints.copyWithin(to * MEMBER_INTS, record, record + MEMBER_INTS);
  r.owners[to] = r.owners[from];
  seatAt(r, r.memberSeats[from], to);
  r.weights[to] = r.weights[from];
  r.bonuses[to] = r.bonuses[from];
  r.turns[to] = r.turns[from];
}

function enlargeBlock(r: Routing, agent: number): void {
  const record = agent * AGENT_INTS;
  const room = r.agents.ints[record + MEMBERS_ROOM];
  const from = r.agents.ints[record + MEMBERS_FROM];
  const wider = Math.max(BLOCK_START, room * 2);
  const to = takeBlock(r, wider);
  for (let n = 0; n < room; n++) move(r, from + n, to + n);
  if (room > 0) freeBlock(r, from, room);
  r.agents.ints[record + MEMBERS_FROM] = to;
  r.agents.ints[record + MEMBERS_ROOM] = wider;
}

function takeBlock(r: Routing, room: number): number {
  const free = r.freeBlocks[Math.log2(room)]?.pop();
  if (free !== undefined) return free;
  const from = takeRun(r.members, room);
  r.owners = grownInts(r.owners, r.members.used, NONE);
  r.memberSeats = grownInts(r.memberSeats, r.members.used, NONE);
  r.memberSeconds = grownReals(r.memberSeconds, r.members.used);
  r.weights = grownInts(r.weights, r.members.used, 0);
  r.bonuses = grownReals(r.bonuses, r.members.used);
  r.turns = grownReals(r.turns, r.members.used);
  return from;
}

function freeBlock(r: Routing, from: number, room: number): void {
  (r.freeBlocks[Math.log2(room)] ??= []).push(from);
}

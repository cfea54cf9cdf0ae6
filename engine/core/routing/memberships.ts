/**
 * Who belongs to which group. An agent's members stand side by side in one block, because every
 * change of its load visits all of them; a group's members are chained for the rare walks.
 */
import { type AgentHandle, type GroupHandle, type MembershipTerms } from "./door.ts";
import { grownInts, grownReals, takeRun } from "./columns.ts";
import { settle, touch, unlink } from "./index.ts";
import * as at from "./layout.ts";
import { keepReservation } from "./reservations.ts";
import { agentSlot, checkGroup, isOpen, memberOf, type Routing } from "./routing.ts";
import { quantise } from "./groups.ts";
import { enterOrLeave, isWeighted } from "./turns.ts";

const {
  AGENT_INTS,
  AVAILABLE,
  FIRST_MEMBER,
  GROUP_INTS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBERS_ROOM,
  MEMBER_AGENT,
  MEMBER_COUNT,
  MEMBER_INTS,
  MEMBER_NEXT,
  MEMBER_SLOT,
  NONE,
  ONLINE,
  MEMBERS_VERSION,
  PRESENCE_VERSION,
  SLOT_BITS,
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
  let member = memberOf(r, slot, group);
  const counted = isWeighted(r, group) && isOpen(r.agents.ints, slot * AGENT_INTS);
  if (member === NONE) member = join(r, slot, group);
  else if (counted) enterOrLeave(r, member, group, -1);
  r.weights[member] = weight;
  r.bonuses[member] = quantise(terms.bonus);
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
    countPresence(r, r.members.ints[slotAt(member)] >>> SLOT_BITS, online);
  }
}

/** Who meets a requirement set may be others now. */
export function skillsChanged(r: Routing, agent: number): void {
  presenceChanged(r, agent, 0);
  const record = agent * AGENT_INTS;
  const from = r.agents.ints[record + MEMBERS_FROM];
  const until = from + r.agents.ints[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    r.groups[(r.members.ints[slotAt(member)] >>> SLOT_BITS) * GROUP_INTS + MEMBERS_VERSION]++;
  }
}

function countPresence(r: Routing, group: number, online: number): void {
  r.groups[group * GROUP_INTS + ONLINE] += online;
  r.groups[group * GROUP_INTS + PRESENCE_VERSION]++;
}

function slotAt(member: number): number {
  return member * MEMBER_INTS + MEMBER_SLOT;
}

function join(r: Routing, agent: number, group: number): number {
  const record = agent * AGENT_INTS;
  const count = r.agents.ints[record + MEMBERS_COUNT];
  if (count === r.agents.ints[record + MEMBERS_ROOM]) enlargeBlock(r, agent);
  const member = r.agents.ints[record + MEMBERS_FROM] + count;
  r.agents.ints[record + MEMBERS_COUNT] = count + 1;
  const members = r.members.ints;
  members[member * MEMBER_INTS + MEMBER_AGENT] = agent;
  members[member * MEMBER_INTS + MEMBER_NEXT] = NONE;
  members[slotAt(member)] = group << SLOT_BITS;
  r.turns[member] = 0;
  chain(r, member, group);
  countPresence(r, group, r.agents.ints[record + AVAILABLE]);
  return member;
}

/** Leaves index, accounts and chain; the block's last member moves into the gap. */
function drop(r: Routing, agent: number, member: number): void {
  const record = agent * AGENT_INTS;
  const group = r.members.ints[slotAt(member)] >>> SLOT_BITS;
  settle(r);
  unlink(r, member);
  if (isWeighted(r, group) && isOpen(r.agents.ints, record)) enterOrLeave(r, member, group, -1);
  unchain(r, member, group);
  countPresence(r, group, -r.agents.ints[record + AVAILABLE]);
  const count = --r.agents.ints[record + MEMBERS_COUNT];
  const last = r.agents.ints[record + MEMBERS_FROM] + count;
  if (last !== member) move(r, last, member);
  touch(r, agent);
}

/** Carries a member to another record of the same agent; it comes back into the index later. */
function move(r: Routing, from: number, to: number): void {
  const group = r.members.ints[slotAt(from)] >>> SLOT_BITS;
  unlink(r, from);
  unchain(r, from, group);
  const record = to * MEMBER_INTS;
  r.members.ints[record + MEMBER_AGENT] = r.members.ints[from * MEMBER_INTS + MEMBER_AGENT];
  r.members.ints[record + MEMBER_NEXT] = NONE;
  r.members.ints[record + MEMBER_SLOT] = group << SLOT_BITS;
  r.weights[to] = r.weights[from];
  r.bonuses[to] = r.bonuses[from];
  r.turns[to] = r.turns[from];
  chain(r, to, group);
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
  const size = r.members.used;
  r.groupNext = grownInts(r.groupNext, size, 0);
  r.groupPrevious = grownInts(r.groupPrevious, size, 0);
  r.weights = grownInts(r.weights, size, 0);
  r.bonuses = grownReals(r.bonuses, size);
  r.turns = grownReals(r.turns, size);
  return from;
}

function freeBlock(r: Routing, from: number, room: number): void {
  (r.freeBlocks[Math.log2(room)] ??= []).push(from);
}

function chain(r: Routing, member: number, group: number): void {
  const record = group * GROUP_INTS;
  const first = r.groups[record + FIRST_MEMBER];
  r.groupNext[member] = first;
  r.groupPrevious[member] = NONE;
  if (first !== NONE) r.groupPrevious[first] = member;
  r.groups[record + FIRST_MEMBER] = member;
  r.groups[record + MEMBER_COUNT]++;
  r.groups[record + MEMBERS_VERSION]++;
}

function unchain(r: Routing, member: number, group: number): void {
  const record = group * GROUP_INTS;
  const next = r.groupNext[member];
  const previous = r.groupPrevious[member];
  if (next !== NONE) r.groupPrevious[next] = previous;
  if (previous !== NONE) r.groupNext[previous] = next;
  else r.groups[record + FIRST_MEMBER] = next;
  r.groups[record + MEMBER_COUNT]--;
  r.groups[record + MEMBERS_VERSION]++;
}

/**
 * The agent for an item, by the group's strategy (routing.md, choosing the agent). Every function
 * here reads; candidates are members of the group in the fit classes that have room, so open,
 * connected and with a window free. What is left to ask of each is skills and exclusions.
 */
import { type AgentHandle, type AgentNeed, type GroupHandle } from "./door.ts";
import { STRATEGIES } from "../../contract/wire/states.ts";
import { fitClassFor, isKnownCost } from "./costs.ts";
import { fits } from "./fits.ts";
import {
  bucketFrom,
  fitsFrom,
  lowestBit,
  numberOf,
  precedes,
  ringBucket,
  settle,
} from "./index.ts";
import { isExcluded } from "./items.ts";
import * as at from "./layout.ts";
import { pickMostSkilled } from "./most_skilled.ts";
import { agentHandle, checkGroup, itemSlot, type Routing } from "./routing.ts";
import { pickScored } from "./scored.ts";

const {
  AGENT_INTS,
  BUCKET_BITS,
  CAPACITY,
  GROUP_INTS,
  GROUP_REALS,
  ITEM_EXCLUSION,
  ITEM_INTS,
  ITEM_RESERVED_AGENT,
  LAST_NUMBER,
  MEMBER_AGENT,
  MEMBER_INTS,
  MEMBER_NEXT,
  NONE,
  NO_REQUIREMENT,
  SLOT_BITS,
  STRATEGY,
  TURNS_REAL,
  USED,
} = at;

const ROUND_ROBIN = STRATEGIES.indexOf("roundRobin") + 1;
const WEIGHTED = STRATEGIES.indexOf("weighted") + 1;
const MOST_SKILLED = STRATEGIES.indexOf("mostSkilled") + 1;
const SCORED = STRATEGIES.indexOf("scored") + 1;

/** What is asked of a member beyond standing in a fit class; reused, see `pickAgent`. */
export interface Ask {
  requirement: number;
  /** First exclusion of the item, or NONE. */
  exclusion: number;
  /** Room to be looked at, 0 when the fit class answers for it. */
  room: number;
  /** Nothing is asked: the first of a list will do. */
  plain: boolean;
}

const ask: Ask = { requirement: 0, exclusion: NONE, room: 0, plain: true };

/** NONE when nobody fits. An item with reserved units gets them as soon as they suffice. */
export function pickAgent(r: Routing, group: GroupHandle, need: AgentNeed): AgentHandle {
  checkGroup(r, group);
  ask.requirement = need.requirement;
  ask.exclusion = NONE;
  if (need.item !== undefined) {
    const item = itemSlot(r, need.item) * ITEM_INTS;
    ask.exclusion = r.items.ints[item + ITEM_EXCLUSION];
    const reserved = r.items.ints[item + ITEM_RESERVED_AGENT];
    if (reserved !== NONE && fits(r, agentHandle(r, reserved), group, need)) {
      return agentHandle(r, reserved);
    }
  }
  settle(r);
  const fit = fitClassFor(r, need.cost);
  ask.room = isKnownCost(r, need.cost) ? 0 : need.cost;
  ask.plain = ask.requirement === NO_REQUIREMENT && ask.exclusion === NONE && ask.room === 0;
  const member = choose(r, group, fit, need);
  if (member === NONE) return NONE;
  return agentHandle(r, r.members.ints[member * MEMBER_INTS + MEMBER_AGENT]);
}

function choose(r: Routing, group: number, fit: number, need: AgentNeed): number {
  switch (r.groups[group * GROUP_INTS + STRATEGY]) {
    case ROUND_ROBIN:
      return nextInRing(r, group, fit);
    case WEIGHTED:
      return highestAccount(r, group, fit);
    case MOST_SKILLED:
      return ask.requirement === NO_REQUIREMENT
        ? firstInOrder(r, group, fit)
        : pickMostSkilled(r, group, fit, ask);
    case SCORED:
      return pickScored(r, group, fit, ask, need);
    default:
      return firstInOrder(r, group, fit);
  }
}

/** Whether the member meets what is asked. */
export function admits(r: Routing, member: number, asked: Ask): boolean {
  const agent = r.members.ints[member * MEMBER_INTS + MEMBER_AGENT];
  if (
    asked.requirement !== NO_REQUIREMENT &&
    r.proficiency[agent * r.proficiencyStride + asked.requirement] === 0
  ) return false;
  if (asked.exclusion !== NONE && isExcluded(r, asked.exclusion, agentHandle(r, agent))) {
    return false;
  }
  if (asked.room === 0) return true;
  const record = agent * AGENT_INTS;
  return r.agents.ints[record + CAPACITY] - r.agents.ints[record + USED] >= asked.room;
}

/** leastOccupied and longestIdle: the first of each class, and of those the first. */
function firstInOrder(r: Routing, group: number, fit: number): number {
  let first = NONE;
  for (let classes = fitsFrom(r, group, fit); classes !== 0; classes &= classes - 1) {
    const n = lowestBit(classes);
    const member = ask.plain
      ? r.heads[headSlot(group, n, bucketFrom(r, group, n, 0))]
      : firstAdmitted(r, group, n, first);
    if (member !== NONE && (first === NONE || precedes(r, member, first))) first = member;
  }
  return first;
}

/** Walks one class in order; gives up where it comes after the best of another class. */
function firstAdmitted(r: Routing, group: number, fit: number, bound: number): number {
  const members = r.members.ints;
  for (
    let bucket = bucketFrom(r, group, fit, 0);
    bucket !== NONE;
    bucket = bucketFrom(r, group, fit, bucket + 1)
  ) {
    const head = r.heads[headSlot(group, fit, bucket)];
    let member = head;
    do {
      if (bound !== NONE && precedes(r, bound, member)) return NONE;
      if (admits(r, member, ask)) return member;
      member = members[member * MEMBER_INTS + MEMBER_NEXT];
    } while (member !== head);
  }
  return NONE;
}

/** roundRobin: the next in number order after the last chosen, around the ring. */
function nextInRing(r: Routing, group: number, fit: number): number {
  const last = r.groups[group * GROUP_INTS + LAST_NUMBER];
  const next = firstAfter(r, group, fit, last);
  return next === NONE && last !== NONE ? firstAfter(r, group, fit, NONE) : next;
}

function firstAfter(r: Routing, group: number, fit: number, number: number): number {
  let first = NONE;
  for (let classes = fitsFrom(r, group, fit); classes !== 0; classes &= classes - 1) {
    const n = lowestBit(classes);
    const member = admittedAfter(r, group, n, number);
    if (member !== NONE && (first === NONE || precedes(r, member, first))) first = member;
  }
  return first;
}

function admittedAfter(r: Routing, group: number, fit: number, number: number): number {
  const members = r.members.ints;
  for (
    let bucket = bucketFrom(r, group, fit, ringBucket(r, number + 1));
    bucket !== NONE;
    bucket = bucketFrom(r, group, fit, bucket + 1)
  ) {
    const head = r.heads[headSlot(group, fit, bucket)];
    let member = head;
    do {
      if (numberOf(r, member) > number && (ask.plain || admits(r, member, ask))) return member;
      member = members[member * MEMBER_INTS + MEMBER_NEXT];
    } while (member !== head);
  }
  return NONE;
}

/** weighted: the highest account after all open members have risen by their weight (turns.ts). */
function highestAccount(r: Routing, group: number, fit: number): number {
  const turns = r.groupReals[group * GROUP_REALS + TURNS_REAL] + 1;
  let first = NONE;
  let highest = 0;
  for (let classes = fitsFrom(r, group, fit); classes !== 0; classes &= classes - 1) {
    const n = lowestBit(classes);
    for (
      let weight = bucketFrom(r, group, n, 0);
      weight !== NONE;
      weight = bucketFrom(r, group, n, weight + 1)
    ) {
      const slot = headSlot(group, n, weight);
      // Nobody of this weight has a higher account than the first of them.
      if (first !== NONE && r.turns[r.heads[slot]] + weight * turns < highest) continue;
      const member = firstInBucket(r, slot);
      if (member === NONE) continue;
      const account = r.turns[member] + weight * turns;
      if (
        first === NONE || account > highest ||
        (account === highest && numberOf(r, member) < numberOf(r, first))
      ) {
        first = member;
        highest = account;
      }
    }
  }
  return first;
}

function firstInBucket(r: Routing, slot: number): number {
  const head = r.heads[slot];
  if (ask.plain) return head;
  let member = head;
  do {
    if (admits(r, member, ask)) return member;
    member = r.members.ints[member * MEMBER_INTS + MEMBER_NEXT];
  } while (member !== head);
  return NONE;
}

export function headSlot(group: number, fit: number, bucket: number): number {
  return (group << SLOT_BITS) | (fit << BUCKET_BITS) | bucket;
}

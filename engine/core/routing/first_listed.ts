/** leastOccupied, longestIdle and weighted: what is first in the lists of a group (lists.ts). */
import { fitsFrom, lowestBit } from "./index.ts";
import * as at from "./layout.ts";
import { bucketFrom, listAt, precedesInList } from "./lists.ts";
import { admits, type Ask } from "./pick_agent.ts";
import type { Routing } from "./routing.ts";

const {
  AGENT_INTS,
  GROUP_REALS,
  MEMBER_INTS,
  MEMBER_NEXT,
  NONE,
  NUMBER,
  TURNS_REAL,
} = at;

/** leastOccupied and longestIdle: the first of each class, and of those the first. */
export function firstListed(r: Routing, group: number, ask: Ask): number {
  let first = NONE;
  for (let classes = fitsFrom(r, group, ask.fit); classes !== 0; classes &= classes - 1) {
    const n = lowestBit(classes);
    const member = ask.plain
      ? r.heads[listAt(group, n, bucketFrom(r, group, n, 0))]
      : firstAdmitted(r, group, n, ask, first);
    if (member !== NONE && (first === NONE || precedesInList(r, member, first))) first = member;
  }
  return first;
}

/** Walks one class in order; gives up where it comes after the best of another class. */
function firstAdmitted(r: Routing, group: number, fit: number, ask: Ask, bound: number): number {
  let bucket = bucketFrom(r, group, fit, 0);
  for (; bucket !== NONE; bucket = bucketFrom(r, group, fit, bucket + 1)) {
    const head = r.heads[listAt(group, fit, bucket)];
    let member = head;
    do {
      if (bound !== NONE && precedesInList(r, bound, member)) return NONE;
      if (admits(r, agentOf(r, member), ask)) return member;
      member = r.members.ints[member * MEMBER_INTS + MEMBER_NEXT];
    } while (member !== head);
  }
  return NONE;
}

/** weighted: the highest account after all open members have risen by their weight (turns.ts). */
export function highestAccount(r: Routing, group: number, ask: Ask): number {
  const turns = r.groupReals[group * GROUP_REALS + TURNS_REAL] + 1;
  let first = NONE;
  let highest = 0;
  for (let classes = fitsFrom(r, group, ask.fit); classes !== 0; classes &= classes - 1) {
    const n = lowestBit(classes);
    let weight = bucketFrom(r, group, n, 0);
    for (; weight !== NONE; weight = bucketFrom(r, group, n, weight + 1)) {
      const head = r.heads[listAt(group, n, weight)];
      // Nobody of this weight has a higher account than the first of them.
      if (first !== NONE && weight * turns - secondOf(r, head) < highest) continue;
      const member = ask.plain ? head : firstOfList(r, head, ask);
      if (member === NONE) continue;
      const account = weight * turns - secondOf(r, member);
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

function firstOfList(r: Routing, head: number, ask: Ask): number {
  let member = head;
  do {
    if (admits(r, agentOf(r, member), ask)) return member;
    member = r.members.ints[member * MEMBER_INTS + MEMBER_NEXT];
  } while (member !== head);
  return NONE;
}

function secondOf(r: Routing, member: number): number {
  return r.memberSeconds[member];
}

function agentOf(r: Routing, member: number): number {
  return r.owners[member];
}

function numberOf(r: Routing, member: number): number {
  return r.agents.ints[agentOf(r, member) * AGENT_INTS + NUMBER];
}

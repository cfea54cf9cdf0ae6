/**
 * Smooth weighted round robin without looking at everybody (Nginx's rule, kept lazily).
 *
 * The rule: at each choice every open member's account rises by its weight; the one with the
 * highest account is chosen and pays the summed weight of all open members. Here a group counts
 * its turns instead: an open member's account is `turns[member] + weight · turns of the group`, a
 * closed one's is `turns[member]` and stands still. All terms are whole numbers, so the account is
 * exact; members of equal weight keep their order while they rise together, so only the first of
 * each weight is a candidate.
 *
 * Opening and closing happen when load and terms change, in `apply`, never when the index settles:
 * accounts are state and must not depend on when something was read.
 */
import { NONE } from "./door.ts";
import * as at from "./layout.ts";
import { isOpen, memberOf, type Routing } from "./routing.ts";
import { WEIGHT } from "./index.ts";

/** Notes that the agent was chosen in the group; before its load changes. */
export function takeTurn(r: Routing, agent: number, group: number): void {
  const record = agent * at.AGENT_INTS;
  r.groups[group * at.GROUP_INTS + at.LAST_NUMBER] = r.agents.ints[record + at.NUMBER];
  if (!isWeighted(r, group)) return;
  const real = group * at.GROUP_REALS;
  r.groupReals[real + at.TURNS_REAL]++;
  const member = memberOf(r, agent, group);
  if (member !== NONE) r.turns[member] -= r.groupReals[real + at.OPEN_WEIGHT_REAL];
}

/** Moves the agent's accounts between rising and standing still when it opened or closed. */
export function crossDoor(r: Routing, agent: number, wasOpen: boolean): void {
  if (r.weightedGroups === 0) return;
  const record = agent * at.AGENT_INTS;
  const nowOpen = isOpen(r.agents.ints, record);
  if (wasOpen === nowOpen) return;
  const from = r.agents.ints[record + at.MEMBERS_FROM];
  const until = from + r.agents.ints[record + at.MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    const group = r.members.ints[member * at.MEMBER_INTS + at.MEMBER_SLOT] >>> at.SLOT_BITS;
    if (isWeighted(r, group)) enterOrLeave(r, member, group, nowOpen ? 1 : -1);
  }
}

/** +1: the member begins to rise with its group; -1: it stops. */
export function enterOrLeave(r: Routing, member: number, group: number, sign: 1 | -1): void {
  const real = group * at.GROUP_REALS;
  r.groupReals[real + at.OPEN_WEIGHT_REAL] += sign * r.weights[member];
  r.turns[member] -= sign * r.weights[member] * r.groupReals[real + at.TURNS_REAL];
}

/** The account as the rule defines it. */
export function accountOf(r: Routing, member: number): number {
  const group = r.members.ints[member * at.MEMBER_INTS + at.MEMBER_SLOT] >>> at.SLOT_BITS;
  if (!isWeighted(r, group)) return 0;
  const agent = r.members.ints[member * at.MEMBER_INTS + at.MEMBER_AGENT];
  const open = isOpen(r.agents.ints, agent * at.AGENT_INTS);
  const turns = r.groupReals[group * at.GROUP_REALS + at.TURNS_REAL];
  return r.turns[member] + (open ? r.weights[member] * turns : 0);
}

export function isWeighted(r: Routing, group: number): boolean {
  return r.groups[group * at.GROUP_INTS + at.SHAPE] === WEIGHT;
}

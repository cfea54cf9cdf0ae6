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
import * as at from "./layout.ts";
import { isOpen, memberOf, type Routing } from "./routing.ts";
import { WEIGHT } from "./index.ts";

const {
  AGENT_INTS,
  GROUP_INTS,
  GROUP_REALS,
  LAST_NUMBER,
  LIST_BITS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  NUMBER,
  OPEN_WEIGHT_REAL,
  SHAPE,
  TURNS_REAL,
} = at;

/** Notes that the agent was chosen in the group; before its load changes. */
export function takeTurn(r: Routing, agent: number, group: number): void {
  const record = agent * AGENT_INTS;
  r.groups[group * GROUP_INTS + LAST_NUMBER] = r.agents.ints[record + NUMBER];
  if (!isWeighted(r, group)) return;
  const real = group * GROUP_REALS;
  r.groupReals[real + TURNS_REAL]++;
  const member = memberOf(r, agent, group);
  if (member !== NONE) {
    r.turns[member] -= r.groupReals[real + OPEN_WEIGHT_REAL];
  }
}

/** Moves the agent's accounts between rising and standing still when it opened or closed. */
export function crossDoor(r: Routing, agent: number, wasOpen: boolean): void {
  if (r.weightedGroups === 0) return;
  const record = agent * AGENT_INTS;
  const nowOpen = isOpen(r.agents.ints, record);
  if (wasOpen === nowOpen) return;
  const from = r.agents.ints[record + MEMBERS_FROM];
  const until = from + r.agents.ints[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    const group = r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
    if (isWeighted(r, group)) enterOrLeave(r, member, group, nowOpen ? 1 : -1);
  }
}

/** +1: the member begins to rise with its group; -1: it stops. */
export function enterOrLeave(r: Routing, member: number, group: number, sign: 1 | -1): void {
  const real = group * GROUP_REALS;
  r.groupReals[real + OPEN_WEIGHT_REAL] += sign *
    r.weights[member];
  r.turns[member] -= sign *
    r.weights[member] * r.groupReals[real + TURNS_REAL];
}

/** The account as the rule defines it. */
export function accountOf(r: Routing, member: number): number {
  const group = r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
  if (!isWeighted(r, group)) return 0;
  const agent = r.owners[member];
  const open = isOpen(r.agents.ints, agent * AGENT_INTS);
  const turns = r.groupReals[group * GROUP_REALS + TURNS_REAL];
  return r.turns[member] +
    (open ? r.weights[member] * turns : 0);
}

export function isWeighted(r: Routing, group: number): boolean {
  return r.groups[group * GROUP_INTS + SHAPE] === WEIGHT;
}

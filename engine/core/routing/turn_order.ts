/** Whose turn it is, for the explanation: what `roundRobin` and `weighted` went by. Both only read. */
import type { AgentHandle, GroupHandle } from "./door.ts";
import * as at from "./layout.ts";
import { agentSlot, checkGroup, isOpen, memberOf, type Routing } from "./routing.ts";
import { isWeighted } from "./turns.ts";

const { AGENT_INTS, GROUP_INTS, GROUP_REALS, LAST_NUMBER, NONE, TURNS_REAL } = at;

/** The number of the agent chosen last in the group, or NONE. */
export function lastChosen(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  return r.groups[group * GROUP_INTS + LAST_NUMBER];
}

/**
 * The account by which an open member of a weighted group would be chosen now, after the rise of
 * this choice; undefined for whoever is not open or no member.
 */
export function turnAccount(
  r: Routing,
  group: GroupHandle,
  agent: AgentHandle,
): number | undefined {
  checkGroup(r, group);
  const slot = agentSlot(r, agent);
  const member = memberOf(r, slot, group);
  if (member === NONE || !isWeighted(r, group)) return undefined;
  if (!isOpen(r.agents.ints, slot * AGENT_INTS)) return undefined;
  const turns = r.groupReals[group * GROUP_REALS + TURNS_REAL] + 1;
  return r.turns[member] + r.weights[member] * turns;
}

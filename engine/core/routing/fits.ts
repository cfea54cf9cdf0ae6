/** Whether one agent may get one item in a group, and if not, by which rule first. */
import {
  type AgentHandle,
  type Failing,
  type GroupHandle,
  type Need,
  type RequirementHandle,
} from "./door.ts";
import { isExcluded } from "./items.ts";
import * as at from "./layout.ts";
import { proficiencyOf } from "./requirements.ts";
import { agentSlot, checkGroup, itemSlot, memberOf, type Routing } from "./routing.ts";

const {
  AGENT_INTS,
  AVAILABLE,
  CAPACITY,
  ITEM_EXCLUSION,
  ITEM_INTS,
  NONE,
  NO_REQUIREMENT,
  RESERVED_ITEM,
  USED,
  WINDOWS,
  WINDOW_CAP,
} = at;

export function fits(r: Routing, agent: AgentHandle, group: GroupHandle, need: Need): boolean {
  return firstFailing(r, agent, group, need) === undefined;
}

/** Whether an agent has all the skills, available or not. */
export function meets(
  r: Routing,
  agent: AgentHandle,
  requirement: RequirementHandle,
): boolean {
  return requirement === NO_REQUIREMENT || proficiencyOf(r, agentSlot(r, agent), requirement) > 0;
}

/** Asked in this order; undefined when the agent may get it. */
export function firstFailing(
  r: Routing,
  agent: AgentHandle,
  group: GroupHandle,
  need: Need,
): Failing | undefined {
  const slot = agentSlot(r, agent);
  checkGroup(r, group);
  const agents = r.agents.ints;
  const record = slot * AGENT_INTS;
  const item = need.item === undefined ? NONE : itemSlot(r, need.item);
  if (agents[record + AVAILABLE] !== 1) return "unavailable";
  if (memberOf(r, slot, group) === NONE) return "notMember";
  if (agents[record + WINDOWS] >= agents[record + WINDOW_CAP]) return "windows";
  if (need.cost > agents[record + CAPACITY] - agents[record + USED]) return "units";
  if (!meets(r, agent, need.requirement)) return "skills";
  if (
    item !== NONE && isExcluded(r, r.items.ints[item * ITEM_INTS + ITEM_EXCLUSION], agent)
  ) {
    return "excluded";
  }
  const reserved = agents[record + RESERVED_ITEM];
  return reserved !== NONE && reserved !== item ? "reserved" : undefined;
}

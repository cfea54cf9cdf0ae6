/** Whether one agent may get one item in a group, and if not, by which rule first. */
import {
  type AgentHandle,
  type Failing,
  type GroupHandle,
  type Need,
  NO_REQUIREMENT,
  NONE,
} from "./door.ts";
import { isExcluded } from "./items.ts";
import * as at from "./layout.ts";
import { proficiencyOf } from "./requirements.ts";
import { agentSlot, checkGroup, itemSlot, memberOf, type Routing } from "./routing.ts";

export function fits(r: Routing, agent: AgentHandle, group: GroupHandle, need: Need): boolean {
  return firstFailing(r, agent, group, need) === undefined;
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
  const record = slot * at.AGENT_INTS;
  const item = need.item === undefined ? NONE : itemSlot(r, need.item);
  if (agents[record + at.AVAILABLE] !== 1) return "unavailable";
  if (memberOf(r, slot, group) === NONE) return "notMember";
  if (agents[record + at.WINDOWS] >= agents[record + at.WINDOW_CAP]) return "windows";
  if (need.cost > agents[record + at.CAPACITY] - agents[record + at.USED]) return "units";
  if (need.requirement !== NO_REQUIREMENT && proficiencyOf(r, slot, need.requirement) === 0) {
    return "skills";
  }
  if (
    item !== NONE && isExcluded(r, r.items.ints[item * at.ITEM_INTS + at.ITEM_EXCLUSION], agent)
  ) {
    return "excluded";
  }
  const reserved = agents[record + at.RESERVED_ITEM];
  return reserved !== NONE && reserved !== item ? "reserved" : undefined;
}

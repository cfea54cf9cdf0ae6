/** What pages, explanations and overflow rules ask of a group. Reads only. */
import {
  type AgentHandle,
  type GroupHandle,
  type ItemHandle,
  NO_REQUIREMENT,
  NONE,
  type RequirementHandle,
} from "./door.ts";
import { fitClassFor, isKnownCost } from "./costs.ts";
import { lowestBit, settle } from "./index.ts";
import { placeIn } from "./items.ts";
import * as at from "./layout.ts";
import { countAhead, placeBefore } from "./line.ts";
import { indexOf } from "./pick_work.ts";
import { proficiencyOf } from "./requirements.ts";
import { agentSlot, checkGroup, isOpen, itemSlot, type Routing } from "./routing.ts";

/** All who stand in line, gone visitors included. */
export function waiting(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  const record = group * at.GROUP_INTS;
  return r.groups[record + at.LIVE_ITEMS] + r.groups[record + at.GONE_ITEMS];
}

/** Those in line whose visitors are gone. */
export function goneItems(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  return r.groups[group * at.GROUP_INTS + at.GONE_ITEMS];
}

/**
 * 1 + the items of the group whose index is higher now (at equal index: that stand earlier). Items
 * whose visitors are gone do not count. NONE when the item does not stand in this group.
 */
export function position(r: Routing, item: ItemHandle, group: GroupHandle, now: number): number {
  const own = placeIn(r, itemSlot(r, item), group);
  if (own === NONE) return NONE;
  const index = indexOf(r, group, own, now);
  const isAhead = (place: number): boolean => {
    const other = indexOf(r, group, place, now);
    return other > index || (other === index && placeBefore(r, place, own));
  };
  let ahead = 0;
  const shelves = r.shelves.ints;
  let shelf = r.groups[group * at.GROUP_INTS + at.FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * at.SHELF_INTS + at.SHELF_NEXT]) {
    let classes = shelves[shelf * at.SHELF_INTS + at.SHELF_CLASSES];
    for (; classes !== 0; classes &= classes - 1) {
      ahead += countAhead(r, shelf * at.CLASSES + lowestBit(classes), isAhead);
    }
  }
  return ahead + 1;
}

/** enqueuedAt of the longest waiting item whose visitor is there; Infinity when there is none. */
export function oldest(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  let since = Infinity;
  const shelves = r.shelves.ints;
  let shelf = r.groups[group * at.GROUP_INTS + at.FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * at.SHELF_INTS + at.SHELF_NEXT]) {
    let classes = shelves[shelf * at.SHELF_INTS + at.SHELF_CLASSES];
    for (; classes !== 0; classes &= classes - 1) {
      const line = shelf * at.CLASSES + lowestBit(classes);
      const head = r.lines[line * at.LINE_INTS + at.LINE_HEAD];
      since = Math.min(since, r.places.reals[head * at.PLACE_REALS + at.PLACE_SINCE_REAL]);
    }
  }
  return since;
}

/** Available members who meet the requirement; with 0 of them, nobody eligible is online. */
export function onlineMembers(
  r: Routing,
  group: GroupHandle,
  requirement: RequirementHandle = NO_REQUIREMENT,
): number {
  checkGroup(r, group);
  const record = group * at.GROUP_INTS;
  if (requirement === NO_REQUIREMENT) return r.groups[record + at.ONLINE];
  const version = r.groups[record + at.PRESENCE_VERSION];
  const key = group * 1024 + requirement;
  const memo = r.onlineMemo.get(key);
  if (memo?.version === version) return memo.count;
  let count = 0;
  let member = r.groups[record + at.FIRST_MEMBER];
  for (; member !== NONE; member = r.groupNext[member]) {
    const agent = r.members.ints[member * at.MEMBER_INTS + at.MEMBER_AGENT];
    if (r.agents.ints[agent * at.AGENT_INTS + at.AVAILABLE] !== 1) continue;
    if (proficiencyOf(r, agent, requirement) > 0) count++;
  }
  r.onlineMemo.set(key, { version, count });
  return count;
}

/** Open members with room for the cost, whatever their skills. */
export function freeMembers(r: Routing, group: GroupHandle, cost: number): number {
  checkGroup(r, group);
  settle(r);
  const fit = fitClassFor(r, cost);
  let count = 0;
  if (isKnownCost(r, cost)) {
    for (let n = fit; n < at.FIT_CLASSES; n++) {
      count += r.masks[(group * at.FIT_CLASSES + n) * at.MASK_INTS + at.MASK_COUNT];
    }
    return count;
  }
  let member = r.groups[group * at.GROUP_INTS + at.FIRST_MEMBER];
  for (; member !== NONE; member = r.groupNext[member]) {
    const record = r.members.ints[member * at.MEMBER_INTS + at.MEMBER_AGENT] * at.AGENT_INTS;
    const room = r.agents.ints[record + at.CAPACITY] - r.agents.ints[record + at.USED];
    if (isOpen(r.agents.ints, record) && room >= cost) count++;
  }
  return count;
}

export function usedUnits(r: Routing, agent: AgentHandle): number {
  return r.agents.ints[agentSlot(r, agent) * at.AGENT_INTS + at.USED];
}

export function openWindows(r: Routing, agent: AgentHandle): number {
  return r.agents.ints[agentSlot(r, agent) * at.AGENT_INTS + at.WINDOWS];
}

export function idleSince(r: Routing, agent: AgentHandle): number {
  return r.agents.reals[agentSlot(r, agent) * at.AGENT_REALS + at.IDLE_SINCE_REAL];
}

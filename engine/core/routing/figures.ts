/** What pages, explanations and overflow rules ask of a group. Reads only. */
import {
  type AgentHandle,
  type GroupHandle,
  type ItemHandle,
  type RequirementHandle,
} from "./door.ts";
import { fitClassFor, isKnownCost } from "./costs.ts";
import { agentAt, lowestBit, settle } from "./index.ts";
import { placeIn } from "./items.ts";
import * as at from "./layout.ts";
import { countAhead, placeBefore } from "./line.ts";
import { indexOf } from "./pick_work.ts";
import { proficiencyOf } from "./requirements.ts";
import {
  agentHandle,
  agentSlot,
  checkGroup,
  isOpen,
  itemHandle,
  itemSlot,
  type Routing,
} from "./routing.ts";
import { memberAt, seatsFrom, seatsUntil } from "./seats.ts";

const {
  AGENT_INTS,
  AGENT_REALS,
  AVAILABLE,
  CAPACITY,
  FIRST_LINE,
  FIRST_SHELF,
  FIT_CLASSES,
  GONE_ITEMS,
  GROUP_INTS,
  IDLE_SINCE_REAL,
  ITEM_INTS,
  ITEM_RESERVED_AGENT,
  LINE_HEAD_SINCE_REAL,
  LINE_REALS,
  LIVE_ITEMS,
  NONE,
  NO_REQUIREMENT,
  ONLINE,
  PRESENCE_VERSION,
  RESERVED_ITEM,
  SHELF_CLASSES,
  SHELF_INTS,
  SHELF_NEXT,
  SHELF_RECORDS,
  USED,
  WINDOWS,
} = at;

/** All who stand in line, gone visitors included. */
export function waiting(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  const record = group * GROUP_INTS;
  return r.groups[record + LIVE_ITEMS] + r.groups[record + GONE_ITEMS];
}

/** Those in line whose visitors are gone. */
export function goneItems(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  return r.groups[group * GROUP_INTS + GONE_ITEMS];
}

/**
 * 1 + the items of the group whose index is higher now (at equal index: that stand earlier). Items
 * whose visitors are gone do not count. NONE when the item does not stand in this group.
 */
export function position(r: Routing, item: ItemHandle, group: GroupHandle, now: number): number {
  if (placeIn(r, itemSlot(r, item), group) === NONE) return NONE;
  return outranking(r, item, group, group, now) + 1;
}

/** How many of another group have a higher index now than an item has in its own; 0 without one. */
export function outranking(
  r: Routing,
  item: ItemHandle,
  group: GroupHandle,
  other: GroupHandle,
  now: number,
): number {
  const own = placeIn(r, itemSlot(r, item), group);
  if (own === NONE) return 0;
  const index = indexOf(r, group, own, now);
  const isAhead = (place: number): boolean => {
    const found = indexOf(r, other, place, now);
    return found > index || (found === index && placeBefore(r, place, own));
  };
  let ahead = 0;
  const shelves = r.shelves.ints;
  let shelf = r.groups[other * GROUP_INTS + FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * SHELF_INTS + SHELF_NEXT]) {
    let classes = shelves[shelf * SHELF_INTS + SHELF_CLASSES];
    for (; classes !== 0; classes &= classes - 1) {
      ahead += countAhead(r, shelf * SHELF_RECORDS + FIRST_LINE + lowestBit(classes), isAhead);
    }
  }
  return ahead;
}

/** enqueuedAt of the longest waiting item whose visitor is there; Infinity when there is none. */
export function oldest(r: Routing, group: GroupHandle): number {
  checkGroup(r, group);
  let since = Infinity;
  const shelves = r.shelves.ints;
  let shelf = r.groups[group * GROUP_INTS + FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * SHELF_INTS + SHELF_NEXT]) {
    let classes = shelves[shelf * SHELF_INTS + SHELF_CLASSES];
    for (; classes !== 0; classes &= classes - 1) {
      const line = shelf * SHELF_RECORDS + FIRST_LINE + lowestBit(classes);
      since = Math.min(since, r.shelves.reals[line * LINE_REALS + LINE_HEAD_SINCE_REAL]);
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
  const record = group * GROUP_INTS;
  if (requirement === NO_REQUIREMENT) return r.groups[record + ONLINE];
  const version = r.groups[record + PRESENCE_VERSION];
  const key = group * 1024 + requirement;
  const memo = r.onlineMemo.get(key);
  if (memo?.version === version) return memo.count;
  let count = 0;
  for (let seat = seatsFrom(r, group); seat < seatsUntil(r, group); seat++) {
    if (memberAt(r, seat) === NONE) continue;
    const agent = agentAt(r, seat);
    if (r.agents.ints[agent * AGENT_INTS + AVAILABLE] !== 1) continue;
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
    for (let n = fit; n < FIT_CLASSES; n++) {
      count += r.fitCounts[group * FIT_CLASSES + n];
    }
    return count;
  }
  for (let seat = seatsFrom(r, group); seat < seatsUntil(r, group); seat++) {
    if (memberAt(r, seat) === NONE) continue;
    const record = agentAt(r, seat) * AGENT_INTS;
    const room = r.agents.ints[record + CAPACITY] - r.agents.ints[record + USED];
    if (isOpen(r.agents.ints, record) && room >= cost) count++;
  }
  return count;
}

export function usedUnits(r: Routing, agent: AgentHandle): number {
  return r.agents.ints[agentSlot(r, agent) * AGENT_INTS + USED];
}

export function openWindows(r: Routing, agent: AgentHandle): number {
  return r.agents.ints[agentSlot(r, agent) * AGENT_INTS + WINDOWS];
}

export function idleSince(r: Routing, agent: AgentHandle): number {
  return r.agents.reals[agentSlot(r, agent) * AGENT_REALS + IDLE_SINCE_REAL];
}

/** The item for which the agent is kept, or NONE. */
export function reservedItem(r: Routing, agent: AgentHandle): ItemHandle {
  const item = r.agents.ints[agentSlot(r, agent) * AGENT_INTS + RESERVED_ITEM];
  return item === NONE ? NONE : itemHandle(r, item);
}

/** The agent who is kept for the item, or NONE. */
export function reservedAgent(r: Routing, item: ItemHandle): AgentHandle {
  const agent = r.items.ints[itemSlot(r, item) * ITEM_INTS + ITEM_RESERVED_AGENT];
  return agent === NONE ? NONE : agentHandle(r, agent);
}

/** Whether an open member has room for the smallest cost that anything in line has ever had. */
export function hasRoom(r: Routing, group: GroupHandle): boolean {
  checkGroup(r, group);
  settle(r);
  for (let n = 1; n < FIT_CLASSES; n++) {
    if (r.fitCounts[group * FIT_CLASSES + n] > 0) return true;
  }
  return false;
}

/**
 * The agent for an item, by the group's strategy (routing.md, choosing the agent). Every function
 * here decides nothing but which seat comes first (index.ts): those in fit classes that have room
 * are open, connected and with a window free. What is left to ask of each is skills and exclusions.
 */
import { type AgentHandle, type AgentNeed, type GroupHandle } from "./door.ts";
import { STRATEGIES } from "../../contract/wire/states.ts";
import { fitClassFor, isKnownCost } from "./costs.ts";
import { firstInOrder } from "./first_in_order.ts";
import { firstListed, highestAccount } from "./first_listed.ts";
import { fits } from "./fits.ts";
import { agentAt, fitsFrom, settle } from "./index.ts";
import { isExcluded } from "./items.ts";
import * as at from "./layout.ts";
import { isListed } from "./lists.ts";
import { pickMostSkilled } from "./most_skilled.ts";
import { nextInRing } from "./next_in_ring.ts";
import { agentHandle, checkGroup, itemSlot, type Routing } from "./routing.ts";
import { pickScored } from "./scored.ts";

const {
  AGENT_INTS,
  CAPACITY,
  GROUP_INTS,
  ITEM_EXCLUSION,
  ITEM_INTS,
  ITEM_RESERVED_AGENT,
  NONE,
  NO_REQUIREMENT,
  SHAPE,
  STRATEGY,
  USED,
} = at;

const ROUND_ROBIN = STRATEGIES.indexOf("roundRobin") + 1;
const WEIGHTED = STRATEGIES.indexOf("weighted") + 1;
const MOST_SKILLED = STRATEGIES.indexOf("mostSkilled") + 1;

/** What is asked of a seat; reused, see `pickAgent`. */
export interface Ask {
  /** Lowest fit class that may have room. */
  fit: number;
  requirement: number;
  /** First exclusion of the item, or NONE. */
  exclusion: number;
  /** Room to be looked at, 0 when the fit class answers for it. */
  room: number;
  /** Nothing but the fit class is asked. */
  plain: boolean;
}

const ask: Ask = { fit: 0, requirement: 0, exclusion: NONE, room: 0, plain: true };

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
  ask.fit = fitClassFor(r, need.cost);
  if (fitsFrom(r, group, ask.fit) === 0) return NONE;
  ask.room = isKnownCost(r, need.cost) ? 0 : need.cost;
  ask.plain = ask.requirement === NO_REQUIREMENT && ask.exclusion === NONE && ask.room === 0;
  if (isListed(r.groups[group * GROUP_INTS + SHAPE])) {
    const member = firstMember(r, group);
    if (member === NONE) return NONE;
    return agentHandle(r, r.owners[member]);
  }
  const seat = firstSeat(r, group, need);
  return seat === NONE ? NONE : agentHandle(r, agentAt(r, seat));
}

function firstMember(r: Routing, group: number): number {
  return r.groups[group * GROUP_INTS + STRATEGY] === WEIGHTED
    ? highestAccount(r, group, ask)
    : firstListed(r, group, ask);
}

function firstSeat(r: Routing, group: number, need: AgentNeed): number {
  switch (r.groups[group * GROUP_INTS + STRATEGY]) {
    case ROUND_ROBIN:
      return nextInRing(r, group, ask);
    case MOST_SKILLED:
      return ask.requirement === NO_REQUIREMENT
        ? firstInOrder(r, group, ask)
        : pickMostSkilled(r, group, ask);
    default:
      return pickScored(r, group, ask, need);
  }
}

/** Whether the agent meets what is asked beyond the fit class. */
export function admits(r: Routing, agent: number, asked: Ask): boolean {
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

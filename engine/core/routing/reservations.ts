/**
 * Large items that would starve: small ones behind them always fit first. When an agent frees
 * units, the head of a line that fits the agent but for want of units, has waited for the group's
 * `reserveAfterMs`, and has a higher index than all that fits now, reserves the agent: nothing else
 * is given to the agent until the item fits, or the reservation ends.
 *
 * A reservation is state, one agent to one item. It ends when the item leaves its lines or its
 * visitor goes, and when the agent may no longer get the item at all. It never makes an item wait
 * longer: another agent with room may still take it.
 */
import { agentAt, lowestBit, touch } from "./index.ts";
import { groupOfPlace } from "./items.ts";
import * as at from "./layout.ts";
import { placeBefore } from "./line.ts";
import { costOfPlace, indexOf, passedOver, pickWork } from "./pick_work.ts";
import { agentHandle, isOpen, itemSlot, memberOf, type Routing } from "./routing.ts";
import { proficiencyOf } from "./requirements.ts";
import { memberAt, seatsFrom, seatsUntil } from "./seats.ts";
import { crossDoor } from "./turns.ts";

const {
  AGENT_INTS,
  AVAILABLE,
  CAPACITY,
  FIRST_LINE,
  FIRST_SHELF,
  GROUP_INTS,
  GROUP_REALS,
  ITEM_FIRST_PLACE,
  ITEM_INTS,
  ITEM_REALS,
  ITEM_RESERVED_AGENT,
  LINE_HEAD,
  LINE_INTS,
  LIST_BITS,
  LIVE_ITEMS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  NO_REQUIREMENT,
  PLACE_ITEM,
  PLACE_LINE,
  PLACE_OF_ITEM,
  PLACE_SINCE_REAL,
  RESERVED_ITEM,
  RESERVE_AFTER_REAL,
  SHELF_CLASSES,
  SHELF_COST,
  SHELF_INTS,
  SHELF_NEXT,
  SHELF_RECORDS,
  SHELF_REQUIREMENT,
  USED,
  WINDOWS,
  WINDOW_CAP,
} = at;

const best = { place: NONE, index: 0 };

/** The agent has freed units: they may be kept for a large item. */
export function reserveFreed(r: Routing, agent: number, now: number): void {
  const agents = r.agents.ints;
  const record = agent * AGENT_INTS;
  if (
    agents[record + AVAILABLE] !== 1 || agents[record + RESERVED_ITEM] !== NONE ||
    agents[record + WINDOWS] >= agents[record + WINDOW_CAP]
  ) return;
  best.place = NONE;
  const from = agents[record + MEMBERS_FROM];
  const until = from + agents[record + MEMBERS_COUNT];
  for (let member = from; member < until; member++) {
    const group = r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
    const afterMs = r.groupReals[group * GROUP_REALS + RESERVE_AFTER_REAL];
    if (afterMs === Infinity || r.groups[group * GROUP_INTS + LIVE_ITEMS] === 0) continue;
    considerLarge(
      r,
      agent,
      group,
      r.bonuses[member],
      now,
      now - afterMs,
    );
  }
  if (best.place === NONE) return;
  const { place, index } = best;
  const work = pickWork(r, agentHandle(r, agent), now);
  if (work !== undefined) {
    if (work.index > index) return;
    const fitting = r.items.ints[itemSlot(r, work.item) * ITEM_INTS + ITEM_FIRST_PLACE];
    if (work.index === index && placeBefore(r, fitting, place)) return;
  }
  setReservation(r, agent, r.items.ints[place * ITEM_INTS + PLACE_ITEM]);
}

function considerLarge(
  r: Routing,
  agent: number,
  group: number,
  bonus: number,
  now: number,
  sinceMax: number,
): void {
  const capacity = r.agents.ints[agent * AGENT_INTS + CAPACITY];
  const room = capacity - r.agents.ints[agent * AGENT_INTS + USED];
  const shelves = r.shelves.ints;
  let shelf = r.groups[group * GROUP_INTS + FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * SHELF_INTS + SHELF_NEXT]) {
    const record = shelf * SHELF_INTS;
    const cost = shelves[record + SHELF_COST];
    const requirement = shelves[record + SHELF_REQUIREMENT];
    if (cost <= room || cost > capacity) continue;
    if (requirement !== NO_REQUIREMENT && proficiencyOf(r, agent, requirement) === 0) continue;
    let classes = shelves[record + SHELF_CLASSES];
    for (; classes !== 0; classes &= classes - 1) {
      const line = shelf * SHELF_RECORDS + FIRST_LINE + lowestBit(classes);
      const place = r.shelves.ints[line * LINE_INTS + LINE_HEAD];
      const item = r.items.ints[place * ITEM_INTS + PLACE_ITEM];
      if (
        r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL] > sinceMax ||
        r.items.ints[item * ITEM_INTS + ITEM_RESERVED_AGENT] !== NONE ||
        passedOver(r, place, agent)
      ) continue;
      const index = indexOf(r, group, place, now) + bonus;
      if (
        best.place === NONE || index > best.index ||
        (index === best.index && placeBefore(r, place, best.place))
      ) {
        best.place = place;
        best.index = index;
      }
    }
  }
}

/** Also for the decoder: records the pair and closes the agent to all else. */
export function setReservation(r: Routing, agent: number, item: number): void {
  touch(r, agent);
  const record = agent * AGENT_INTS;
  const wasOpen = isOpen(r.agents.ints, record);
  r.agents.ints[record + RESERVED_ITEM] = item;
  r.items.ints[item * ITEM_INTS + ITEM_RESERVED_AGENT] = agent;
  crossDoor(r, agent, wasOpen);
}

export function dropReservationOf(r: Routing, agent: number): void {
  const record = agent * AGENT_INTS;
  const item = r.agents.ints[record + RESERVED_ITEM];
  if (item === NONE) return;
  touch(r, agent);
  const wasOpen = isOpen(r.agents.ints, record);
  r.agents.ints[record + RESERVED_ITEM] = NONE;
  r.items.ints[item * ITEM_INTS + ITEM_RESERVED_AGENT] = NONE;
  crossDoor(r, agent, wasOpen);
}

export function dropReservationOfItem(r: Routing, item: number): void {
  const agent = r.items.ints[item * ITEM_INTS + ITEM_RESERVED_AGENT];
  if (agent !== NONE) dropReservationOf(r, agent);
}

/** A group stopped reserving: its members are free for anything. */
export function dropReservationsOf(r: Routing, group: number): void {
  for (let seat = seatsFrom(r, group); seat < seatsUntil(r, group); seat++) {
    if (memberAt(r, seat) !== NONE) dropReservationOf(r, agentAt(r, seat));
  }
}

/** The agent's terms, skills, groups or exclusions changed: ends what cannot be kept. */
export function keepReservation(r: Routing, agent: number): void {
  const record = agent * AGENT_INTS;
  const item = r.agents.ints[record + RESERVED_ITEM];
  if (item === NONE) return;
  if (r.agents.ints[record + AVAILABLE] === 1) {
    let place = r.items.ints[item * ITEM_INTS + ITEM_FIRST_PLACE];
    for (; place !== NONE; place = r.items.ints[place * ITEM_INTS + PLACE_OF_ITEM]) {
      if (mayGet(r, agent, place)) return;
    }
  }
  dropReservationOf(r, agent);
}

function mayGet(r: Routing, agent: number, place: number): boolean {
  const shelf = (r.items.ints[place * ITEM_INTS + PLACE_LINE] / SHELF_RECORDS) | 0;
  const requirement = r.shelves.ints[shelf * SHELF_INTS + SHELF_REQUIREMENT];
  return memberOf(r, agent, groupOfPlace(r, place)) !== NONE &&
    costOfPlace(r, place) <= r.agents.ints[agent * AGENT_INTS + CAPACITY] &&
    (requirement === NO_REQUIREMENT || proficiencyOf(r, agent, requirement) > 0) &&
    !passedOver(r, place, agent);
}

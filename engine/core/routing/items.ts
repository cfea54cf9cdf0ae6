/**
 * Items and their places in line. An item has one enqueue time and one order, wherever it stands;
 * it may stand in the lines of up to four groups at once (overflow on time-out keeps the first).
 * The places of a gone visitor keep their line but stand outside its order, so that nobody walks
 * over them; they join again where they belong.
 */
import {
  type AgentHandle,
  type GroupHandle,
  type ItemHandle,
  NO_REQUIREMENT,
  NONE,
  type Place,
} from "./door.ts";
import { give, take } from "./columns.ts";
import * as at from "./layout.ts";
import { joinLine, quitLine } from "./line.ts";
import { dropReservationOfItem, keepReservation } from "./reservations.ts";
import {
  agentSlot,
  checkGroup,
  itemHandle,
  ITEMS_MAX,
  itemSlot,
  nextItemGeneration,
  type Routing,
} from "./routing.ts";
import { refreshRung } from "./rungs.ts";
import { shelfFor } from "./shelves.ts";

const LINES_PER_ITEM_MAX = 4;

export function addItem(r: Routing): ItemHandle {
  const slot = take(r.items);
  if (slot >= ITEMS_MAX) throw new Error("more items than a routing can hold");
  const items = r.items.ints;
  const record = slot * at.ITEM_INTS;
  items[record + at.ITEM_GONE] = 0;
  items[record + at.ITEM_FIRST_PLACE] = NONE;
  items[record + at.ITEM_EXCLUSION] = NONE;
  items[record + at.ITEM_RESERVED_AGENT] = NONE;
  return itemHandle(r, slot);
}

/** Leaves all lines; the handle is dead afterwards. */
export function removeItem(r: Routing, item: ItemHandle): void {
  const slot = itemSlot(r, item);
  dequeue(r, item);
  const record = slot * at.ITEM_INTS;
  let exclusion = r.items.ints[record + at.ITEM_EXCLUSION];
  while (exclusion !== NONE) {
    const next = r.exclusions.ints[exclusion * at.EXCLUSION_INTS + 1];
    give(r.exclusions, exclusion);
    exclusion = next;
  }
  r.items.ints[record + at.ITEM_GONE] = -1;
  const generation = r.items.ints[record + at.ITEM_GENERATION];
  r.items.ints[record + at.ITEM_GENERATION] = nextItemGeneration(generation);
  give(r.items, slot);
}

/** Stands in line in one more group, with the enqueue time and order it has elsewhere. */
export function enqueue(r: Routing, item: ItemHandle, group: GroupHandle, where: Place): void {
  const slot = itemSlot(r, item);
  checkGroup(r, group);
  checkPlace(r, slot, group, where);
  const record = slot * at.ITEM_INTS;
  const shelf = shelfFor(r, group, where.cost, where.requirement);
  const place = take(r.places);
  const places = r.places.ints;
  const own = place * at.PLACE_INTS;
  places[own + at.PLACE_ITEM] = slot;
  places[own + at.PLACE_LINE] = shelf * at.CLASSES + where.class;
  places[own + at.PLACE_OF_ITEM] = r.items.ints[record + at.ITEM_FIRST_PLACE];
  r.places.reals[place * at.PLACE_REALS + at.PLACE_SINCE_REAL] = where.enqueuedAt;
  r.items.reals[slot * at.ITEM_REALS + at.ITEM_ORDER_REAL] = where.order;
  r.items.ints[record + at.ITEM_FIRST_PLACE] = place;
  r.shelves.ints[shelf * at.SHELF_INTS + at.SHELF_STANDING]++;
  if (r.items.ints[record + at.ITEM_GONE] === 1) {
    r.groups[group * at.GROUP_INTS + at.GONE_ITEMS]++;
  } else {
    stepIn(r, place);
  }
}

/** Leaves all its lines: assigned, closed, or about to stand elsewhere. */
export function dequeue(r: Routing, item: ItemHandle): void {
  const slot = itemSlot(r, item);
  dropReservationOfItem(r, slot);
  const record = slot * at.ITEM_INTS;
  for (;;) {
    const place = r.items.ints[record + at.ITEM_FIRST_PLACE];
    if (place === NONE) return;
    r.items.ints[record + at.ITEM_FIRST_PLACE] =
      r.places.ints[place * at.PLACE_INTS + at.PLACE_OF_ITEM];
    vacate(r, slot, place);
  }
}

/** Leaves the line of one group; nothing happens when it stands in none there. */
export function leaveLine(r: Routing, item: ItemHandle, group: GroupHandle): void {
  const slot = itemSlot(r, item);
  const places = r.places.ints;
  let link = NONE;
  let place = r.items.ints[slot * at.ITEM_INTS + at.ITEM_FIRST_PLACE];
  while (place !== NONE && groupOfPlace(r, place) !== group) {
    link = place;
    place = places[place * at.PLACE_INTS + at.PLACE_OF_ITEM];
  }
  if (place === NONE) return;
  const next = places[place * at.PLACE_INTS + at.PLACE_OF_ITEM];
  if (link === NONE) r.items.ints[slot * at.ITEM_INTS + at.ITEM_FIRST_PLACE] = next;
  else places[link * at.PLACE_INTS + at.PLACE_OF_ITEM] = next;
  vacate(r, slot, place);
  const agent = r.items.ints[slot * at.ITEM_INTS + at.ITEM_RESERVED_AGENT];
  if (agent !== NONE) keepReservation(r, agent);
}

/** A gone visitor keeps the place but is passed over until back. */
export function setGone(r: Routing, item: ItemHandle, gone: boolean): void {
  const slot = itemSlot(r, item);
  const record = slot * at.ITEM_INTS;
  if ((r.items.ints[record + at.ITEM_GONE] === 1) === gone) return;
  r.items.ints[record + at.ITEM_GONE] = gone ? 1 : 0;
  if (gone) dropReservationOfItem(r, slot);
  let place = r.items.ints[record + at.ITEM_FIRST_PLACE];
  for (; place !== NONE; place = r.places.ints[place * at.PLACE_INTS + at.PLACE_OF_ITEM]) {
    r.groups[groupOfPlace(r, place) * at.GROUP_INTS + at.GONE_ITEMS] += gone ? 1 : -1;
    if (gone) stepOut(r, place);
    else stepIn(r, place);
  }
}

/** This agent declined it, or let the offer time out: it passes the item over from now on. */
export function exclude(r: Routing, item: ItemHandle, agent: AgentHandle): void {
  const slot = itemSlot(r, item);
  const excluded = agentSlot(r, agent);
  if (isExcluded(r, r.items.ints[slot * at.ITEM_INTS + at.ITEM_EXCLUSION], agent)) return;
  const exclusion = take(r.exclusions);
  const record = exclusion * at.EXCLUSION_INTS;
  r.exclusions.ints[record] = agent;
  r.exclusions.ints[record + 1] = r.items.ints[slot * at.ITEM_INTS + at.ITEM_EXCLUSION];
  r.items.ints[slot * at.ITEM_INTS + at.ITEM_EXCLUSION] = exclusion;
  keepReservation(r, excluded);
}

/** Whether the chain of exclusions names the agent; handles, so that a reused slot is innocent. */
export function isExcluded(r: Routing, first: number, agent: AgentHandle): boolean {
  const exclusions = r.exclusions.ints;
  for (let n = first; n !== NONE; n = exclusions[n * at.EXCLUSION_INTS + 1]) {
    if (exclusions[n * at.EXCLUSION_INTS] === agent) return true;
  }
  return false;
}

export function groupOfPlace(r: Routing, place: number): GroupHandle {
  const shelf = (r.places.ints[place * at.PLACE_INTS + at.PLACE_LINE] / at.CLASSES) | 0;
  return r.shelves.ints[shelf * at.SHELF_INTS + at.SHELF_GROUP];
}

/** The item's place in the group, or NONE. */
export function placeIn(r: Routing, item: number, group: GroupHandle): number {
  let place = r.items.ints[item * at.ITEM_INTS + at.ITEM_FIRST_PLACE];
  while (place !== NONE && groupOfPlace(r, place) !== group) {
    place = r.places.ints[place * at.PLACE_INTS + at.PLACE_OF_ITEM];
  }
  return place;
}

function checkPlace(r: Routing, item: number, group: number, where: Place): void {
  if (!(where.class >= 0 && where.class < at.CLASSES)) throw new Error(`class ${where.class}`);
  if (!(where.cost >= 1)) throw new Error(`cost ${where.cost} is no number of units`);
  if (where.requirement < NO_REQUIREMENT || where.requirement >= r.requirements.length) {
    throw new Error(`requirement ${where.requirement} is unknown`);
  }
  let lines = 0;
  let place = r.items.ints[item * at.ITEM_INTS + at.ITEM_FIRST_PLACE];
  for (; place !== NONE; place = r.places.ints[place * at.PLACE_INTS + at.PLACE_OF_ITEM]) {
    if (++lines === LINES_PER_ITEM_MAX) throw new Error("the item stands in four lines already");
    if (groupOfPlace(r, place) === group) throw new Error(`the item stands in group ${group}`);
    if (
      r.places.reals[place * at.PLACE_REALS + at.PLACE_SINCE_REAL] !== where.enqueuedAt ||
      r.items.reals[item * at.ITEM_REALS + at.ITEM_ORDER_REAL] !== where.order
    ) throw new Error("the item's lines differ in enqueue time or order");
  }
}

function vacate(r: Routing, item: number, place: number): void {
  const shelf = (r.places.ints[place * at.PLACE_INTS + at.PLACE_LINE] / at.CLASSES) | 0;
  r.shelves.ints[shelf * at.SHELF_INTS + at.SHELF_STANDING]--;
  if (r.items.ints[item * at.ITEM_INTS + at.ITEM_GONE] === 1) {
    const group = r.shelves.ints[shelf * at.SHELF_INTS + at.SHELF_GROUP];
    r.groups[group * at.GROUP_INTS + at.GONE_ITEMS]--;
  } else {
    stepOut(r, place);
  }
  give(r.places, place);
}

function stepIn(r: Routing, place: number): void {
  const line = r.places.ints[place * at.PLACE_INTS + at.PLACE_LINE];
  const shelf = (line / at.CLASSES) | 0;
  const record = shelf * at.SHELF_INTS;
  const itemClass = line - shelf * at.CLASSES;
  r.groups[r.shelves.ints[record + at.SHELF_GROUP] * at.GROUP_INTS + at.LIVE_ITEMS]++;
  if (!joinLine(r, line, place)) return;
  r.shelves.ints[record + at.SHELF_CLASSES] |= 1 << itemClass;
  refreshRung(r, shelf, itemClass);
}

function stepOut(r: Routing, place: number): void {
  const line = r.places.ints[place * at.PLACE_INTS + at.PLACE_LINE];
  const shelf = (line / at.CLASSES) | 0;
  const record = shelf * at.SHELF_INTS;
  const itemClass = line - shelf * at.CLASSES;
  r.groups[r.shelves.ints[record + at.SHELF_GROUP] * at.GROUP_INTS + at.LIVE_ITEMS]--;
  if (!quitLine(r, line, place)) return;
  if (r.lines[line * at.LINE_INTS + at.LINE_COUNT] === 0) {
    r.shelves.ints[record + at.SHELF_CLASSES] &= ~(1 << itemClass);
  }
  refreshRung(r, shelf, itemClass);
}

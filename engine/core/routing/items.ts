/**
 * Items and their places in line. An item has one enqueue time and one order, wherever it stands;
 * it may stand in the lines of up to four groups at once (overflow on time-out keeps the first).
 * The places of a gone visitor keep their line but stand outside its order, so that nobody walks
 * over them; they join again where they belong.
 */
import { type AgentHandle, type GroupHandle, type ItemHandle, type Place } from "./door.ts";
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

const {
  CLASSES,
  EXCLUSION_INTS,
  FIRST_LINE,
  GONE_ITEMS,
  GROUP_INTS,
  ITEM_EXCLUSION,
  ITEM_FIRST_PLACE,
  ITEM_GENERATION,
  ITEM_GONE,
  ITEM_INTS,
  ITEM_REALS,
  ITEM_RESERVED_AGENT,
  LINE_COUNT,
  LINE_INTS,
  LIVE_ITEMS,
  NONE,
  NO_REQUIREMENT,
  PLACE_ITEM,
  PLACE_LINE,
  PLACE_OF_ITEM,
  PLACE_ORDER_REAL,
  PLACE_SINCE_REAL,
  SHELF_CLASSES,
  SHELF_GROUP,
  SHELF_INTS,
  SHELF_RECORDS,
  SHELF_STANDING,
} = at;

const LINES_PER_ITEM_MAX = 4;

export function addItem(r: Routing): ItemHandle {
  const slot = take(r.items);
  if (slot >= ITEMS_MAX) throw new Error("more items than a routing can hold");
  const items = r.items.ints;
  const record = slot * ITEM_INTS;
  items[record + ITEM_GONE] = 0;
  items[record + ITEM_FIRST_PLACE] = NONE;
  items[record + ITEM_EXCLUSION] = NONE;
  items[record + ITEM_RESERVED_AGENT] = NONE;
  items[record + PLACE_LINE] = NONE;
  return itemHandle(r, slot);
}

/** Leaves all lines; the handle is dead afterwards. */
export function removeItem(r: Routing, item: ItemHandle): void {
  const slot = itemSlot(r, item);
  dequeue(r, item);
  const record = slot * ITEM_INTS;
  let exclusion = r.items.ints[record + ITEM_EXCLUSION];
  while (exclusion !== NONE) {
    const next = r.exclusions.ints[exclusion * EXCLUSION_INTS + 1];
    give(r.exclusions, exclusion);
    exclusion = next;
  }
  r.items.ints[record + ITEM_GONE] = -1;
  const generation = r.items.ints[record + ITEM_GENERATION];
  r.items.ints[record + ITEM_GENERATION] = nextItemGeneration(generation);
  give(r.items, slot);
}

/** Stands in line in one more group, with the enqueue time and order it has elsewhere. */
export function enqueue(r: Routing, item: ItemHandle, group: GroupHandle, where: Place): void {
  const slot = itemSlot(r, item);
  checkGroup(r, group);
  checkPlace(r, slot, group, where);
  const record = slot * ITEM_INTS;
  const shelf = shelfFor(r, group, where.cost, where.requirement);
  const place = r.items.ints[record + PLACE_LINE] === NONE ? slot : takePlace(r);
  const items = r.items.ints;
  const own = place * ITEM_INTS;
  items[own + PLACE_ITEM] = slot;
  items[own + PLACE_LINE] = shelf * SHELF_RECORDS + FIRST_LINE + where.class;
  items[own + PLACE_OF_ITEM] = items[record + ITEM_FIRST_PLACE];
  r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL] = where.enqueuedAt;
  r.items.reals[place * ITEM_REALS + PLACE_ORDER_REAL] = where.order;
  items[record + ITEM_FIRST_PLACE] = place;
  r.shelves.ints[shelf * SHELF_INTS + SHELF_STANDING]++;
  if (items[record + ITEM_GONE] === 1) {
    r.groups[group * GROUP_INTS + GONE_ITEMS]++;
  } else {
    stepIn(r, place);
  }
}

/** Leaves all its lines: assigned, closed, or about to stand elsewhere. */
export function dequeue(r: Routing, item: ItemHandle): void {
  const slot = itemSlot(r, item);
  dropReservationOfItem(r, slot);
  const record = slot * ITEM_INTS;
  for (;;) {
    const place = r.items.ints[record + ITEM_FIRST_PLACE];
    if (place === NONE) return;
    r.items.ints[record + ITEM_FIRST_PLACE] = r.items.ints[place * ITEM_INTS + PLACE_OF_ITEM];
    vacate(r, slot, place);
  }
}

/** Leaves the line of one group; nothing happens when it stands in none there. */
export function leaveLine(r: Routing, item: ItemHandle, group: GroupHandle): void {
  const slot = itemSlot(r, item);
  const places = r.items.ints;
  let link = NONE;
  let place = r.items.ints[slot * ITEM_INTS + ITEM_FIRST_PLACE];
  while (place !== NONE && groupOfPlace(r, place) !== group) {
    link = place;
    place = places[place * ITEM_INTS + PLACE_OF_ITEM];
  }
  if (place === NONE) return;
  const next = places[place * ITEM_INTS + PLACE_OF_ITEM];
  if (link === NONE) r.items.ints[slot * ITEM_INTS + ITEM_FIRST_PLACE] = next;
  else places[link * ITEM_INTS + PLACE_OF_ITEM] = next;
  vacate(r, slot, place);
  const agent = r.items.ints[slot * ITEM_INTS + ITEM_RESERVED_AGENT];
  if (agent !== NONE) keepReservation(r, agent);
}

/** A gone visitor keeps the place but is passed over until back. */
export function setGone(r: Routing, item: ItemHandle, gone: boolean): void {
  const slot = itemSlot(r, item);
  const record = slot * ITEM_INTS;
  if ((r.items.ints[record + ITEM_GONE] === 1) === gone) return;
  r.items.ints[record + ITEM_GONE] = gone ? 1 : 0;
  if (gone) dropReservationOfItem(r, slot);
  let place = r.items.ints[record + ITEM_FIRST_PLACE];
  for (; place !== NONE; place = r.items.ints[place * ITEM_INTS + PLACE_OF_ITEM]) {
    r.groups[groupOfPlace(r, place) * GROUP_INTS + GONE_ITEMS] += gone ? 1 : -1;
    if (gone) stepOut(r, place);
    else stepIn(r, place);
  }
}

/** This agent declined it, or let the offer time out: it passes the item over from now on. */
export function exclude(r: Routing, item: ItemHandle, agent: AgentHandle): void {
  const slot = itemSlot(r, item);
  const excluded = agentSlot(r, agent);
  if (isExcluded(r, r.items.ints[slot * ITEM_INTS + ITEM_EXCLUSION], agent)) return;
  const exclusion = take(r.exclusions);
  const record = exclusion * EXCLUSION_INTS;
  r.exclusions.ints[record] = agent;
  r.exclusions.ints[record + 1] = r.items.ints[slot * ITEM_INTS + ITEM_EXCLUSION];
  r.items.ints[slot * ITEM_INTS + ITEM_EXCLUSION] = exclusion;
  keepReservation(r, excluded);
}

/** Whether the chain of exclusions names the agent; handles, so that a reused slot is innocent. */
export function isExcluded(r: Routing, first: number, agent: AgentHandle): boolean {
  const exclusions = r.exclusions.ints;
  for (let n = first; n !== NONE; n = exclusions[n * EXCLUSION_INTS + 1]) {
    if (exclusions[n * EXCLUSION_INTS] === agent) return true;
  }
  return false;
}

export function groupOfPlace(r: Routing, place: number): GroupHandle {
  const shelf = (r.items.ints[place * ITEM_INTS + PLACE_LINE] / SHELF_RECORDS) | 0;
  return r.shelves.ints[shelf * SHELF_INTS + SHELF_GROUP];
}

/** The item's place in the group, or NONE. */
export function placeIn(r: Routing, item: number, group: GroupHandle): number {
  let place = r.items.ints[item * ITEM_INTS + ITEM_FIRST_PLACE];
  while (place !== NONE && groupOfPlace(r, place) !== group) {
    place = r.items.ints[place * ITEM_INTS + PLACE_OF_ITEM];
  }
  return place;
}

function checkPlace(r: Routing, item: number, group: number, where: Place): void {
  if (!(where.class >= 0 && where.class < CLASSES)) throw new Error(`class ${where.class}`);
  if (!(where.cost >= 1)) throw new Error(`cost ${where.cost} is no number of units`);
  if (where.requirement < NO_REQUIREMENT || where.requirement >= r.requirements.length) {
    throw new Error(`requirement ${where.requirement} is unknown`);
  }
  let lines = 0;
  let place = r.items.ints[item * ITEM_INTS + ITEM_FIRST_PLACE];
  for (; place !== NONE; place = r.items.ints[place * ITEM_INTS + PLACE_OF_ITEM]) {
    if (++lines === LINES_PER_ITEM_MAX) throw new Error("the item stands in four lines already");
    if (groupOfPlace(r, place) === group) throw new Error(`the item stands in group ${group}`);
    if (
      r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL] !== where.enqueuedAt ||
      r.items.reals[place * ITEM_REALS + PLACE_ORDER_REAL] !== where.order
    ) throw new Error("the item's lines differ in enqueue time or order");
  }
}

function vacate(r: Routing, item: number, place: number): void {
  const shelf = (r.items.ints[place * ITEM_INTS + PLACE_LINE] / SHELF_RECORDS) | 0;
  r.shelves.ints[shelf * SHELF_INTS + SHELF_STANDING]--;
  if (r.items.ints[item * ITEM_INTS + ITEM_GONE] === 1) {
    const group = r.shelves.ints[shelf * SHELF_INTS + SHELF_GROUP];
    r.groups[group * GROUP_INTS + GONE_ITEMS]--;
  } else {
    stepOut(r, place);
  }
  r.items.ints[place * ITEM_INTS + PLACE_LINE] = NONE;
  if (place !== item) give(r.items, place);
}

/** A record for a further place; it is nobody's item. */
function takePlace(r: Routing): number {
  const place = take(r.items);
  r.items.ints[place * ITEM_INTS + ITEM_GONE] = -1;
  return place;
}

function stepIn(r: Routing, place: number): void {
  const line = r.items.ints[place * ITEM_INTS + PLACE_LINE];
  const shelf = (line / SHELF_RECORDS) | 0;
  const record = shelf * SHELF_INTS;
  const itemClass = line - shelf * SHELF_RECORDS - FIRST_LINE;
  r.groups[r.shelves.ints[record + SHELF_GROUP] * GROUP_INTS + LIVE_ITEMS]++;
  if (!joinLine(r, line, place)) return;
  r.shelves.ints[record + SHELF_CLASSES] |= 1 << itemClass;
  refreshRung(r, shelf, itemClass);
}

function stepOut(r: Routing, place: number): void {
  const line = r.items.ints[place * ITEM_INTS + PLACE_LINE];
  const shelf = (line / SHELF_RECORDS) | 0;
  const record = shelf * SHELF_INTS;
  const itemClass = line - shelf * SHELF_RECORDS - FIRST_LINE;
  r.groups[r.shelves.ints[record + SHELF_GROUP] * GROUP_INTS + LIVE_ITEMS]--;
  if (!quitLine(r, line, place)) return;
  if (r.shelves.ints[line * LINE_INTS + LINE_COUNT] === 0) {
    r.shelves.ints[record + SHELF_CLASSES] &= ~(1 << itemClass);
  }
  refreshRung(r, shelf, itemClass);
}

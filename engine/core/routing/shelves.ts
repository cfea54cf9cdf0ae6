/**
 * Shelves: the ten lines (one per class) of one group, cost and requirement set. Found by a hash
 * table of those three numbers; taken down when the group has many and they are empty.
 */
import { type GroupHandle, type RequirementHandle } from "./door.ts";
import { give, take } from "./columns.ts";
import { fitClassFor } from "./costs.ts";
import * as at from "./layout.ts";
import { checkGroup, type Routing } from "./routing.ts";

const {
  CLASSES,
  FIRST_LINE,
  FIRST_RUNG,
  FIRST_SHELF,
  GROUP_INTS,
  LINE_COUNT,
  LINE_INTS,
  NONE,
  NO_REQUIREMENT,
  RUNG_COST,
  RUNG_INTS,
  RUNG_REQUIREMENT,
  RUNG_SHELF,
  SHELF_CLASSES,
  SHELF_COST,
  SHELF_COUNT,
  SHELF_GROUP,
  SHELF_INTS,
  SHELF_NEXT,
  SHELF_RECORDS,
  SHELF_REQUIREMENT,
  SHELF_STANDING,
} = at;

/** Requirement sets that may have items in line in one group (routing.md). */
const LIVE_SETS_MAX = 64;
/** A group with this many shelves looks for empty ones before it adds another. */
const SHELVES_SWEPT = 64;

/** False when this set would be one live set too many for the group: it may be one of `most`. */
export function canQueue(
  r: Routing,
  group: GroupHandle,
  requirement: RequirementHandle,
  most: number = LIVE_SETS_MAX,
): boolean {
  checkGroup(r, group);
  const sets = new Set<number>();
  const shelves = r.shelves.ints;
  let shelf = r.groups[group * GROUP_INTS + FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * SHELF_INTS + SHELF_NEXT]) {
    const record = shelf * SHELF_INTS;
    if (shelves[record + SHELF_STANDING] > 0) sets.add(shelves[record + SHELF_REQUIREMENT]);
  }
  sets.delete(NO_REQUIREMENT);
  return requirement === NO_REQUIREMENT || sets.has(requirement) || sets.size < most;
}

export function shelfFor(r: Routing, group: number, cost: number, requirement: number): number {
  const table = r.shelfTable;
  const shelves = r.shelves.ints;
  let cell = hash(group, cost, requirement) & (table.length - 1);
  for (;;) {
    const shelf = table[cell];
    if (shelf === NONE) return addShelf(r, group, cost, requirement);
    const record = shelf * SHELF_INTS;
    if (
      shelves[record + SHELF_GROUP] === group && shelves[record + SHELF_COST] === cost &&
      shelves[record + SHELF_REQUIREMENT] === requirement
    ) return shelf;
    cell = (cell + 1) & (table.length - 1);
  }
}

function hash(group: number, cost: number, requirement: number): number {
  let mixed = Math.imul(group, 0x9e3779b1) ^ Math.imul(cost, 0x85ebca6b) ^
    Math.imul(requirement + 1, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  return mixed ^ (mixed >>> 7);
}

function addShelf(r: Routing, group: number, cost: number, requirement: number): number {
  const count = r.groups[group * GROUP_INTS + SHELF_COUNT];
  if (count >= SHELVES_SWEPT) sweep(r, group);
  // Rings are by cost class: the cost is known before anything of it hangs in one.
  fitClassFor(r, cost);
  const shelf = take(r.shelves);
  const record = shelf * SHELF_INTS;
  const shelves = r.shelves.ints;
  shelves.fill(NONE, record, record + SHELF_INTS);
  for (let n = 0; n < CLASSES; n++) {
    const rung = (shelf * SHELF_RECORDS + FIRST_RUNG + n) * RUNG_INTS;
    shelves[rung + RUNG_SHELF] = shelf;
    shelves[rung + RUNG_COST] = cost;
    shelves[rung + RUNG_REQUIREMENT] = requirement;
    shelves[(shelf * SHELF_RECORDS + FIRST_LINE + n) * LINE_INTS + LINE_COUNT] = 0;
  }
  shelves[record + SHELF_GROUP] = group;
  shelves[record + SHELF_COST] = cost;
  shelves[record + SHELF_REQUIREMENT] = requirement;
  shelves[record + SHELF_CLASSES] = 0;
  shelves[record + SHELF_STANDING] = 0;
  shelves[record + SHELF_NEXT] = r.groups[group * GROUP_INTS + FIRST_SHELF];
  r.groups[group * GROUP_INTS + FIRST_SHELF] = shelf;
  r.groups[group * GROUP_INTS + SHELF_COUNT]++;
  remember(r, shelf);
  return shelf;
}

/** Takes down the group's empty shelves, and builds the table anew without them. */
function sweep(r: Routing, group: number): void {
  const shelves = r.shelves.ints;
  const record = group * GROUP_INTS;
  let shelf = r.groups[record + FIRST_SHELF];
  let kept = NONE;
  let removed = 0;
  while (shelf !== NONE) {
    const next = shelves[shelf * SHELF_INTS + SHELF_NEXT];
    if (shelves[shelf * SHELF_INTS + SHELF_STANDING] === 0) {
      shelves[shelf * SHELF_INTS + SHELF_GROUP] = NONE;
      give(r.shelves, shelf);
      removed++;
    } else {
      shelves[shelf * SHELF_INTS + SHELF_NEXT] = kept;
      kept = shelf;
    }
    shelf = next;
  }
  r.groups[record + FIRST_SHELF] = kept;
  r.groups[record + SHELF_COUNT] -= removed;
  if (removed > 0) rebuildTable(r, r.shelfTable.length);
}

function remember(r: Routing, shelf: number): void {
  if ((r.shelfTableCount + 1) * 2 > r.shelfTable.length) {
    rebuildTable(r, r.shelfTable.length * 2);
    return;
  }
  insert(r, shelf);
}

/** The shelf just taken is among those used, so it is entered with the others. */
function rebuildTable(r: Routing, length: number): void {
  r.shelfTable = new Int32Array(length).fill(NONE);
  r.shelfTableCount = 0;
  for (let group = 0; group < r.groupCount; group++) {
    let shelf = r.groups[group * GROUP_INTS + FIRST_SHELF];
    for (; shelf !== NONE; shelf = r.shelves.ints[shelf * SHELF_INTS + SHELF_NEXT]) {
      insert(r, shelf);
    }
  }
}

function insert(r: Routing, shelf: number): void {
  const record = shelf * SHELF_INTS;
  const shelves = r.shelves.ints;
  let cell = hash(
    shelves[record + SHELF_GROUP],
    shelves[record + SHELF_COST],
    shelves[record + SHELF_REQUIREMENT],
  ) & (r.shelfTable.length - 1);
  while (r.shelfTable[cell] !== NONE) cell = (cell + 1) & (r.shelfTable.length - 1);
  r.shelfTable[cell] = shelf;
  r.shelfTableCount++;
}

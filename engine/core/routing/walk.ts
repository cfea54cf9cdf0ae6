/**
 * Waiting lines for somebody who wants the first few of them that fit, and no look at all who wait.
 * Reads only; lines and places are good until the next change. Whose visitor is gone stands in none.
 */
import type { GroupHandle, ItemHandle } from "./door.ts";
import { lowestBit } from "./index.ts";
import { searchLadder } from "./ladder.ts";
import * as at from "./layout.ts";
import { checkGroup, itemHandle, type Routing } from "./routing.ts";

const {
  FIRST_LINE,
  FIRST_SHELF,
  GROUP_INTS,
  ITEM_INTS,
  LINE_HEAD,
  LINE_INTS,
  NONE,
  PLACE_ITEM,
  PLACE_NEXT,
  SHELF_CLASSES,
  SHELF_INTS,
  SHELF_NEXT,
  SHELF_RECORDS,
} = at;

/** The lines of a group in which anybody stands. */
export function linesOf(r: Routing, group: GroupHandle): number[] {
  checkGroup(r, group);
  const lines: number[] = [];
  const shelves = r.shelves.ints;
  let shelf = r.groups[group * GROUP_INTS + FIRST_SHELF];
  for (; shelf !== NONE; shelf = shelves[shelf * SHELF_INTS + SHELF_NEXT]) {
    let classes = shelves[shelf * SHELF_INTS + SHELF_CLASSES];
    for (; classes !== 0; classes &= classes - 1) {
      lines.push(shelf * SHELF_RECORDS + FIRST_LINE + lowestBit(classes));
    }
  }
  return lines;
}

/** The first place of a line, or the first behind a prefix of it; NONE at its end. O(log n). */
export function firstPlace(
  r: Routing,
  line: number,
  isBefore?: (item: ItemHandle) => boolean,
): number {
  const head = r.shelves.ints[line * LINE_INTS + LINE_HEAD];
  if (isBefore === undefined) return head;
  const { place } = searchLadder(r, line * LINE_INTS, (place) => isBefore(itemAt(r, place)));
  return place === NONE ? head : nextPlace(r, place);
}

export const nextPlace = (r: Routing, place: number): number =>
  r.items.ints[place * ITEM_INTS + PLACE_NEXT];

export const itemAt = (r: Routing, place: number): ItemHandle =>
  itemHandle(r, r.items.ints[place * ITEM_INTS + PLACE_ITEM]);

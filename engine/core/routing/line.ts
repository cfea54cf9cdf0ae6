/**
 * One waiting line: places in order of (enqueuedAt, order), doubly linked, so that taking the
 * head, leaving from anywhere and joining at the end cost the same whatever the length. Joining at
 * an earlier place and asking for a rank go over the ladder that stands above a long line.
 */
import { endOfLadder, lowerLadder, raiseLadder, searchLadder } from "./ladder.ts";
import * as at from "./layout.ts";
import type { Routing } from "./routing.ts";

const {
  ITEM_INTS,
  ITEM_REALS,
  LINE_COUNT,
  LINE_HEAD,
  LINE_HEAD_SINCE_REAL,
  LINE_INTS,
  LINE_REALS,
  LINE_TAIL,
  LINE_TAIL_SINCE_REAL,
  NONE,
  PLACE_NEXT,
  PLACE_ORDER_REAL,
  PLACE_PREVIOUS,
  PLACE_SINCE_REAL,
} = at;

/** Whether place a stands before place b. */
export function placeBefore(r: Routing, a: number, b: number): boolean {
  const sinceA = r.items.reals[a * ITEM_REALS + PLACE_SINCE_REAL];
  const sinceB = r.items.reals[b * ITEM_REALS + PLACE_SINCE_REAL];
  return sinceA < sinceB || (sinceA === sinceB && orderOf(r, a) < orderOf(r, b));
}

export function orderOf(r: Routing, place: number): number {
  return r.items.reals[place * ITEM_REALS + PLACE_ORDER_REAL];
}

/** Joins the line where the place belongs; true when it is the head now. */
export function joinLine(r: Routing, line: number, place: number): boolean {
  const record = line * LINE_INTS;
  const lines = r.shelves.ints;
  const places = r.items.ints;
  const tail = lines[record + LINE_TAIL];
  let before = tail;
  let rank = lines[record + LINE_COUNT];
  if (tail === NONE || standsAfter(r, line, tail, place)) {
    endOfLadder(r, record, rank);
  } else {
    const found = searchLadder(r, record, (other) => placeBefore(r, other, place));
    before = found.place;
    rank = found.rank;
  }
  const after = before === NONE
    ? lines[record + LINE_HEAD]
    : before === tail
    ? NONE
    : places[before * ITEM_INTS + PLACE_NEXT];
  places[place * ITEM_INTS + PLACE_PREVIOUS] = before;
  places[place * ITEM_INTS + PLACE_NEXT] = after;
  if (before === NONE) setHead(r, line, place);
  else places[before * ITEM_INTS + PLACE_NEXT] = place;
  if (after === NONE) setTail(r, line, place);
  else places[after * ITEM_INTS + PLACE_PREVIOUS] = place;
  raiseLadder(r, record, place, rank);
  lines[record + LINE_COUNT]++;
  return before === NONE;
}

/** Nearly always: who joins has waited for less time than the last one. */
function standsAfter(r: Routing, line: number, tail: number, place: number): boolean {
  const since = r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL];
  const last = r.shelves.reals[line * LINE_REALS + LINE_TAIL_SINCE_REAL];
  return since > last || (since === last && orderOf(r, tail) < orderOf(r, place));
}

/** Leaves the line; true when it was the head. */
export function quitLine(r: Routing, line: number, place: number): boolean {
  const places = r.items.ints;
  const record = line * LINE_INTS;
  lowerLadder(r, record, place);
  const next = places[place * ITEM_INTS + PLACE_NEXT];
  const previous = places[place * ITEM_INTS + PLACE_PREVIOUS];
  if (previous === NONE) setHead(r, line, next);
  else places[previous * ITEM_INTS + PLACE_NEXT] = next;
  if (next === NONE) setTail(r, line, previous);
  else places[next * ITEM_INTS + PLACE_PREVIOUS] = previous;
  r.shelves.ints[record + LINE_COUNT]--;
  return previous === NONE;
}

function setHead(r: Routing, line: number, place: number): void {
  r.shelves.ints[line * LINE_INTS + LINE_HEAD] = place;
  if (place === NONE) return;
  r.shelves.reals[line * LINE_REALS + LINE_HEAD_SINCE_REAL] =
    r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL];
}

function setTail(r: Routing, line: number, place: number): void {
  r.shelves.ints[line * LINE_INTS + LINE_TAIL] = place;
  if (place === NONE) return;
  r.shelves.reals[line * LINE_REALS + LINE_TAIL_SINCE_REAL] =
    r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL];
}

/** How many places, from the head on, `isAhead` holds for; it must hold for a prefix. */
export function countAhead(r: Routing, line: number, isAhead: (place: number) => boolean): number {
  return searchLadder(r, line * LINE_INTS, isAhead).rank;
}

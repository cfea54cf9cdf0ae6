/**
 * The ladder above a line: a skip list with widths. About one place in 16 carries a guide,
 * about one in 16 of those one a level higher, and so on. A guide's width is the number of
 * places from its own up to the next guide of its level.
 *
 * Each level is a ring that begins with a rail, a guide without a place whose width counts those
 * before the first guide. The rail's PREVIOUS is the level's last guide, so the end of a line is
 * found without a search. A level is built when a place first reaches it, and stays until the line
 * is empty. Nothing a decision sees depends on where guides stand.
 *
 * Invariant: on every level the widths add up to the number of places in the line.
 */
import { give, take } from "./columns.ts";
import * as at from "./layout.ts";
import type { Routing } from "./routing.ts";

const {
  GUIDE_DOWN,
  GUIDE_INTS,
  GUIDE_LEVEL,
  GUIDE_NEXT,
  GUIDE_PLACE,
  GUIDE_PREVIOUS,
  GUIDE_UP,
  GUIDE_WIDTH,
  ITEM_INTS,
  LINE_COUNT,
  LINE_HEAD,
  LINE_TOP,
  NONE,
  PLACE_GUIDE,
  PLACE_NEXT,
  PLACE_PREVIOUS,
} = at;

/** 16^7 places are more than a routing can hold. */
const LEVELS_MAX = 7;
/** One in 16. */
const COIN_MASK = 15;

/** By level from 1: the last guide before a place that is about to join, and that guide's rank. */
const pathGuides = new Int32Array(LEVELS_MAX + 1);
const pathRanks = new Int32Array(LEVELS_MAX + 1);
const found = { place: NONE, rank: 0 };

/** The last place `isAhead` holds for, and how many it holds for; it must hold for a prefix. */
export function searchLadder(
  r: Routing,
  line: number,
  isAhead: (place: number) => boolean,
): { place: number; rank: number } {
  const guides = r.guides.ints;
  let guide = r.shelves.ints[line + LINE_TOP];
  let level = guide === NONE ? 0 : guides[guide * GUIDE_INTS + GUIDE_LEVEL];
  let rank = 0;
  let place = NONE;
  for (; level > 0; level--) {
    for (;;) {
      const next = guides[guide * GUIDE_INTS + GUIDE_NEXT];
      const standing = guides[next * GUIDE_INTS + GUIDE_PLACE];
      if (standing === NONE || !isAhead(standing)) break;
      rank += guides[guide * GUIDE_INTS + GUIDE_WIDTH];
      guide = next;
    }
    pathGuides[level] = guide;
    pathRanks[level] = rank;
    place = guides[guide * GUIDE_INTS + GUIDE_PLACE];
    guide = guides[guide * GUIDE_INTS + GUIDE_DOWN];
  }
  const places = r.items.ints;
  let next = r.shelves.ints[line + LINE_HEAD];
  if (place !== NONE) {
    next = places[place * ITEM_INTS + PLACE_NEXT];
    rank++;
  }
  for (; next !== NONE && isAhead(next); next = places[next * ITEM_INTS + PLACE_NEXT]) {
    place = next;
    rank++;
  }
  found.place = place;
  found.rank = rank;
  return found;
}

/** Takes the path to the end of the line, for the place of that rank that is about to join. */
export function endOfLadder(r: Routing, line: number, rank: number): void {
  const guides = r.guides.ints;
  let rail = r.shelves.ints[line + LINE_TOP];
  while (rail !== NONE) {
    const level = guides[rail * GUIDE_INTS + GUIDE_LEVEL];
    const last = guides[rail * GUIDE_INTS + GUIDE_PREVIOUS];
    pathGuides[level] = last;
    pathRanks[level] = rank - guides[last * GUIDE_INTS + GUIDE_WIDTH];
    rail = guides[rail * GUIDE_INTS + GUIDE_DOWN];
  }
}

/** The place joins at this rank, after the path: guides grow wider, or new ones stand on it. */
export function raiseLadder(r: Routing, line: number, place: number, rank: number): void {
  const height = tossCoin(r);
  const top = r.shelves.ints[line + LINE_TOP];
  const levels = top === NONE ? 0 : r.guides.ints[top * GUIDE_INTS + GUIDE_LEVEL];
  for (let level = levels + 1; level <= height; level++) addRail(r, line, level);
  r.items.ints[place * ITEM_INTS + PLACE_GUIDE] = NONE;
  let below = NONE;
  for (let level = 1; level <= height; level++) {
    below = addGuide(r, place, below, pathGuides[level], rank - pathRanks[level]);
  }
  for (let level = height + 1; level <= levels; level++) {
    r.guides.ints[pathGuides[level] * GUIDE_INTS + GUIDE_WIDTH]++;
  }
}

/** A guide on the place, `left` places after the guide before it. */
function addGuide(
  r: Routing,
  place: number,
  below: number,
  before: number,
  left: number,
): number {
  const guide = take(r.guides);
  const guides = r.guides.ints;
  const own = guide * GUIDE_INTS;
  const ahead = before * GUIDE_INTS;
  const next = guides[ahead + GUIDE_NEXT];
  guides[own + GUIDE_PLACE] = place;
  guides[own + GUIDE_NEXT] = next;
  guides[own + GUIDE_PREVIOUS] = before;
  guides[own + GUIDE_UP] = NONE;
  guides[own + GUIDE_DOWN] = below;
  guides[own + GUIDE_WIDTH] = guides[ahead + GUIDE_WIDTH] + 1 - left;
  guides[ahead + GUIDE_WIDTH] = left;
  guides[ahead + GUIDE_NEXT] = guide;
  guides[next * GUIDE_INTS + GUIDE_PREVIOUS] = guide;
  if (below === NONE) r.items.ints[place * ITEM_INTS + PLACE_GUIDE] = guide;
  else guides[below * GUIDE_INTS + GUIDE_UP] = guide;
  return guide;
}

/** The place is about to leave: its guides go, and those that cover it grow narrower. */
export function lowerLadder(r: Routing, line: number, place: number): void {
  if (r.shelves.ints[line + LINE_TOP] === NONE) return;
  if (r.shelves.ints[line + LINE_COUNT] === 1) {
    dropLadder(r, line, place);
    return;
  }
  const guides = r.guides.ints;
  let own = r.items.ints[place * ITEM_INTS + PLACE_GUIDE];
  let cover = own === NONE ? coverOf(r, line, place) : NONE;
  for (;;) {
    if (own !== NONE) {
      const record = own * GUIDE_INTS;
      cover = guides[record + GUIDE_PREVIOUS];
      const next = guides[record + GUIDE_NEXT];
      guides[cover * GUIDE_INTS + GUIDE_NEXT] = next;
      guides[next * GUIDE_INTS + GUIDE_PREVIOUS] = cover;
      guides[cover * GUIDE_INTS + GUIDE_WIDTH] += guides[record + GUIDE_WIDTH] - 1;
      const up = guides[record + GUIDE_UP];
      give(r.guides, own);
      own = up;
      if (own !== NONE) continue;
    } else {
      guides[cover * GUIDE_INTS + GUIDE_WIDTH]--;
    }
    cover = coverAbove(guides, cover);
    if (cover === NONE) return;
  }
}

/** The level-1 guide or rail whose width counts this place, which carries none itself. */
function coverOf(r: Routing, line: number, place: number): number {
  const places = r.items.ints;
  const guides = r.guides.ints;
  let ahead = places[place * ITEM_INTS + PLACE_PREVIOUS];
  if (places[place * ITEM_INTS + PLACE_NEXT] === NONE) {
    return guides[lowestRail(r, line) * GUIDE_INTS + GUIDE_PREVIOUS];
  }
  while (ahead !== NONE) {
    const guide = places[ahead * ITEM_INTS + PLACE_GUIDE];
    if (guide !== NONE) return guide;
    ahead = places[ahead * ITEM_INTS + PLACE_PREVIOUS];
  }
  return lowestRail(r, line);
}

function lowestRail(r: Routing, line: number): number {
  const guides = r.guides.ints;
  let rail = r.shelves.ints[line + LINE_TOP];
  for (;;) {
    const down = guides[rail * GUIDE_INTS + GUIDE_DOWN];
    if (down === NONE) return rail;
    rail = down;
  }
}

/** The cover one level higher, or NONE above the top. */
function coverAbove(guides: Int32Array, cover: number): number {
  let guide = cover;
  while (
    guides[guide * GUIDE_INTS + GUIDE_UP] === NONE &&
    guides[guide * GUIDE_INTS + GUIDE_PLACE] !== NONE
  ) guide = guides[guide * GUIDE_INTS + GUIDE_PREVIOUS];
  return guides[guide * GUIDE_INTS + GUIDE_UP];
}

/** A new highest level, empty: its rail covers the whole line. */
function addRail(r: Routing, line: number, level: number): void {
  const rail = take(r.guides);
  const guides = r.guides.ints;
  const down = r.shelves.ints[line + LINE_TOP];
  const own = rail * GUIDE_INTS;
  guides[own + GUIDE_PLACE] = NONE;
  guides[own + GUIDE_NEXT] = rail;
  guides[own + GUIDE_PREVIOUS] = rail;
  guides[own + GUIDE_UP] = NONE;
  guides[own + GUIDE_DOWN] = down;
  guides[own + GUIDE_WIDTH] = r.shelves.ints[line + LINE_COUNT];
  guides[own + GUIDE_LEVEL] = level;
  if (down !== NONE) guides[down * GUIDE_INTS + GUIDE_UP] = rail;
  r.shelves.ints[line + LINE_TOP] = rail;
  pathGuides[level] = rail;
  pathRanks[level] = 0;
}

/** The last place leaves: its guides and all rails are free again. */
function dropLadder(r: Routing, line: number, place: number): void {
  const guides = r.guides.ints;
  let guide = r.items.ints[place * ITEM_INTS + PLACE_GUIDE];
  while (guide !== NONE) {
    const up = guides[guide * GUIDE_INTS + GUIDE_UP];
    give(r.guides, guide);
    guide = up;
  }
  let rail = r.shelves.ints[line + LINE_TOP];
  while (rail !== NONE) {
    const down = guides[rail * GUIDE_INTS + GUIDE_DOWN];
    give(r.guides, rail);
    rail = down;
  }
  r.shelves.ints[line + LINE_TOP] = NONE;
}

function tossCoin(r: Routing): number {
  let coin = r.coin;
  coin ^= coin << 13;
  coin ^= coin >>> 17;
  coin ^= coin << 5;
  r.coin = coin;
  let height = 0;
  while (height < LEVELS_MAX && ((coin >>> (height * 4)) & COIN_MASK) === 0) height++;
  return height;
}

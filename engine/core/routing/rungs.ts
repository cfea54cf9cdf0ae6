/**
 * Which heads of a group's lines come first, without looking at all lines.
 *
 * Classes of equal slope keep their order while time passes, so per (shelf, slope) only one head
 * matters: the rung. A group's rungs of one slope and one cost class (costs.ts) hang in a ring in
 * exact order of index, then enqueue time, then order. An agent's best work is the first rung of a
 * ring whose skills it has, over the rings whose costs it has room for: large items at the front do
 * not stand in the way of small ones. A rung moves only when the head of one of its lines changes,
 * usually a few steps.
 *
 * Index differences are taken as `(base − base) + slope · (since − since)`, which is exact for
 * quantised terms (groups.ts), so the ring agrees with the index at any moment.
 */
import { fitClass } from "./costs.ts";
import { lowestBit } from "./index.ts";
import * as at from "./layout.ts";
import { orderOf } from "./line.ts";
import type { Routing } from "./routing.ts";

const {
  BASE_REAL,
  CLASSES,
  FIRST_LINE,
  FIRST_RUNG,
  FIRST_SHELF,
  FIT_CLASSES,
  GROUP_INTS,
  GROUP_REALS,
  LINE_HEAD,
  LINE_HEAD_SINCE_REAL,
  LINE_INTS,
  LINE_REALS,
  NONE,
  RING_CLASS,
  RING_HEAD,
  RING_INTS,
  RING_REALS,
  RING_SINCE_REAL,
  RUNG_CLASS,
  RUNG_COST,
  RUNG_INTS,
  RUNG_NEXT,
  RUNG_PREVIOUS,
  RUNG_REALS,
  RUNG_SHELF,
  RUNG_SINCE_REAL,
  SHELF_CLASSES,
  SHELF_GROUP,
  SHELF_INTS,
  SHELF_NEXT,
  SHELF_RECORDS,
  SLOPES,
  SLOPE_REAL,
} = at;

/** The head of a line has changed: its rung is found again and moves to its place. */
export function refreshRung(r: Routing, shelf: number, itemClass: number): void {
  const group = r.shelves.ints[shelf * SHELF_INTS + SHELF_GROUP];
  const rank = r.slopeRanks[group * CLASSES + itemClass];
  const rung = shelf * SHELF_RECORDS + FIRST_RUNG + rank;
  const ring = ringOf(r, group, rank, r.shelves.ints[rung * RUNG_INTS + RUNG_COST]);
  let classes = r.slopeClasses[group * CLASSES + rank] &
    r.shelves.ints[shelf * SHELF_INTS + SHELF_CLASSES];
  if (classes === 0) {
    unlink(r, ring, rung);
    return;
  }
  let best = lowestBit(classes);
  for (classes &= classes - 1; classes !== 0; classes &= classes - 1) {
    const other = lowestBit(classes);
    if (headBefore(r, group, shelf, other, best)) best = other;
  }
  const since = sinceOf(r, shelf, best);
  const linked = r.shelves.ints[rung * RUNG_INTS + RUNG_CLASS] !== NONE;
  r.shelves.ints[rung * RUNG_INTS + RUNG_CLASS] = best;
  r.shelves.reals[rung * RUNG_REALS + RUNG_SINCE_REAL] = since;
  if (linked) reposition(r, ring, rung);
  else link(r, ring, rung);
  if (headOf(r, ring) === rung) setHead(r, ring, rung);
}

function headOf(r: Routing, ring: number): number {
  return r.rings[ring * RING_INTS + RING_HEAD];
}

function setHead(r: Routing, ring: number, rung: number): void {
  r.rings[ring * RING_INTS + RING_HEAD] = rung;
  if (rung === NONE) return;
  r.rings[ring * RING_INTS + RING_CLASS] = r.shelves.ints[rung * RUNG_INTS + RUNG_CLASS];
  r.ringReals[ring * RING_REALS + RING_SINCE_REAL] =
    r.shelves.reals[rung * RUNG_REALS + RUNG_SINCE_REAL];
}

function ringOf(r: Routing, group: number, rank: number, cost: number): number {
  return (group * CLASSES + rank) * FIT_CLASSES + fitClass(r, cost);
}

/** The rule of a group, or the cost classes, changed: ranks slopes and hangs all rungs anew. */
export function rebuildRungs(r: Routing, group: number): void {
  const slopes: number[] = [];
  const first = group * CLASSES;
  for (let c = 0; c < CLASSES; c++) {
    const slope = r.groupReals[group * GROUP_REALS + SLOPE_REAL + c];
    if (!slopes.includes(slope)) slopes.push(slope);
    r.slopeRanks[first + c] = slopes.indexOf(slope);
    r.slopeClasses[first + c] = 0;
  }
  const ring = first * FIT_CLASSES * RING_INTS;
  r.rings.fill(NONE, ring, ring + CLASSES * FIT_CLASSES * RING_INTS);
  for (let c = 0; c < CLASSES; c++) {
    r.slopeClasses[first + r.slopeRanks[first + c]] |= 1 << c;
  }
  r.groups[group * GROUP_INTS + SLOPES] = slopes.length;
  let shelf = r.groups[group * GROUP_INTS + FIRST_SHELF];
  for (; shelf !== NONE; shelf = r.shelves.ints[shelf * SHELF_INTS + SHELF_NEXT]) {
    for (let rank = 0; rank < CLASSES; rank++) {
      r.shelves.ints[(shelf * SHELF_RECORDS + FIRST_RUNG + rank) * RUNG_INTS + RUNG_CLASS] = NONE;
    }
    for (let rank = 0; rank < slopes.length; rank++) {
      refreshRung(r, shelf, r.slopeRanks.indexOf(rank, first) - first);
    }
  }
}

function sinceOf(r: Routing, shelf: number, itemClass: number): number {
  return r.shelves
    .reals[(shelf * SHELF_RECORDS + FIRST_LINE + itemClass) * LINE_REALS + LINE_HEAD_SINCE_REAL];
}

/** Whether the head of class a comes before that of class b, of the same shelf and slope. */
function headBefore(r: Routing, group: number, shelf: number, a: number, b: number): boolean {
  const ahead = lead(r, group, a, sinceOf(r, shelf, a), b, sinceOf(r, shelf, b));
  return ahead !== 0 ? ahead > 0 : headOrder(r, shelf * SHELF_RECORDS + FIRST_LINE + a) <
    headOrder(r, shelf * SHELF_RECORDS + FIRST_LINE + b);
}

/** By how much a leads b: index, or, when that is equal, enqueue time. */
function lead(
  r: Routing,
  group: number,
  classA: number,
  sinceA: number,
  classB: number,
  sinceB: number,
): number {
  const real = group * GROUP_REALS;
  const reals = r.groupReals;
  const ahead = reals[real + BASE_REAL + classA] - reals[real + BASE_REAL + classB] +
    reals[real + SLOPE_REAL + classA] * (sinceB - sinceA);
  return ahead !== 0 ? ahead : sinceB - sinceA;
}

function headOrder(r: Routing, line: number): number {
  return orderOf(r, r.shelves.ints[line * LINE_INTS + LINE_HEAD]);
}

function rungBefore(r: Routing, ring: number, a: number, b: number): boolean {
  const group = (ring / (CLASSES * FIT_CLASSES)) | 0;
  const classA = r.shelves.ints[a * RUNG_INTS + RUNG_CLASS];
  const classB = r.shelves.ints[b * RUNG_INTS + RUNG_CLASS];
  const ahead = lead(
    r,
    group,
    classA,
    r.shelves.reals[a * RUNG_REALS + RUNG_SINCE_REAL],
    classB,
    r.shelves.reals[b * RUNG_REALS + RUNG_SINCE_REAL],
  );
  if (ahead !== 0) return ahead > 0;
  const lineA = r.shelves.ints[a * RUNG_INTS + RUNG_SHELF] * SHELF_RECORDS + FIRST_LINE + classA;
  const lineB = r.shelves.ints[b * RUNG_INTS + RUNG_SHELF] * SHELF_RECORDS + FIRST_LINE + classB;
  return headOrder(r, lineA) < headOrder(r, lineB);
}

/** A rung that is new: its head has usually just begun to wait, so it is sought from the end. */
function link(r: Routing, ring: number, rung: number): void {
  const head = headOf(r, ring);
  const rungs = r.shelves.ints;
  if (head === NONE) {
    rungs[rung * RUNG_INTS + RUNG_NEXT] = rung;
    rungs[rung * RUNG_INTS + RUNG_PREVIOUS] = rung;
    setHead(r, ring, rung);
    return;
  }
  const tail = rungs[head * RUNG_INTS + RUNG_PREVIOUS];
  let before = tail;
  while (rungBefore(r, ring, rung, before)) {
    if (before === head) {
      insertAfter(rungs, rung, tail);
      setHead(r, ring, rung);
      return;
    }
    before = rungs[before * RUNG_INTS + RUNG_PREVIOUS];
  }
  insertAfter(rungs, rung, before);
}

function reposition(r: Routing, ring: number, rung: number): void {
  const rungs = r.shelves.ints;
  const next = rungs[rung * RUNG_INTS + RUNG_NEXT];
  if (next === rung) return;
  const head = headOf(r, ring);
  const previous = rungs[rung * RUNG_INTS + RUNG_PREVIOUS];
  if (rung !== head && rungBefore(r, ring, rung, previous)) {
    moveUp(r, ring, rung);
  } else if (next !== head && rungBefore(r, ring, next, rung)) {
    moveDown(r, ring, rung);
  }
}

/** Towards the head: before the first one that it comes before. */
function moveUp(r: Routing, ring: number, rung: number): void {
  const rungs = r.shelves.ints;
  let follower = rungs[rung * RUNG_INTS + RUNG_PREVIOUS];
  detach(rungs, rung);
  while (follower !== headOf(r, ring)) {
    const before = rungs[follower * RUNG_INTS + RUNG_PREVIOUS];
    if (!rungBefore(r, ring, rung, before)) break;
    follower = before;
  }
  insertAfter(rungs, rung, rungs[follower * RUNG_INTS + RUNG_PREVIOUS]);
  if (follower === headOf(r, ring)) setHead(r, ring, rung);
}

/** Towards the tail: after the last one that comes before it. */
function moveDown(r: Routing, ring: number, rung: number): void {
  const rungs = r.shelves.ints;
  let leader = rungs[rung * RUNG_INTS + RUNG_NEXT];
  detach(rungs, rung);
  if (headOf(r, ring) === rung) setHead(r, ring, leader);
  for (;;) {
    const after = rungs[leader * RUNG_INTS + RUNG_NEXT];
    if (after === headOf(r, ring) || !rungBefore(r, ring, after, rung)) break;
    leader = after;
  }
  insertAfter(rungs, rung, leader);
}

function unlink(r: Routing, ring: number, rung: number): void {
  const record = rung * RUNG_INTS;
  if (r.shelves.ints[record + RUNG_CLASS] === NONE) return;
  r.shelves.ints[record + RUNG_CLASS] = NONE;
  const next = r.shelves.ints[record + RUNG_NEXT];
  if (next === rung) {
    setHead(r, ring, NONE);
    return;
  }
  if (headOf(r, ring) === rung) setHead(r, ring, next);
  detach(r.shelves.ints, rung);
}

function detach(rungs: Int32Array, rung: number): void {
  const next = rungs[rung * RUNG_INTS + RUNG_NEXT];
  const previous = rungs[rung * RUNG_INTS + RUNG_PREVIOUS];
  rungs[previous * RUNG_INTS + RUNG_NEXT] = next;
  rungs[next * RUNG_INTS + RUNG_PREVIOUS] = previous;
}

function insertAfter(rungs: Int32Array, rung: number, before: number): void {
  const next = rungs[before * RUNG_INTS + RUNG_NEXT];
  rungs[rung * RUNG_INTS + RUNG_NEXT] = next;
  rungs[rung * RUNG_INTS + RUNG_PREVIOUS] = before;
  rungs[before * RUNG_INTS + RUNG_NEXT] = rung;
  rungs[next * RUNG_INTS + RUNG_PREVIOUS] = rung;
}

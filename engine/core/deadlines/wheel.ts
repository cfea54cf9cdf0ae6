/**
 * Hierarchical timer wheel, 4 levels of 256 slots, in typed-array columns by timer id.
 *
 * `cursorAt` is a moment up to which everything has been taken out. A timer stands at the level of
 * the highest byte in which its due time differs from the cursor, in the slot of that byte; one
 * that differs above 32 bits stands in the far list. So a level-0 slot is exactly one millisecond,
 * and every slot of a lower level is due before every later slot of a higher one. The cursor only
 * moves to the start of the earliest occupied slot, and only when that is not after `now`; the
 * slot's timers then fall to lower levels. Hours without a call cost nothing but that.
 *
 * Invariants: a timer in the wheel is due after the cursor; one that is not (late, or of the very
 * millisecond that is firing) stands in `ready`, a heap in (dueAt, id) order. Therefore `pop`
 * gives exact (dueAt, id) order whatever was armed, moved or cancelled meanwhile.
 */
import { createReady, dropReady, pushReady, type Ready } from "./ready.ts";

const SLOTS = 256;
const LEVELS = 4;
const WORDS = SLOTS / 32;
const FAR = LEVELS * SLOTS;
const FREE = -1;
const READY = -2;
const NONE = -1;
const TWO_32 = 2 ** 32;
const TIMERS_START = 1024;
/** By a quarter: what is not used yet is a fifth of the wheel at most. */
const GROWTH = 1.25;
/** Milliseconds of one slot, by level. */
const SPANS = [1, 256, 65_536, 16_777_216];

/** Record of a timer: one cache line serves a move from slot to slot. */
const RECORD = 6;
const NEXT = 0;
const PREVIOUS = 1;
/** level · 256 + slot, FAR, READY or FREE. */
const SPOT = 2;
const REALS = RECORD / 2;
const DUE_REAL = 2;

export interface Wheel {
  cursorAt: number;
  count: number;
  /** By timer id: a record of 6 integers, whose last two are one real, the due time. */
  timers: Int32Array;
  dueAt: Float64Array;
  heads: Int32Array;
  occupied: Int32Array;
  /** Earliest due time of each slot; NaN when it left the slot and must be found again. */
  least: Float64Array;
  ready: Ready;
  /** Cached answer of `nextDueAt`; NaN when it must be found again. */
  nextAt: number;
}

export function createWheel(now: number): Wheel {
  const timers = freeTimers(TIMERS_START);
  return {
    cursorAt: now,
    count: 0,
    timers,
    dueAt: new Float64Array(timers.buffer),
    heads: new Int32Array(FAR + 1).fill(NONE),
    occupied: new Int32Array(LEVELS * WORDS),
    least: new Float64Array(FAR + 1),
    ready: createReady(),
    nextAt: Infinity,
  };
}

/** Arms, or re-arms, the timer `id` (a small non-negative integer) for `dueAt`, epoch ms. */
export function arm(wheel: Wheel, id: number, dueAt: number): void {
  if (!Number.isSafeInteger(dueAt)) throw new Error(`timer ${id}: dueAt ${dueAt} is no moment`);
  if (id * RECORD >= wheel.timers.length) growTimers(wheel, id);
  if (wheel.timers[id * RECORD + SPOT] !== FREE) cancel(wheel, id);
  wheel.count++;
  wheel.dueAt[id * REALS + DUE_REAL] = dueAt;
  if (dueAt < wheel.nextAt) wheel.nextAt = dueAt;
  place(wheel, id, dueAt);
}

export function cancel(wheel: Wheel, id: number): void {
  if (id * RECORD >= wheel.timers.length || wheel.timers[id * RECORD + SPOT] === FREE) return;
  if (wheel.dueAt[id * REALS + DUE_REAL] === wheel.nextAt) wheel.nextAt = NaN;
  if (wheel.timers[id * RECORD + SPOT] !== READY) unlink(wheel, id);
  wheel.timers[id * RECORD + SPOT] = FREE;
  wheel.count--;
}

/** When the timer fires; NaN when it is not armed. */
export function dueAtOf(wheel: Wheel, id: number): number {
  return id * RECORD < wheel.timers.length && wheel.timers[id * RECORD + SPOT] !== FREE
    ? wheel.dueAt[id * REALS + DUE_REAL]
    : NaN;
}

export function armed(wheel: Wheel): number {
  return wheel.count;
}

/** The earliest due time of all; Infinity when nothing is armed. */
export function nextDueAt(wheel: Wheel): number {
  if (Number.isNaN(wheel.nextAt)) wheel.nextAt = findNextAt(wheel);
  return wheel.nextAt;
}

/** The next id with dueAt ≤ now in (dueAt, id) order, now disarmed; -1 when there is none. */
export function pop(wheel: Wheel, now: number): number {
  if (wheel.nextAt > now) return NONE;
  if (!dropStale(wheel)) advance(wheel, now);
  const ready = wheel.ready;
  if (ready.count === 0 || ready.dueAt[0] > now) return NONE;
  const id = ready.id[0];
  dropReady(ready);
  wheel.timers[id * RECORD + SPOT] = FREE;
  wheel.count--;
  // Whoever else is ready is next: nothing in the wheel is due before the cursor.
  wheel.nextAt = dropStale(wheel) ? ready.dueAt[0] : NaN;
  return id;
}

/** Drops cancelled heads of the heap; whether a live one is left. */
function dropStale(wheel: Wheel): boolean {
  const ready = wheel.ready;
  while (ready.count > 0) {
    const id = ready.id[0];
    if (
      wheel.timers[id * RECORD + SPOT] === READY &&
      wheel.dueAt[id * REALS + DUE_REAL] === ready.dueAt[0]
    ) return true;
    dropReady(ready);
  }
  return false;
}

/** Moves the cursor slot by slot until a millisecond's timers are ready, or `now` is reached. */
function advance(wheel: Wheel, now: number): void {
  while (wheel.ready.count === 0) {
    const spot = earliestSpot(wheel);
    if (spot === NONE) return;
    const startAt = spot === FAR ? farStart(wheel) : startOf(wheel, spot);
    if (startAt > now) return;
    wheel.cursorAt = startAt;
    let id = wheel.heads[spot];
    wheel.heads[spot] = NONE;
    if (spot !== FAR) clearBit(wheel, spot);
    while (id !== NONE) {
      const following = wheel.timers[id * RECORD + NEXT];
      const dueAt = wheel.dueAt[id * REALS + DUE_REAL];
      if (spot === FAR || dueAt === startAt) place(wheel, id, dueAt);
      else stand(wheel, id, nearSpot(wheel.cursorAt | 0, dueAt | 0), dueAt);
      id = following;
    }
  }
}

function place(wheel: Wheel, id: number, dueAt: number): void {
  if (dueAt <= wheel.cursorAt) {
    wheel.timers[id * RECORD + SPOT] = READY;
    pushReady(wheel.ready, dueAt, id);
    return;
  }
  stand(wheel, id, spotOf(wheel.cursorAt, dueAt), dueAt);
}

function stand(wheel: Wheel, id: number, spot: number, dueAt: number): void {
  const head = wheel.heads[spot];
  wheel.timers[id * RECORD + SPOT] = spot;
  wheel.timers[id * RECORD + PREVIOUS] = NONE;
  wheel.timers[id * RECORD + NEXT] = head;
  wheel.heads[spot] = id;
  if (head !== NONE) {
    wheel.timers[head * RECORD + PREVIOUS] = id;
    if (dueAt < wheel.least[spot]) wheel.least[spot] = dueAt;
    return;
  }
  wheel.least[spot] = dueAt;
  if (spot !== FAR) wheel.occupied[spot >> 5] |= 1 << (spot & 31);
}

function spotOf(cursorAt: number, dueAt: number): number {
  if (dueAt - cursorAt >= TWO_32) return FAR;
  if (Math.floor(dueAt / TWO_32) !== Math.floor(cursorAt / TWO_32)) return FAR;
  return nearSpot(cursorAt | 0, dueAt | 0);
}

/** Of two moments that differ in their low 32 bits at most. */
function nearSpot(cursor: number, due: number): number {
  const level = (31 - Math.clz32((due ^ cursor) | 1)) >> 3;
  return level * SLOTS + ((due >>> (level * 8)) & 255);
}

function unlink(wheel: Wheel, id: number): void {
  const next = wheel.timers[id * RECORD + NEXT];
  const previous = wheel.timers[id * RECORD + PREVIOUS];
  const spot = wheel.timers[id * RECORD + SPOT];
  if (wheel.dueAt[id * REALS + DUE_REAL] === wheel.least[spot]) wheel.least[spot] = NaN;
  if (next !== NONE) wheel.timers[next * RECORD + PREVIOUS] = previous;
  if (previous !== NONE) {
    wheel.timers[previous * RECORD + NEXT] = next;
    return;
  }
  wheel.heads[spot] = next;
  if (next === NONE && spot !== FAR) clearBit(wheel, spot);
}

function clearBit(wheel: Wheel, spot: number): void {
  wheel.occupied[spot >> 5] &= ~(1 << (spot & 31));
}

/** Lower levels come first, and within a level lower slots: every bit stands after the cursor. */
function earliestSpot(wheel: Wheel): number {
  const cursor = wheel.cursorAt | 0;
  for (let level = 0; level < LEVELS; level++) {
    const until = (level + 1) * WORDS;
    let word = level * WORDS + (((cursor >>> (level * 8)) & 255) >>> 5);
    for (; word < until; word++) {
      const bits = wheel.occupied[word];
      if (bits !== 0) return word * 32 + 31 - Math.clz32(bits & -bits);
    }
  }
  return wheel.heads[FAR] === NONE ? NONE : FAR;
}

/** The first moment of a slot: the cursor's higher bytes, the slot, zeros below. */
function startOf(wheel: Wheel, spot: number): number {
  if (spot < SLOTS) return wheel.cursorAt - ((wheel.cursorAt | 0) & 255) + spot;
  const span = SPANS[spot >> 8];
  return Math.floor(wheel.cursorAt / (span * SLOTS)) * span * SLOTS + (spot & 255) * span;
}

function farStart(wheel: Wheel): number {
  return Math.floor(leastDueAt(wheel, FAR) / TWO_32) * TWO_32;
}

function findNextAt(wheel: Wheel): number {
  if (dropStale(wheel)) return wheel.ready.dueAt[0];
  const spot = earliestSpot(wheel);
  if (spot === NONE) return Infinity;
  return spot < SLOTS ? startOf(wheel, spot) : leastDueAt(wheel, spot);
}

/** Known, unless the slot's first was cancelled: then its list is read through. */
function leastDueAt(wheel: Wheel, spot: number): number {
  let least = wheel.least[spot];
  if (!Number.isNaN(least)) return least;
  least = Infinity;
  for (let id = wheel.heads[spot]; id !== NONE; id = wheel.timers[id * RECORD + NEXT]) {
    if (wheel.dueAt[id * REALS + DUE_REAL] < least) least = wheel.dueAt[id * REALS + DUE_REAL];
  }
  wheel.least[spot] = least;
  return least;
}

function growTimers(wheel: Wheel, id: number): void {
  const count = Math.max(id + 1, Math.ceil(wheel.timers.length / RECORD * GROWTH));
  const timers = freeTimers(count);
  timers.set(wheel.timers);
  wheel.timers = timers;
  wheel.dueAt = new Float64Array(timers.buffer);
}

function freeTimers(count: number): Int32Array {
  const timers = new Int32Array(count * RECORD);
  for (let id = 0; id < count; id++) timers[id * RECORD + SPOT] = FREE;
  return timers;
}

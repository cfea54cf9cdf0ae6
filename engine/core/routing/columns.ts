import { NONE } from "./door.ts";

/**
 * A column of records that grows by doubling, with a free list threaded through one field. Freed
 * records are used again last in, first out; nothing a decision sees may depend on which.
 */
export interface Pool {
  ints: Int32Array;
  reals: Float64Array;
  readonly recordInts: number;
  readonly freeField: number;
  /** Records ever used; those behind it are untouched. */
  used: number;
  firstFree: number;
}

export function createPool(recordInts: number, freeField: number, records: number): Pool {
  const ints = new Int32Array(recordInts * records);
  return { ints, reals: realsOf(ints), recordInts, freeField, used: 0, firstFree: NONE };
}

/** A record with undefined contents; `ints` and `reals` may be new arrays afterwards. */
export function take(pool: Pool): number {
  const free = pool.firstFree;
  if (free !== NONE) {
    pool.firstFree = pool.ints[free * pool.recordInts + pool.freeField];
    return free;
  }
  return takeRun(pool, 1);
}

/** Consecutive records from the end. */
export function takeRun(pool: Pool, records: number): number {
  const from = pool.used;
  pool.used += records;
  const needed = pool.used * pool.recordInts;
  if (needed > pool.ints.length) {
    pool.ints = grownInts(pool.ints, needed, 0);
    pool.reals = realsOf(pool.ints);
  }
  return from;
}

export function give(pool: Pool, record: number): void {
  pool.ints[record * pool.recordInts + pool.freeField] = pool.firstFree;
  pool.firstFree = record;
}

/** The same values in an array of at least `length`, the rest filled. */
export function grownInts(ints: Int32Array, length: number, fill: number): Int32Array {
  if (length <= ints.length) return ints;
  const grown = new Int32Array(doubled(ints.length, length));
  grown.set(ints);
  if (fill !== 0) grown.fill(fill, ints.length);
  return grown;
}

export function grownReals(reals: Float64Array, length: number): Float64Array {
  if (length <= reals.length) return reals;
  const grown = new Float64Array(doubled(reals.length, length));
  grown.set(reals);
  return grown;
}

export function grownBytes(bytes: Uint8Array, length: number): Uint8Array {
  if (length <= bytes.length) return bytes;
  const grown = new Uint8Array(doubled(bytes.length, length));
  grown.set(bytes);
  return grown;
}

function doubled(from: number, atLeast: number): number {
  let length = Math.max(from, 8);
  while (length < atLeast) length *= 2;
  return length;
}

function realsOf(ints: Int32Array): Float64Array {
  return new Float64Array(ints.buffer, 0, ints.length >> 1);
}

/**
 * mostSkilled where nothing is required: the first seat in the order of (key, second key, agent
 * number) among those that will do. The block with the lowest bound is looked into first, because
 * what is found there rules out most of the others.
 */
import { agentAt, isExact, precedes } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask } from "./pick_agent.ts";
import type { Routing } from "./routing.ts";

const {
  BLOCK_BITS,
  BLOCK_COUNT,
  BLOCK_FIRST,
  BLOCK_FITS,
  BLOCK_INTS,
  BLOCK_KEY,
  BLOCK_REALS,
  BLOCK_SEATS,
  BLOCK_SECOND_REAL,
  CLOSED,
  FIRST_BLOCK,
  FIT_BITS,
  FIT_CLASSES,
  FIT_MASK,
  GROUP_INTS,
  NONE,
} = at;

export function firstInOrder(r: Routing, group: number, ask: Ask): number {
  const blocks = r.blocks.ints;
  const reals = r.blocks.reals;
  const from = r.groups[group * GROUP_INTS + FIRST_BLOCK];
  const until = from + r.groups[group * GROUP_INTS + BLOCK_COUNT];
  const wanted = -1 << ask.fit;
  for (;;) {
    let likely = NONE;
    let key = CLOSED;
    let second = Infinity;
    let alike = false;
    for (let block = from; block < until; block++) {
      const own = block * BLOCK_INTS;
      const bound = blocks[own + BLOCK_KEY];
      if (bound > key || (blocks[own + BLOCK_FITS] & wanted) === 0) continue;
      const boundSecond = reals[block * BLOCK_REALS + BLOCK_SECOND_REAL];
      if (bound === key && boundSecond >= second) {
        if (boundSecond === second) alike = true;
        continue;
      }
      likely = block;
      key = bound;
      second = boundSecond;
      alike = false;
    }
    if (likely === NONE) return NONE;
    if (isFirstExact(r, likely)) {
      const seat = blocks[likely * BLOCK_INTS + BLOCK_FIRST];
      if (!alike && isExact(r) && willDo(r, seat, ask)) return seat;
      return firstOfAll(r, from, until, ask, likely);
    }
    tighten(r, likely);
  }
}

/** Whether the block's first seat still stands as its bound says. */
function isFirstExact(r: Routing, block: number): boolean {
  const own = block * BLOCK_INTS;
  const seat = r.blocks.ints[own + BLOCK_FIRST];
  return seat !== NONE &&
    r.codes[seat] >> FIT_BITS === r.blocks.ints[own + BLOCK_KEY] &&
    r.seconds[seat] ===
      r.blocks.reals[block * BLOCK_REALS + BLOCK_SECOND_REAL];
}

function willDo(r: Routing, seat: number, ask: Ask): boolean {
  return (r.codes[seat] & FIT_MASK) >= ask.fit &&
    (ask.plain || admits(r, agentAt(r, seat), ask));
}

/** The bound becomes what it bounds. */
function tighten(r: Routing, block: number): void {
  const { codes, seconds } = r;
  let fits = 0;
  let limit = CLOSED;
  let second = Infinity;
  let first = NONE;
  const from = block << BLOCK_BITS;
  for (let seat = from; seat < from + BLOCK_SEATS; seat++) {
    const code = codes[seat];
    fits |= 1 << (code & FIT_MASK);
    if (code >= limit) continue;
    if (code >= limit - FIT_CLASSES && first !== NONE) {
      if (seconds[seat] > second) continue;
      if (seconds[seat] === second && !precedes(r, seat, first)) continue;
    }
    limit = (code | FIT_MASK) + 1;
    second = seconds[seat];
    first = seat;
  }
  // Class 0 is of the closed; nobody asks for it.
  const own = block * BLOCK_INTS;
  r.blocks.ints[own + BLOCK_FITS] = fits;
  r.blocks.ints[own + BLOCK_KEY] = (limit >> FIT_BITS) - 1;
  r.blocks.ints[own + BLOCK_FIRST] = first;
  r.blocks.reals[block * BLOCK_REALS + BLOCK_SECOND_REAL] = second;
}

/** Looks into the likely block, then into all that are not ruled out by what was found. */
function firstOfAll(
  r: Routing,
  from: number,
  until: number,
  ask: Ask,
  likely: number,
): number {
  const blocks = r.blocks.ints;
  const wanted = -1 << ask.fit;
  const exact = isExact(r);
  let best = firstOfBlock(r, likely, ask, NONE);
  for (let block = from; block < until; block++) {
    const own = block * BLOCK_INTS;
    if (block === likely || (blocks[own + BLOCK_FITS] & wanted) === 0) continue;
    if (best !== NONE) {
      const bestKey = r.codes[best] >> FIT_BITS;
      if (blocks[own + BLOCK_KEY] > bestKey) continue;
      if (
        exact && blocks[own + BLOCK_KEY] === bestKey &&
        r.blocks.reals[block * BLOCK_REALS + BLOCK_SECOND_REAL] >
          r.seconds[best]
      ) continue;
    }
    best = firstOfBlock(r, block, ask, best);
  }
  return best;
}

/** The first of the block that will do and comes before `best`, else `best`. */
function firstOfBlock(r: Routing, block: number, ask: Ask, best: number): number {
  const { codes, seconds } = r;
  const exact = isExact(r);
  let first = best;
  /** Codes from here on are of later keys, or closed. */
  let limit = best === NONE ? CLOSED : (codes[best] | FIT_MASK) + 1;
  const from = block << BLOCK_BITS;
  for (let seat = from; seat < from + BLOCK_SEATS; seat++) {
    const code = codes[seat];
    if (code >= limit || (code & FIT_MASK) < ask.fit) continue;
    if (code >= limit - FIT_CLASSES && first !== NONE) {
      if (exact && seconds[seat] > seconds[first]) continue;
      if ((!exact || seconds[seat] === seconds[first]) && !precedes(r, seat, first)) continue;
    }
    if (!ask.plain && !admits(r, agentAt(r, seat), ask)) continue;
    first = seat;
    limit = (code | FIT_MASK) + 1;
  }
  return first;
}

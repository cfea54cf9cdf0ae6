/** roundRobin: the next in number order after the last chosen, around the ring. */
import { agentAt } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask } from "./pick_agent.ts";
import type { Routing } from "./routing.ts";
import { seatsFrom } from "./seats.ts";

const {
  BLOCK_BITS,
  BLOCK_FITS,
  BLOCK_INTS,
  BLOCK_SEATS,
  CLOSED,
  FIT_MASK,
  GROUP_INTS,
  LAST_NUMBER,
  MEMBER_COUNT,
  NONE,
} = at;

export function nextInRing(r: Routing, group: number, ask: Ask): number {
  const from = seatsFrom(r, group);
  const until = from + r.groups[group * GROUP_INTS + MEMBER_COUNT];
  const after = firstAbove(r, from, until, r.groups[group * GROUP_INTS + LAST_NUMBER]);
  const next = firstBetween(r, after, until, ask);
  return next === NONE ? firstBetween(r, from, after, ask) : next;
}

/** The first seat whose number is higher. */
function firstAbove(r: Routing, from: number, until: number, number: number): number {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (r.seconds[middle] > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Block by block; a block in which nobody has room says so from now on. */
function firstBetween(r: Routing, from: number, until: number, ask: Ask): number {
  const codes = r.codes;
  const wanted = -1 << ask.fit;
  for (let block = from >> BLOCK_BITS; block << BLOCK_BITS < until; block++) {
    const own = block * BLOCK_INTS + BLOCK_FITS;
    if ((r.blocks.ints[own] & wanted) === 0) continue;
    const start = block << BLOCK_BITS;
    const end = Math.min(start + BLOCK_SEATS, until);
    let fits = 0;
    for (let seat = Math.max(start, from); seat < end; seat++) {
      const code = codes[seat];
      if (code === CLOSED) continue;
      fits |= 1 << (code & FIT_MASK);
      if ((code & FIT_MASK) >= ask.fit && (ask.plain || admits(r, agentAt(r, seat), ask))) {
        return seat;
      }
    }
    if (start >= from && start + BLOCK_SEATS <= until) r.blocks.ints[own] = fits;
  }
  return NONE;
}

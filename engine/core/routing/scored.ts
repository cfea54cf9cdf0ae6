/**
 * scored: the highest of exactly
 *
 *   skill · level/5 + free · (1 − used/capacity) + idle · min(idleMs/idleCapMs, 1) + last
 *
 * where the last term counts for the agent who served this visitor last; then as leastOccupied.
 *
 * A block cannot beat the best so far when the lowest key and the longest idleness in it together do
 * not; of a seat the key tells nearly the same without a look at its agent. Where skills are
 * required, the sheet of the group gives those who have them, level by level. The bounds are sums of
 * the same terms in the same order, and a key is never above the ratio it stands for: rounding is
 * monotone, so a bound is never below what it bounds.
 */
import { type AgentNeed } from "./door.ts";
import { agentAt, KEY_SCALE, precedes, ratioAt } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask } from "./pick_agent.ts";
import { proficiencyOf } from "./requirements.ts";
import { agentSlot, memberOf, type Routing } from "./routing.ts";
import { LEVEL_MAX, sheetOf } from "./sheets.ts";

const {
  BLOCK_BITS,
  BLOCK_COUNT,
  BLOCK_FITS,
  BLOCK_INTS,
  BLOCK_KEY,
  BLOCK_LEAST_REAL,
  BLOCK_REALS,
  BLOCK_SEATS,
  CLOSED,
  FIRST_BLOCK,
  FIT_BITS,
  FIT_CLASSES,
  FIT_MASK,
  GROUP_INTS,
  GROUP_REALS,
  NONE,
  NO_REQUIREMENT,
  SCORE_FREE_REAL,
  SCORE_IDLE_CAP_REAL,
  SCORE_IDLE_REAL,
  SCORE_LAST_REAL,
  SCORE_SKILL_REAL,
} = at;

/** Weights of the group that is asked, and the best score so far: reals that are never boxed. */
const reals = new Float64Array(5);
const SKILL = 0;
const FREE = 1;
const IDLE = 2;
const IDLE_CAP_MS = 3;
const BEST = 4;
let bestSeat = NONE;
/** Far above what rounding can take from a key where the free term weighs this much of a score. */
const KEY_SLACK = 2 ** 10;
const FREE_SHARE_MIN = 2 ** -16;

export function pickScored(r: Routing, group: number, ask: Ask, need: AgentNeed): number {
  const real = group * GROUP_REALS;
  reals[SKILL] = r.groupReals[real + SCORE_SKILL_REAL];
  reals[FREE] = r.groupReals[real + SCORE_FREE_REAL];
  reals[IDLE] = r.groupReals[real + SCORE_IDLE_REAL];
  reals[IDLE_CAP_MS] = r.groupReals[real + SCORE_IDLE_CAP_REAL];
  bestSeat = NONE;
  reals[BEST] = -Infinity;
  if (need.lastAgent !== undefined && need.lastAgent !== NONE) {
    considerLast(r, group, ask, agentSlot(r, need.lastAgent), need.now);
  }
  if (ask.requirement === NO_REQUIREMENT) considerBlocks(r, group, ask, need.now);
  else considerSheet(r, group, ask, need.now);
  return bestSeat;
}

function scoreOf(level: number, ratio: number, idleMs: number, last: number): number {
  return reals[SKILL] * level / LEVEL_MAX + reals[FREE] * (1 - ratio) +
    reals[IDLE] * Math.min(idleMs / reals[IDLE_CAP_MS], 1) + last;
}

/** The one member whose last term counts, wherever it stands. */
function considerLast(r: Routing, group: number, ask: Ask, agent: number, now: number): void {
  const member = memberOf(r, agent, group);
  if (member === NONE) return;
  const seat = r.memberSeats[member];
  const code = r.codes[seat];
  if ((code & FIT_MASK) < ask.fit || !admits(r, agentAt(r, seat), ask)) return;
  const level = ask.requirement === NO_REQUIREMENT ? 0 : proficiencyOf(r, agent, ask.requirement);
  const idleMs = now - r.seconds[seat];
  const last = r.groupReals[group * GROUP_REALS + SCORE_LAST_REAL];
  bestSeat = seat;
  reals[BEST] = scoreOf(level, ratioAt(r, seat), idleMs, last);
}

/** First the block that promises most, then those that still promise more than what was found. */
function considerBlocks(r: Routing, group: number, ask: Ask, now: number): void {
  const from = r.groups[group * GROUP_INTS + FIRST_BLOCK];
  const until = from + r.groups[group * GROUP_INTS + BLOCK_COUNT];
  const wanted = -1 << ask.fit;
  let likely = NONE;
  let highest = -Infinity;
  for (let block = from; block < until; block++) {
    if ((r.blocks.ints[block * BLOCK_INTS + BLOCK_FITS] & wanted) === 0) continue;
    const bound = boundOf(r, block, now);
    if (bound <= highest) continue;
    likely = block;
    highest = bound;
  }
  if (likely === NONE || highest < reals[BEST]) return;
  considerBlock(r, likely, ask, now);
  for (let block = from; block < until; block++) {
    if ((r.blocks.ints[block * BLOCK_INTS + BLOCK_FITS] & wanted) === 0) continue;
    if (block !== likely && boundOf(r, block, now) >= reals[BEST]) {
      considerBlock(r, block, ask, now);
    }
  }
}

function boundOf(r: Routing, block: number, now: number): number {
  const ratio = r.blocks.ints[block * BLOCK_INTS + BLOCK_KEY] / KEY_SCALE;
  return scoreOf(0, ratio, now - r.blocks.reals[block * BLOCK_REALS + BLOCK_LEAST_REAL], 0);
}

function considerBlock(r: Routing, block: number, ask: Ask, now: number): void {
  const { codes, seconds } = r;
  const free = reals[FREE];
  const idle = reals[IDLE];
  const capMs = reals[IDLE_CAP_MS];
  let fits = 0;
  let lowest = CLOSED;
  let least = Infinity;
  const from = block << BLOCK_BITS;
  let limit = codeLimit(r, block, now);
  for (let seat = from; seat < from + BLOCK_SEATS; seat++) {
    const code = codes[seat];
    if (code === CLOSED) continue;
    const second = seconds[seat];
    fits |= 1 << (code & FIT_MASK);
    if (code < lowest) lowest = code;
    if (second < least) least = second;
    if (code > limit || (code & FIT_MASK) < ask.fit) continue;
    // `scoreOf` without the terms that are 0 here.
    const bound = free * (1 - (code >> FIT_BITS) / KEY_SCALE) +
      idle * Math.min((now - second) / capMs, 1);
    if (bound < reals[BEST]) continue;
    if (ask.plain || admits(r, agentAt(r, seat), ask)) {
      considerSeat(r, seat, 0, now - second);
      limit = codeLimit(r, block, now);
    }
  }
  r.blocks.ints[block * BLOCK_INTS + BLOCK_FITS] = fits;
  r.blocks.ints[block * BLOCK_INTS + BLOCK_KEY] = lowest >> FIT_BITS;
  r.blocks.reals[block * BLOCK_REALS + BLOCK_LEAST_REAL] = least;
}

/**
 * No seat of the block with a higher code can reach the best score, were it idle the longest: one
 * comparison of integers for most. A little too high, because it is found the other way round.
 */
function codeLimit(r: Routing, block: number, now: number): number {
  const longestMs = now - r.blocks.reals[block * BLOCK_REALS + BLOCK_LEAST_REAL];
  const idle = reals[IDLE] * Math.min(longestMs / reals[IDLE_CAP_MS], 1);
  if (reals[FREE] <= (Math.abs(reals[BEST]) + idle) * FREE_SHARE_MIN) return CLOSED;
  const ratio = 1 - (reals[BEST] - idle) / reals[FREE];
  if (ratio >= 1) return CLOSED;
  return ((ratio * KEY_SCALE + KEY_SLACK) * FIT_CLASSES) | FIT_MASK;
}

function considerSheet(r: Routing, group: number, ask: Ask, now: number): void {
  const { seats, from } = sheetOf(r, group, ask.requirement);
  const asksMore = ask.exclusion !== NONE || ask.room !== 0;
  for (let n = 0; n < LEVEL_MAX; n++) {
    const level = LEVEL_MAX - n;
    if (scoreOf(level, 0, Infinity, 0) < reals[BEST]) return;
    for (let place = from[n]; place < from[n + 1]; place++) {
      const seat = seats[place];
      const code = r.codes[seat];
      if ((code & FIT_MASK) < ask.fit) continue;
      const idleMs = now - r.seconds[seat];
      if (scoreOf(level, (code >> FIT_BITS) / KEY_SCALE, idleMs, 0) < reals[BEST]) continue;
      if (!asksMore || admits(r, agentAt(r, seat), ask)) considerSeat(r, seat, level, idleMs);
    }
  }
}

function considerSeat(r: Routing, seat: number, level: number, idleMs: number): void {
  const score = scoreOf(level, ratioAt(r, seat), idleMs, 0);
  if (
    score > reals[BEST] ||
    (score === reals[BEST] && seat !== bestSeat && precedes(r, seat, bestSeat))
  ) {
    bestSeat = seat;
    reals[BEST] = score;
  }
}

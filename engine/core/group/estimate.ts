import type { EstimateRange } from "../../contract/wire/commands.ts";

/**
 * Estimated wait (routing.md): `ahead` departures from the pooled line, at the rate at which busy
 * agents finish, quickened by those ahead who give up: `Σ_{j<ahead} 1/(rate + j·leave)`. The range
 * is 60 % of its middle wide, and is not shown when the relative error, that of a sum of exponential
 * gaps, is so large that it would hold less than four waits of five. It stands where a range of this
 * width holds most: a sum of gaps is skewed, so that is a little beyond its mean.
 */
export interface Line {
  /** Who is served before, this one included. */
  ahead: number;
  /** How many times as long as all lines together its own takes. */
  slower: number;
  /** How much its line is shared out among teams (levels.ts): 0 = one team serves it. */
  shared: number;
  /** Conversations under way, and how long the last ones took: so many, so long together. */
  busy: number;
  ended: number;
  heldMs: number;
  /** Of those who waited: how many gave up, and how long all of them together have waited. */
  gaveUp: number;
  waitedMs: number;
}

/** Of the middle: the widest that is allowed. A narrower one would have to be hidden more often. */
const HALF_WIDTH = 0.3;
/**
 * Of all ranges from a(1 − h) to a(1 + h) one holds most of a gamma variable when its density times
 * the place is equal at both ends: at a = mean · artanh(h) / h, whatever its shape.
 */
const BEYOND = Math.atanh(HALF_WIDTH) / HALF_WIDTH;
/**
 * The pace is that of the last ends. Long waits come when it slackens, and then the last ends are
 * of quicker times: so much longer held most of them on every seed of SimpleMSK, and one per cent
 * more or less makes no difference.
 */
const BEHIND = 1.02;
/** Some fifteen ahead. Below it a range of 60 % does not hold four in five; measured. */
const RELATIVE_ERROR_MAX = 0.2325;
/**
 * Teams that have a line between them and others of their own are never quite level: chance puts one
 * ahead, and that one takes from the line they share. The sooner of two equal teams is half their
 * relative error sooner than both; as their work goes on they come together again, which leaves so
 * much of it. Measured: without it who can be taken by both teams of SimpleMSK waits 12 % less.
 */
const SOONER = 0.75;
/** Fewer ends say nothing about a pace. */
const ENDED_MIN = 8;
/** Until more is known, one in two minutes of waiting gives up, as the trade reports. */
const GAVE_UP_PRIOR = 2;
const WAITED_PRIOR_MS = 240_000;

export function estimateWait(line: Line): EstimateRange | undefined {
  const { ahead, busy, ended, heldMs, gaveUp, waitedMs, slower, shared } = line;
  if (ended < ENDED_MIN || busy === 0 || heldMs <= 0) return undefined;
  const rate = busy * ended / heldMs;
  const leave = (gaveUp + GAVE_UP_PRIOR) / (waitedMs + WAITED_PRIOR_MS);
  const mean = gaps(ahead, rate, leave);
  const error = Math.sqrt(squaredGaps(ahead, rate, leave)) / mean;
  if (error > RELATIVE_ERROR_MAX) return undefined;
  const middle = mean * slower * (1 - SOONER * error * shared) * BEYOND * BEHIND;
  return {
    fromMs: Math.round(middle * (1 - HALF_WIDTH)),
    toMs: Math.round(middle * (1 + HALF_WIDTH)),
  };
}

/** Σ_{j=0..count−1} 1/(rate + j·leave), and the same squared: summed while short, then integrals. */
const SUMMED_MAX = 64;

function gaps(count: number, rate: number, leave: number): number {
  let sum = 0;
  for (let j = 0; j < Math.min(count, SUMMED_MAX); j++) sum += 1 / (rate + j * leave);
  if (count <= SUMMED_MAX) return sum;
  const [from, until] = [SUMMED_MAX - 0.5, count - 0.5].map((j) => rate + j * leave);
  return sum + Math.log(until / from) / leave;
}

function squaredGaps(count: number, rate: number, leave: number): number {
  let sum = 0;
  for (let j = 0; j < Math.min(count, SUMMED_MAX); j++) sum += 1 / (rate + j * leave) ** 2;
  if (count <= SUMMED_MAX) return sum;
  const [from, until] = [SUMMED_MAX - 0.5, count - 0.5].map((j) => rate + j * leave);
  return sum + (1 / from - 1 / until) / leave;
}

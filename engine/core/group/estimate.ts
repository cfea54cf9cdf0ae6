import type { EstimateRange } from "../../contract/wire/commands.ts";

/**
 * Estimated wait (routing.md): `ahead` departures from the pooled line, at the rate at which busy
 * agents finish, quickened by those ahead who give up: `Σ_{j<ahead} 1/(rate + j·leave)`. Its
 * relative error is that of a sum of exponential gaps, with the means' own uncertainty. The range
 * spans 1.28 of it (80 %), never more than 60 % of its middle, and is not shown when the error is
 * larger.
 */
export interface Line {
  /** Who is served before, this one included. */
  ahead: number;
  /** Conversations under way, and how long the last ones took: so many, so long together. */
  busy: number;
  ended: number;
  heldMs: number;
  /** Of those who waited: how many gave up, and how long all of them together have waited. */
  gaveUp: number;
  waitedMs: number;
}

/** 1.28 by the normal law, and a quarter more for what no formula knows; measured. */
const SPAN_80 = 1.6;
/** Half of 60 % of the middle. */
const HALF_WIDTH_MAX = 0.3;
const HALF_WIDTH_MIN = 0.3;
/** Some sixteen ahead. Below it a range of 60 % holds four in five only of long waits; measured. */
const RELATIVE_ERROR_MAX = 0.225;
/** Fewer ends say nothing about a pace. */
const ENDED_MIN = 8;
/** Until more is known, one in two minutes of waiting gives up, as the trade reports. */
const GAVE_UP_PRIOR = 2;
const WAITED_PRIOR_MS = 240_000;

export function estimateWait(line: Line): EstimateRange | undefined {
  const { ahead, busy, ended, heldMs, gaveUp, waitedMs } = line;
  if (ended < ENDED_MIN || busy === 0 || heldMs <= 0) return undefined;
  const rate = busy * ended / heldMs;
  const leave = (gaveUp + GAVE_UP_PRIOR) / (waitedMs + WAITED_PRIOR_MS);
  const middle = gaps(ahead, rate, leave);
  const error = Math.sqrt(squaredGaps(ahead, rate, leave)) / middle;
  if (error > RELATIVE_ERROR_MAX) return undefined;
  const spread = Math.hypot(error, 1 / Math.sqrt(ended));
  const half = Math.min(Math.max(spread * SPAN_80, HALF_WIDTH_MIN), HALF_WIDTH_MAX);
  return { fromMs: Math.round(middle * (1 - half)), toMs: Math.round(middle * (1 + half)) };
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

import type { EstimateRange } from "../../contract/wire/commands.ts";
import type { GroupFigures } from "./figures.ts";

/**
 * Estimated wait from the line's own departures (routing.md): `ahead` more departures at the pace
 * of the last ones. The pace is taken over the departures younger than twice the head's own wait,
 * so that a change of load shows at once; the silence since the last departure counts as pace.
 *
 * The relative error of such a sum is √(1/ahead + 1/seen) for exponential gaps. The range spans
 * 1.28 of it (80 %), never more than 60 % of its middle, and is not shown when the error is larger.
 */

const SPAN_80 = 1.28;
/** Half of 60 % of the middle. */
const HALF_WIDTH_MAX = 0.3;
const HALF_WIDTH_MIN = 0.1;
const RELATIVE_ERROR_MAX = 0.6;
/** Fewer departures say nothing about a pace. */
const SEEN_MIN = 4;
/** The window of the pace is never shorter. */
const WINDOW_MIN_MS = 60_000;

export function estimateWait(
  figures: GroupFigures,
  position: number,
  headWaitMs: number,
  now: number,
): EstimateRange | undefined {
  const windowMs = Math.max(WINDOW_MIN_MS, 2 * headWaitMs);
  const seen = figures.departures.filter((at) => now - at <= windowMs);
  if (seen.length < SEEN_MIN) return undefined;
  const gaps = seen.length - 1;
  const sinceLast = now - seen[gaps];
  const mean = (seen[gaps] - seen[0]) / gaps;
  const gapMs = sinceLast > mean ? (now - seen[0]) / (gaps + 1) : mean;
  if (gapMs <= 0) return { fromMs: 0, toMs: 1_000 };
  const error = Math.sqrt(1 / position + 1 / gaps);
  if (error > RELATIVE_ERROR_MAX) return undefined;
  const half = Math.min(Math.max(error * SPAN_80, HALF_WIDTH_MIN), HALF_WIDTH_MAX);
  const middle = position * gapMs;
  return { fromMs: Math.round(middle * (1 - half)), toMs: Math.round(middle * (1 + half)) };
}

import { DAY_STEP_MS, type DayFigures, type DayStep } from "../../../engine/contract/wire/day.ts";

/** Steps that a curve shows: six hours, in which a campaign's wave can be seen. */
const STEPS_SHOWN = 24;

export interface Curve {
  steps: readonly DayStep[];
  /** Epoch ms of the first step's beginning. */
  from: number;
  /** The highest value, at least 1, so that an empty day is a flat line. */
  most: number;
}

/** The last hours of the day so far. */
export function curveOf({ curve, since }: DayFigures): Curve {
  const first = Math.max(0, curve.length - STEPS_SHOWN);
  const steps = curve.slice(first);
  const most = Math.max(1, ...steps.map((one) => Math.max(one.opened, one.served)));
  return { steps, from: since + first * DAY_STEP_MS, most };
}

/** Points of a line in a box, left to right; a single step stands in the middle. */
export function pointsOf(
  { steps, most }: Curve,
  of: (step: DayStep) => number,
  { width, height }: { width: number; height: number },
): [x: number, y: number][] {
  const gap = steps.length > 1 ? width / (steps.length - 1) : 0;
  return steps.map((step, at) => [
    steps.length > 1 ? at * gap : width / 2,
    height - of(step) / most * height,
  ]);
}

import assert from "node:assert/strict";
import { DAY_STEP_MS, type DayFigures } from "../../../engine/contract/wire/day.ts";
import { curveOf, pointsOf } from "./curve.ts";

const day = (opened: number[]): DayFigures => ({
  since: 1_000,
  at: 2_000,
  total: { opened: 0, served: 0, invited: 0, accepted: 0 },
  agents: [],
  curve: opened.map((one) => ({ opened: one, served: 0 })),
});
const BOX = { width: 100, height: 10 };

Deno.test("curve - the last six hours, with the time at which they begin", () => {
  const { steps, from } = curveOf(day(Array.from({ length: 30 }, (_, at) => at)));
  assert.deepEqual([steps.length, steps[0].opened], [24, 6]);
  assert.equal(from, 1_000 + 6 * DAY_STEP_MS);
});

Deno.test("curve - points fill the box; an empty day is flat, a single step stands in the middle", () => {
  const opened = (values: number[]) => pointsOf(curveOf(day(values)), (one) => one.opened, BOX);
  assert.deepEqual(opened([0, 4, 2]), [[0, 10], [50, 0], [100, 5]]);
  assert.deepEqual(opened([0, 0]), [[0, 10], [100, 10]]);
  assert.deepEqual(opened([3]), [[50, 0]]);
});

import assert from "node:assert/strict";
import { overTime, percentile } from "./percentiles.ts";

Deno.test("percentiles - the nearest rank, the largest at 100, nothing of nothing", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.equal(percentile(values, 50), 50);
  assert.equal(percentile(values, 99), 99);
  assert.equal(percentile(values, 99.9), 100);
  assert.equal(percentile([7], 1), 7);
  assert.ok(Number.isNaN(percentile([], 99)));
});

Deno.test("percentiles - over time a value falls into its own slot, the last one into the last", () => {
  const points = [{ at: 1_000, ms: 5 }, { at: 1_999, ms: 7 }, { at: 3_000, ms: 9 }];
  assert.deepEqual(overTime(points, 1_000, 3_000, 1_000, 100), [7, 9]);
});

import assert from "node:assert/strict";
import { zipf } from "./zipf.ts";

Deno.test("zipf - the second company has half of the first, the third a third", () => {
  assert.deepEqual(zipf(3).shares.map((one) => one.toFixed(4)), ["0.5455", "0.2727", "0.1818"]);
});

Deno.test("zipf - a number falls to the company in whose stretch it lies", () => {
  const { at } = zipf(3);
  assert.deepEqual([0, 0.54, 0.55, 0.81, 0.82, 1].map(at), [0, 0, 1, 1, 2, 2]);
});

Deno.test("zipf - agents are spread alike, and no company is without", () => {
  assert.deepEqual(zipf(3).spread(110), [60, 30, 20]);
  assert.deepEqual(zipf(4).spread(2), [1, 1, 1, 1]);
});

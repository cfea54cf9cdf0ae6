import assert from "node:assert/strict";
import { createDice } from "../testing/random.ts";
import { estimateWait } from "./estimate.ts";
import { createFigures, departed } from "./figures.ts";

/** Departures of a line that is always full, exponential gaps of a mean. */
function departures(seed: number, meanMs: number, count: number): { at: number[] } {
  const dice = createDice(seed);
  let at = 0;
  const list = Array.from({ length: count }, () => {
    at += -Math.log(1 - dice.below(1_000_000) / 1_000_000) * meanMs;
    return at;
  });
  return { at: list };
}

Deno.test("estimate - says nothing before it has seen a pace", () => {
  const figures = createFigures();
  for (const at of [1_000, 2_000, 3_000]) departed(figures, at);
  assert.equal(estimateWait(figures, 10, 60_000, 3_500), undefined);
});

Deno.test("estimate - the range is at most 60 % of its middle wide", () => {
  const figures = createFigures();
  for (let n = 0; n < 32; n++) departed(figures, n * 5_000);
  const estimate = estimateWait(figures, 20, 100_000, 31 * 5_000)!;
  const middle = (estimate.fromMs + estimate.toMs) / 2;
  assert.equal(Math.round(middle), 100_000);
  assert.ok((estimate.toMs - estimate.fromMs) / middle <= 0.6);
});

Deno.test("estimate - silence since the last departure makes it longer", () => {
  const figures = createFigures();
  for (let n = 0; n < 20; n++) departed(figures, n * 5_000);
  const soon = estimateWait(figures, 20, 300_000, 96_000)!;
  const stalled = estimateWait(figures, 20, 300_000, 200_000)!;
  assert.ok(stalled.toMs > soon.toMs * 1.5);
});

Deno.test("estimate - of a steady line it holds the true wait in four of five cases", () => {
  const SEEDS = 400;
  const AHEAD = 30;
  const SEEN = 64;
  let held = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const { at } = departures(seed, 4_000, SEEN + AHEAD);
    const figures = createFigures();
    for (const moment of at.slice(0, SEEN)) departed(figures, moment);
    const now = at[SEEN - 1];
    const { fromMs, toMs } = estimateWait(figures, AHEAD, 150_000, now)!;
    const wait = at[SEEN - 1 + AHEAD] - now;
    if (wait >= fromMs && wait <= toMs) held++;
  }
  assert.ok(held / SEEDS >= 0.8, `${held} of ${SEEDS}`);
});

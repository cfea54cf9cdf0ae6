import assert from "node:assert/strict";
import { createDice } from "../testing/random.ts";
import { estimateWait, type Line } from "./estimate.ts";
import { carriedOut, createFigures, waitedOn, waitEnded } from "./figures.ts";

/** Ten agents, a conversation of theirs ends every twelve seconds, nobody gives up. */
const LINE: Line = {
  ahead: 20,
  busy: 10,
  ended: 30,
  heldMs: 30 * 120_000,
  gaveUp: 0,
  waitedMs: 1e12,
};

const middleOf = (line: Line): number => {
  const { fromMs, toMs } = estimateWait(line)!;
  return (fromMs + toMs) / 2;
};

Deno.test("estimate - says nothing before it has seen a pace, or with nobody at work", () => {
  assert.equal(estimateWait({ ...LINE, ended: 3 }), undefined);
  assert.equal(estimateWait({ ...LINE, busy: 0 }), undefined);
});

Deno.test("estimate - says nothing to the first in line: chance is larger than the wait", () => {
  assert.equal(estimateWait({ ...LINE, ahead: 5 }), undefined);
});

Deno.test("estimate - is the sum of the gaps, at most 60 % of its middle wide", () => {
  const { fromMs, toMs } = estimateWait(LINE)!;
  assert.ok(Math.abs(middleOf(LINE) - 20 * 12_000) < 1_000, `${middleOf(LINE)}`);
  assert.ok((toMs - fromMs) / middleOf(LINE) <= 0.6001);
});

Deno.test("estimate - those ahead who give up make it shorter, also in long lines", () => {
  const leaving = { ...LINE, ahead: 40, gaveUp: 100, waitedMs: 100 * 120_000 };
  assert.ok(middleOf(leaving) < middleOf({ ...LINE, ahead: 40 }));
  const long = { ...leaving, ahead: 9_000 };
  let due = 0;
  const leave = 102 / (100 * 120_000 + 240_000);
  for (let j = 0; j < 9_000; j++) due += 1 / (1 / 12_000 + j * leave);
  assert.ok(Math.abs(middleOf(long) / due - 1) < 1e-3, `${middleOf(long)} ${due}`);
});

Deno.test("estimate - what a group remembers fades, and counts who is still there", () => {
  const figures = createFigures();
  for (let n = 1; n <= 400; n++) {
    carriedOut(figures, n < 300 ? 90_000 : 30_000);
  }
  assert.ok(Math.abs(figures.heldMs / figures.ended - 30_000) < 1_000);
  waitedOn(figures, 0, 1_000);
  waitedOn(figures, 3, 11_000);
  assert.equal(figures.waitedMs, 30_000);
  waitEnded(figures, 500);
  assert.equal(figures.gaveUp, 0);
  waitEnded(figures, 5_000);
  assert.equal(figures.gaveUp, 1);
});

Deno.test("estimate - of a steady line it holds the true wait in four of five cases", () => {
  const SEEDS = 400;
  let held = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const dice = createDice(seed);
    let wait = 0;
    for (let n = 0; n < 30; n++) wait -= Math.log(1 - dice.below(1_000_000) / 1_000_000) * 12_000;
    const { fromMs, toMs } = estimateWait({ ...LINE, ahead: 30 })!;
    if (wait >= fromMs && wait <= toMs) held++;
  }
  assert.ok(held / SEEDS >= 0.8, `${held} of ${SEEDS}`);
});

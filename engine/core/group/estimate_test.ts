import assert from "node:assert/strict";
import { createDice } from "../testing/random.ts";
import { estimateWait, type Line } from "./estimate.ts";
import { sharedOut, slowness } from "./levels.ts";
import { carriedOut, createFigures, waitedOn, waitEnded } from "./figures.ts";

/** Ten agents, a conversation of theirs ends every twelve seconds, nobody gives up. */
const LINE: Line = {
  ahead: 20,
  slower: 1,
  shared: 0,
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

/**
 * A range of this width holds most of a sum of gaps when it stands so far beyond its mean; and a
 * pace that slackens is seen late.
 */
const BEYOND = 1.02 * Math.log(1.3 / 0.7) / 0.6;

Deno.test("estimate - is the sum of the gaps, at most 60 % of its middle wide", () => {
  const { fromMs, toMs } = estimateWait(LINE)!;
  assert.ok(Math.abs(middleOf(LINE) - 20 * 12_000 * BEYOND) < 1_000, `${middleOf(LINE)}`);
  assert.ok(Math.abs(middleOf({ ...LINE, slower: 1.5 }) / middleOf(LINE) - 1.5) < 1e-3);
  assert.ok((toMs - fromMs) / middleOf(LINE) <= 0.6001);
});

Deno.test("estimate - who can be taken by two teams waits less than who has one, by their chance", () => {
  const teams = new Map([[0b011, 10], [0b110, 10]]);
  assert.deepEqual([0, 1, 2].map((own) => sharedOut(teams, own)), [0, 0.5, 0]);
  const error = 1 / Math.sqrt(20);
  const due = 1 - 0.75 * error * 0.5;
  assert.ok(Math.abs(middleOf({ ...LINE, shared: 0.5 }) / middleOf(LINE) - due) < 1e-4);
});

Deno.test("estimate - those ahead who give up make it shorter, also in long lines", () => {
  const leaving = { ...LINE, ahead: 40, gaveUp: 100, waitedMs: 100 * 120_000 };
  assert.ok(middleOf(leaving) < middleOf({ ...LINE, ahead: 40 }));
  const long = { ...leaving, ahead: 9_000 };
  let due = 0;
  const leave = 102 / (100 * 120_000 + 240_000);
  for (let j = 0; j < 9_000; j++) due += 1 / (1 / 12_000 + j * leave);
  assert.ok(Math.abs(middleOf(long) / due / BEYOND - 1) < 1e-3, `${middleOf(long)} ${due}`);
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

Deno.test("estimate - a line whose agents serve others too is not slower than those", () => {
  // Lines 0 and 2 have agents of their own, who serve line 1 as well.
  const teams = new Map([[0b011, 10], [0b110, 20]]);
  const even = [5, 15, 10];
  for (const own of [0, 1, 2]) assert.equal(slowness(even, teams, own), 1);
  // Ten ahead for ten agents, while twenty agents have eleven: who can be taken by both goes on.
  const uneven = [20, 1, 10];
  const level = 31 / 30;
  assert.ok(Math.abs(slowness(uneven, teams, 0) - 2 / level) < 1e-6);
  for (const own of [1, 2]) {
    assert.ok(Math.abs(slowness(uneven, teams, own) - 0.55 / level) < 1e-6);
  }
  assert.equal(slowness([50, 0, 0], teams, 0), 2);
  assert.equal(slowness([1, 2, 3, 4, 5, 6, 7], teams, 0), 1);
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

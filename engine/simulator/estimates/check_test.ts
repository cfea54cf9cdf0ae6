import assert from "node:assert/strict";
import flash from "../examples/flash.json" with { type: "json" };
import msk from "../examples/simple_msk.json" with { type: "json" };
import { readScenario } from "../scenario/read.ts";
import { estimateFigures, samplesOf } from "./check.ts";

function figuresFor(example: unknown, days: number) {
  const read = readScenario(example);
  assert.ok(read.ok);
  return estimateFigures(samplesOf(read.scenario, days));
}

Deno.test("estimates - those who come in a flash get a range that holds", () => {
  const { holds, widest, errorLong, shownLong } = figuresFor(flash, 1);
  assert.ok(holds >= 0.8 && shownLong >= 0.7, `${holds} ${shownLong}`);
  assert.ok(widest <= 0.61 && errorLong <= 0.25, `${widest} ${errorLong}`);
});

Deno.test("estimates - on SimpleMSK some four ranges of five hold, and most long waits have one", () => {
  // Ten days, quiet ones among them; over 200 days both goals are met (MEASURED.md).
  const { holds, widest, errorLong, shownLong } = figuresFor(msk, 10);
  assert.ok(holds >= 0.78 && shownLong >= 0.58, `${holds} ${shownLong}`);
  assert.ok(widest <= 0.61 && errorLong <= 0.25, `${widest} ${errorLong}`);
});

Deno.test("estimates - what was shown is judged by its range, long waits by themselves", () => {
  const figures = estimateFigures([
    { waitMs: 100_000, shown: { fromMs: 70_000, toMs: 130_000 } },
    { waitMs: 200_000, shown: { fromMs: 70_000, toMs: 130_000 } },
    { waitMs: 90_000 },
    { waitMs: 10_000, shown: { fromMs: 8_000, toMs: 12_000 } },
  ]);
  assert.deepEqual(figures, {
    waited: 4,
    waitedLong: 3,
    holds: 2 / 3,
    holdsLong: 1 / 2,
    widest: 0.6,
    shownLong: 2 / 3,
    errorLong: 0.5,
  });
});

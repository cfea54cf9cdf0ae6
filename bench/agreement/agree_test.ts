import assert from "node:assert/strict";
import { agreement, figuresOfRun, type OneDay } from "./agree.ts";

const MODEL: OneDay = {
  asaMs: { mean: 20_000, low: 18_000, high: 24_000 },
  abandoned: { mean: 0.3, low: 0.28, high: 0.34 },
  overflowed: { mean: 400, low: 360, high: 440 },
  alerted: { mean: 900, low: 800, high: 1_000 },
};
const RUN = { asaMs: 20_500, abandoned: 0.31, overflowed: 410, alerted: 880 };

const outside = (change: Partial<typeof RUN>, model = MODEL) =>
  agreement({ ...RUN, ...change }, model).flatMap(({ what, inside }) => inside ? [] : what);

Deno.test("agreement - a run like the model's days is in, to the edge of five percent", () => {
  assert.deepEqual(outside({}), []);
  assert.deepEqual(outside({ asaMs: 25_200, abandoned: 0.266, overflowed: 462, alerted: 760 }), []);
});

Deno.test("agreement - each figure that was doctored is out, and named", () => {
  assert.deepEqual(outside({ asaMs: 25_300 }), ["mean wait for an agent"]);
  assert.deepEqual(outside({ abandoned: 0.25 }), ["share who gave up"]);
  assert.deepEqual(outside({ overflowed: 820 }), ["handed on to another group"]);
  assert.deepEqual(outside({ alerted: 1_760 }), ["alerts in line"]);
});

Deno.test("agreement - what a run does not say is out", () => {
  assert.deepEqual(outside({ alerted: NaN }), ["alerts in line"]);
});

Deno.test("agreement - where nobody waits the model's grain counts, and no more", () => {
  const calm = { ...MODEL, asaMs: { mean: 0, low: 0, high: 0 } };
  assert.deepEqual(outside({ asaMs: 500 }, calm), []);
  assert.deepEqual(outside({ asaMs: 501 }, calm), ["mean wait for an agent"]);
});

Deno.test("agreement - a run's figures are found by its profile's name", () => {
  const figure = (name: string, value: number) => ({ name: `peak.${name}`, value, unit: "" });
  const figures = [
    figure("opened", 3_000),
    figure("gave_up", 600),
    figure("assigned_after_ms_mean", 1_200),
    figure("overflowed", 7),
    figure("alerted", 900),
    figure("alerted_in_line", 9),
  ];
  const found = { asaMs: 1_200, abandoned: 0.2, overflowed: 7, alerted: 9 };
  assert.deepEqual(figuresOfRun("peak", figures), found);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import msk from "../examples/simple_msk.json" with { type: "json" };
import { readScenario } from "../scenario/read.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import { simulateDay } from "./day.ts";
import demo from "../examples/demo_configuration.json" with { type: "json" };
import { createMoments, nextAt, pop, push } from "./moments.ts";

const EXPONENTIAL = { type: "exponential", mean: "2min" };

function scenarioOf(change: object = {}): Scenario {
  const read = readScenario({
    name: "small",
    days: 2,
    seed: 3,
    answerWithin: "20s",
    periodLength: "30min",
    teams: { few: [3, 5, 2], more: [2, 2, 1] },
    classes: {
      plain: {
        arrivals: ["2/min", "3/min", "1/min"],
        service: EXPONENTIAL,
        patience: { ...EXPONENTIAL, zeroShare: 0.2 },
        teams: ["few"],
      },
      shared: {
        arrivals: ["1/min", "1/min", "1/min"],
        service: { type: "lognormal", mean: "90s", deviation: "60s" },
        teams: ["few", "more"],
      },
    },
    ...change,
  });
  assert.ok(read.ok, JSON.stringify(read));
  return read.scenario;
}

Deno.test("day - everybody who comes is answered or gives up, and is counted once", () => {
  const scenario = scenarioOf();
  for (let number = 0; number < 5; number++) {
    const { classes, teams, all } = simulateDay(scenario, number);
    for (const { arrived, served, abandoned, waits } of classes) {
      assert.equal(arrived, served + abandoned);
      assert.equal(waits.count, served);
    }
    assert.equal(all.served, teams[0].served + teams[1].served);
    assert.equal(all.arrived, drawArrivals(scenario, number).count);
    assert.equal(classes[1].abandoned, 0);
    assert.ok(classes[0].abandoned > classes[0].abandonedLate);
    for (const { busyMs, presentMs } of teams) assert.ok(busyMs > 0 && busyMs <= presentMs);
  }
});

Deno.test("day - one seed, one day, to the millisecond", () => {
  assert.deepEqual(simulateDay(scenarioOf(), 1), simulateDay(scenarioOf(), 1));
  assert.notDeepEqual(simulateDay(scenarioOf(), 1), simulateDay(scenarioOf(), 2));
});

Deno.test("day - another set-up meets the same visitors", () => {
  const plain = drawArrivals(scenarioOf(), 4);
  const staffed = drawArrivals(scenarioOf({ teams: { few: [9, 9, 9], more: [1, 1, 1] } }), 4);
  assert.deepEqual(plain, staffed);
});

Deno.test("day - enough agents answer everybody at once", () => {
  const scenario = scenarioOf({ teams: { few: [60, 60, 60], more: [1, 1, 1] } });
  const { all } = simulateDay(scenario, 0);
  assert.equal(all.abandoned, 0);
  assert.equal(all.waits.sumMs, 0);
});

Deno.test("day - who has no patience at all leaves unless somebody is free", () => {
  const nobody = { arrivals: ["1/min"], service: EXPONENTIAL, teams: ["few"] };
  const scenario = scenarioOf({
    teams: { few: [1] },
    classes: { hasty: { ...nobody, patience: { ...EXPONENTIAL, zeroShare: 1 } } },
  });
  const { all } = simulateDay(scenario, 0);
  assert.ok(all.abandoned > 0 && all.abandonedLate === 0);
  assert.equal(all.waits.sumMs, 0);
});

Deno.test("day - a freed agent takes the longest wait over the classes it serves", () => {
  const scenario = scenarioOf({
    teams: { few: [4] },
    classes: Object.fromEntries(["one", "other"].map((id) => [
      id,
      { arrivals: ["2/min"], service: EXPONENTIAL, teams: ["few"] },
    ])),
  });
  const [one, other] = simulateDay(scenario, 0).classes;
  const [mean, second] = [one, other].map(({ waits }) => waits.sumMs / waits.count);
  assert.ok(mean > 20_000 && Math.abs(mean - second) < 0.3 * mean, `${mean} ${second}`);
});

Deno.test("day - a higher priority waits less", () => {
  const scenario = scenarioOf({
    teams: { few: [4] },
    classes: Object.fromEntries([0, 9].map((priority) => [
      `p${priority}`,
      { arrivals: ["2/min"], service: EXPONENTIAL, teams: ["few"], priority },
    ])),
    index: { base: [9e6, 0, 0, 0, 0, 0, 0, 0, 0, 0], slope: Array(10).fill(1) },
  });
  const [first, last] = simulateDay(scenario, 0).classes;
  assert.ok(first.waits.sumMs * 2 < last.waits.sumMs);
});

Deno.test("day - busy days differ from quiet ones by the factor they should", () => {
  const read = readScenario(msk);
  assert.ok(read.ok);
  const { scenario } = read;
  const DAYS = 150;
  const counts = Array.from({ length: DAYS }, (_, number) => drawArrivals(scenario, number).count);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  const due = 120 * 43.2;
  assert.ok(Math.abs(mean / due - 1) < 0.05, `${mean}`);
  assert.ok(Math.abs(Math.sqrt(squares / DAYS) / due * Math.sqrt(28.7) - 1) < 0.2);
});

/** Two come, at the beginning and half a minute before the end, and nobody is at work. */
function deserted(patience: object): Scenario {
  const [clock] = demo.clocks.filter(({ kind }) => kind === "round");
  const keepWaiting = { overflow: [], terminal: { kind: "keepWaiting" } };
  return scenarioOf({
    teams: { nobody: { agents: [0], groups: ["presale"] } },
    classes: {
      plain: {
        arrivals: { recorded: ["1s", "60s"] },
        service: EXPONENTIAL,
        route: "qishan-web",
        ...patience,
      },
    },
    until: "101s",
    configuration: {
      ...demo,
      groups: demo.groups.map((group) => ({ ...group, ...keepWaiting })),
      clocks: [{ ...clock, warnMs: 40_000, breachMs: 90_000 }],
    },
  });
}

Deno.test("day - who still waits at its end has passed the clocks' thresholds up to then", () => {
  const { all } = simulateDay(deserted({}), 0);
  assert.deepEqual([all.arrived, all.served, all.abandoned, all.alerted], [2, 0, 0, 3]);
});

Deno.test("day - who is gone without a word passes thresholds in line all the same", () => {
  const hasty = { patience: { ...EXPONENTIAL, zeroShare: 1 } };
  const silent = deserted({ ...hasty, silent: { share: 1, waste: "10s" } });
  assert.deepEqual(simulateDay(silent, 0).all.alerted, 3);
  const aloud = simulateDay(deserted(hasty), 0).all;
  assert.deepEqual([aloud.abandoned, aloud.alerted], [2, 0]);
});

Deno.test("day - moments come earliest first, and of one moment in order", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (ats) => {
    const moments = createMoments();
    ats.forEach((at, what) => push(moments, at, what));
    const due = ats.map((at, what) => [at, what]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const got = ats.map(() => [nextAt(moments), pop(moments)]);
    assert.deepEqual(got, due);
    assert.equal(nextAt(moments), Infinity);
  }));
});

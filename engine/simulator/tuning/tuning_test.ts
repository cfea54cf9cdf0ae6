import assert from "node:assert/strict";
import { simulateDay } from "../day/day.ts";
import msk from "../examples/simple_msk.json" with { type: "json" };
import { configurationOf } from "../scenario/configuration.ts";
import { readScenario } from "../scenario/read.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { validateConfiguration } from "../../core/mod.ts";
import { leversOf, plainSetting, settled } from "./levers.ts";
import { readLimits } from "./limits.ts";
import { brokenLimits, type Limits, measure, scoreOf } from "./measure.ts";

const LIMITS: Limits = { aim: "sl", classFloor: 0.9, longestWait: 2.5, abandoned: 1 };

const read = readScenario({ ...msk, days: 3 });
assert.ok(read.ok);
const scenario: Scenario = read.scenario;

const days = (one: Scenario) => Array.from({ length: one.days }, (_, day) => simulateDay(one, day));

Deno.test("tuning - the plain setting is the scenario as it stands", () => {
  const rows = days(scenario);
  assert.deepEqual(days(settled(plainSetting(scenario))), rows);
  const found = measure(rows, rows);
  assert.deepEqual(found.slDifference, { mean: 0, low: 0, high: 0 });
  assert.deepEqual(brokenLimits(found, LIMITS, ["a", "b", "c"]), []);
  assert.equal(scoreOf(found, LIMITS), 0);
});

Deno.test("tuning - every option of every lever is a configuration that could be published", () => {
  for (const { options } of leversOf(scenario)) {
    for (const { turn } of options) {
      const turned = settled(turn(plainSetting(scenario)));
      for (const period of [0, 1, 2]) {
        const configuration = configurationOf(turned, period);
        assert.ok(validateConfiguration(configuration).ok);
        assert.ok(configuration.index.slope.every((slope) => slope >= 0));
      }
    }
  }
});

Deno.test("tuning - whoever is put first in the last period is answered sooner there", () => {
  const lever = leversOf(scenario).find(({ name }) => name === "period 3")!;
  const first = lever.options.find(({ name }) => name === "class1 first by 10 min")!;
  const before = days(scenario);
  const after = days(settled(first.turn(plainSetting(scenario))));
  const good = (rows: typeof before) =>
    rows.reduce((sum, { classes }) => sum + classes[1].goodByPeriod[2], 0);
  assert.ok(good(after) > 3 * good(before), `${good(before)} ${good(after)}`);
  const found = measure(before, after);
  assert.ok(found.classes[1].kept > 1.2 && found.sl.mean > found.plainSl.mean);
});

Deno.test("tuning - overflow of a real configuration is stretched, one rule at a time", () => {
  const configuration = configurationOf(scenario);
  const [from, to] = configuration.groups;
  from.overflow = [{ when: "timeout", afterMs: 20_000, to: to.id }];
  const levers = leversOf({ ...scenario, configuration });
  const lever = levers.find(({ name }) => name === "afterMs of class0 to class1")!;
  const [, half] = lever.options;
  const turned = half.turn(plainSetting({ ...scenario, configuration })).scenario.configuration!;
  assert.equal(turned.groups[0].overflow[0].afterMs, 10_000);
  assert.equal(configuration.groups[0].overflow[0].afterMs, 20_000);
});

Deno.test("tuning - limits have usual values, and what is wrong is refused with an example", () => {
  assert.deepEqual(readLimits({}), LIMITS);
  assert.match(String(readLimits({ tuning: { aim: "joy" } })), /^tuning\.aim: one of sl, /);
  assert.match(String(readLimits({ tuning: { classFloor: 2 } })), /^tuning\.classFloor: .* as in /);
});

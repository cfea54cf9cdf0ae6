import assert from "node:assert/strict";
import * as z from "zod";
import { validateConfiguration } from "../../core/mod.ts";
import msk from "../examples/simple_msk.json" with { type: "json" };
import mmc from "../examples/mmc.json" with { type: "json" };
import mmcab from "../examples/mmcab.json" with { type: "json" };
import tuned from "../examples/simple_msk_tuned.json" with { type: "json" };
import flash from "../examples/flash.json" with { type: "json" };
import demo from "../examples/demo_company.json" with { type: "json" };
import demoConfiguration from "../examples/demo_configuration.json" with { type: "json" };
import schema from "../scenario.schema.json" with { type: "json" };
import { configurationOf } from "./configuration.ts";
import { readScenario } from "./read.ts";

/** The example with the value at a path replaced. */
function changed(path: string, value: unknown): unknown {
  const scenario = structuredClone(msk) as unknown as Record<string, unknown>;
  const names = path.split(".");
  const last = names.pop()!;
  let at = scenario;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
  return scenario;
}

const RISING = { base: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], slope: Array(10).fill(1) };

/** What is wrong in itself, and what only beside the rest of the scenario. */
const MISSHAPEN: [path: string, value: unknown, due: RegExp][] = [
  ["answerWithin", 20, /^answerWithin: .*"20s"/],
  ["periodLength", "2 hours", /^periodLength: .*"120min"/],
  ["until", 130, /^until: .*"130s"/],
  ["classes.class1.arrivals.2", "5min", /^classes\.class1\.arrivals\.2: .*"4\.2\/min"/],
  ["classes.class0.service.0.rate", "-1/min", /^classes\.class0\.service\.0\.rate: /],
  ["classes.class0.arivals", [], /^classes\.class0\.arivals: no such field; one of arrivals/],
  ["classes.class2.service", [], /^classes\.class2\.service: a list of 3 is due/],
  ["days", 0.5, /^days: a whole number from 2/],
  ["classes.class0.service.1.type", "weibull", /^classes\.class0\.service\.1\.type: /],
  ["classes.class0.patience.1.zeroShare", 2, /^classes\.class0\.patience\.1\.zeroShare: /],
];
const SENSELESS: typeof MISSHAPEN = [
  ["classes.class2.teams", ["g7"], /^classes\.class2\.teams\.0: no team is called g7/],
  ["teams.g1", [15, 20], /^teams\.g1: 2 periods where the first team has 3/],
  ["index", RISING, /^index\.base\.3: /],
];

Deno.test("scenario - the examples are read, with every number in ms", () => {
  const read = readScenario(msk);
  assert.ok(read.ok);
  const [first] = read.scenario.classes;
  assert.equal(read.scenario.answerWithinMs, 20_000);
  assert.equal(first.arrivals[0], 4.2 / 60_000);
  assert.deepEqual(first.service[1], { type: "exponential", meanMs: 1 / (0.6 / 60_000) });
  assert.equal(first.patience?.[2].zeroShare, 0);
});

Deno.test("scenario - a wrong unit, rate or name is refused with its path and an example", () => {
  for (const [path, value, due] of [...MISSHAPEN, ...SENSELESS]) {
    const read = readScenario(changed(path, value));
    assert.ok(!read.ok && read.problems.length === 1, `${path}: ${JSON.stringify(read)}`);
    assert.match(read.problems[0], due);
    assert.match(read.problems[0], /, as in /);
  }
});

Deno.test("scenario - the schema for editors knows the same shapes", () => {
  const shape = z.fromJSONSchema(schema as unknown as Parameters<typeof z.fromJSONSchema>[0]);
  for (const example of [msk, mmc, mmcab, tuned, flash, demo]) {
    assert.ok(shape.safeParse(example).success, example.name);
  }
  for (const [path, value] of MISSHAPEN) {
    assert.equal(shape.safeParse(changed(path, value)).success, false, path);
  }
});

Deno.test("scenario - visitors who wait for ever need somebody in the last period", () => {
  const read = readScenario({ ...mmc, teams: { agents: [0] } });
  assert.ok(!read.ok && /classes\.calls\.teams: nobody is there/.test(read.problems[0]));
});

Deno.test("scenario - a real configuration stands in for teams of classes, by names that it has", () => {
  const whole = { ...demo, configuration: demoConfiguration };
  assert.ok(readScenario(whole).ok);
  const { offers, ...rest } = demo.classes;
  for (
    const [change, due] of [
      [{ route: "nowhere" }, /^classes\.offers\.route: one of the routes is due, as in \["qishan/],
      [{ topic: "weather" }, /^classes\.offers\.topic: qishan-web has no topic weather/],
    ] as const
  ) {
    const read = readScenario({ ...whole, classes: { offers: { ...offers, ...change }, ...rest } });
    assert.ok(!read.ok && due.test(read.problems[0]), JSON.stringify(read));
  }
});

Deno.test("scenario - what is no object at all is refused", () => {
  for (const value of [null, [], 7, "day", {}]) {
    const read = readScenario(value);
    assert.ok(!read.ok && read.problems.length > 0);
  }
});

Deno.test("scenario - becomes a configuration that could be published", () => {
  for (const example of [msk, mmc]) {
    const read = readScenario(example);
    assert.ok(read.ok);
    const validated = validateConfiguration(configurationOf(read.scenario));
    assert.ok(validated.ok, JSON.stringify(validated));
  }
});

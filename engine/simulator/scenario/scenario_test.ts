import assert from "node:assert/strict";
import { validateConfiguration } from "../../core/mod.ts";
import msk from "../examples/simple_msk.json" with { type: "json" };
import mmc from "../examples/mmc.json" with { type: "json" };
import { configurationOf } from "./configuration.ts";
import { readScenario } from "./read.ts";

/** The example with the value at a path replaced, and what is said of it. */
function problemsOf(path: string, value: unknown): string[] {
  const scenario = structuredClone(msk) as unknown as Record<string, unknown>;
  const names = path.split(".");
  const last = names.pop()!;
  let at = scenario;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
  const read = readScenario(scenario);
  return read.ok ? [] : read.problems;
}

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
  const rising = { base: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], slope: Array(10).fill(1) };
  const refused: [path: string, value: unknown, due: RegExp][] = [
    ["answerWithin", 20, /^answerWithin: .*"20s"/],
    ["periodLength", "2 hours", /^periodLength: .*"120min"/],
    ["classes.class1.arrivals.2", "5min", /^classes\.class1\.arrivals\.2: .*"4\.2\/min"/],
    ["classes.class0.service.0.rate", "-1/min", /^classes\.class0\.service\.0\.rate: /],
    ["classes.class0.arivals", [], /^classes\.class0\.arivals: no such field; one of arrivals/],
    ["classes.class2.teams", ["g7"], /^classes\.class2\.teams\.0: no team is called g7/],
    ["classes.class2.service", [], /^classes\.class2\.service: a list of 3 is due/],
    ["teams.g1", [15, 20], /^teams\.g1: 2 periods where the first team has 3/],
    ["days", 0.5, /^days: a whole number from 2/],
    ["classes.class0.service.1.type", "weibull", /^classes\.class0\.service\.1\.type: /],
    ["index", rising, /^index\.base\.3: /],
  ];
  for (const [path, value, due] of refused) {
    const problems = problemsOf(path, value);
    assert.equal(problems.length, 1, `${path}: ${problems.join("; ")}`);
    assert.match(problems[0], due);
    assert.match(problems[0], /, as in /);
  }
});

Deno.test("scenario - visitors who wait for ever need somebody in the last period", () => {
  const read = readScenario({ ...mmc, teams: { agents: [0] } });
  assert.ok(!read.ok && /classes\.calls\.teams: nobody is there/.test(read.problems[0]));
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

import assert from "node:assert/strict";
import { readScenario } from "../scenario/read.ts";
import { live, simulateDay } from "./day.ts";
import { drawArrivals } from "./arrivals.ts";
import { planOf } from "./plan.ts";

function scenarioOf(kind: object, team: unknown = [4]) {
  const read = readScenario({
    name: "visits",
    days: 2,
    seed: 9,
    answerWithin: "20s",
    periodLength: "8h",
    teams: { desk: team },
    classes: {
      one: {
        arrivals: ["2/min"],
        service: { type: "exponential", mean: "2min" },
        patience: { type: "exponential", mean: "3min" },
        teams: ["desk"],
        ...kind,
      },
    },
  });
  assert.ok(read.ok, JSON.stringify(read));
  return read.scenario;
}

Deno.test("visits - one in five of those who were served comes back, and is counted again", () => {
  const after = { type: "exponential", mean: "10min" };
  const scenario = scenarioOf({ returns: { share: 0.2, after } }, [9]);
  const { all } = simulateDay(scenario, 0);
  const back = all.arrived - drawArrivals(scenario, 0).count;
  assert.equal(all.arrived, all.served + all.abandoned);
  const share = back / all.served;
  assert.ok(share > 0.14 && share < 0.26, `${share}`);
});

Deno.test("visits - who leaves without a word still costs the agent who gets the place", () => {
  const loud = simulateDay(scenarioOf({}), 1);
  const silent = simulateDay(scenarioOf({ silent: { share: 1, waste: "2min" } }), 1);
  assert.equal(silent.all.arrived, silent.all.served + silent.all.abandoned);
  assert.ok(silent.all.served < loud.all.served, `${silent.all.served} ${loud.all.served}`);
});

Deno.test("visits - recorded moments are kept to the millisecond", () => {
  const scenario = scenarioOf({ arrivals: { recorded: ["12s", "15.25s", "15.25s", "2h"] } });
  const { at, count } = drawArrivals(scenario, 3);
  assert.deepEqual([...at.slice(0, count)], [12_000, 15_250, 15_250, 7_200_000]);
});

Deno.test("visits - half a conversation leaves room for another", () => {
  const whole = simulateDay(scenarioOf({ cost: 1 }, { agents: [2], pace: [1, 2], capacity: 1 }), 0);
  const half = simulateDay(
    scenarioOf({ cost: 0.5 }, { agents: [2], pace: [1, 2], capacity: 1 }),
    0,
  );
  assert.ok(half.all.abandoned < whole.all.abandoned / 2);
});

Deno.test("visits - agents at work accept at once what is offered to them", () => {
  const scenario = scenarioOf({});
  const plan = planOf(scenario, 0);
  const before = live(plan).all;
  const offering = planOf(scenario, 0);
  offering.configuration.groups[0].offerMs = 20_000;
  assert.deepEqual(live(offering).all, before);
});

import assert from "node:assert/strict";
import type { ClassDay, DayRow } from "../day/tally.ts";
import msk from "../examples/simple_msk.json" with { type: "json" };
import { readScenario } from "../scenario/read.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Lever, leversOf, plainSetting, settled } from "./levers.ts";
import { brokenLimits, JUDGED_DAYS, type Limits } from "./measure.ts";
import { race, RUNGS } from "./race.ts";
import { LONGEST_RACE, search } from "./search.ts";
import { foundBy, type Stage, type Trial, trialOf } from "./trials.ts";

/** Days made up from what a setting is worth: the search is tried, not the core. */
const LIMITS: Limits = { aim: "sl", classFloor: 0.9, longestWait: 2.5, abandoned: 1 };
const NEVER = () => false;

const read = readScenario({ ...msk, days: 3 });
assert.ok(read.ok);
const scenario: Scenario = read.scenario;

/** Of a thousand visitors so many are answered in time, and so many give up. */
function rowOf(good: number, abandoned: number): DayRow {
  const one: ClassDay = {
    arrived: 1_000,
    served: 1_000 - abandoned,
    abandoned,
    abandonedLate: abandoned,
    waitingLate: 0,
    left: 0,
    overflowed: 0,
    alerted: 0,
    busyMs: 1,
    presentMs: 1,
    goodByPeriod: [good],
    waits: { count: 1, sumMs: 1, quantilesMs: [1, 1, 1, 1] },
  };
  return { classes: [one, one, one], groups: [], all: one, teams: [] };
}

/** The same day is as busy for every setting. */
const busyness = (day: number): number => (day * 37) % 101 - 50;

function stageOf(worth: (one: Scenario) => number, gaveUp: (one: Scenario, day: number) => number) {
  const lived: number[] = [];
  const stage: Stage = {
    limits: LIMITS,
    plain: trialOf([], settled(plainSetting(scenario))),
    live(one, from, until) {
      lived.push(until - from);
      const rows = Array.from({ length: until - from }, (_, at) => {
        const day = from + at;
        return rowOf(500 + busyness(day) + worth(one), gaveUp(one, day));
      });
      return Promise.resolve(rows);
    },
    racesOver: NEVER,
    finalsOver: NEVER,
  };
  return { stage, days: () => lived.reduce((sum, days) => sum + days, 0) };
}

const named = (name: string, value: number): Trial =>
  trialOf([name], { ...scenario, answerWithinMs: value });

Deno.test("race - the best of sixteen wins, and the worse half is left behind at every rung", async () => {
  const { stage, days } = stageOf((one) => one.answerWithinMs % 100, () => 100);
  const runners = Array.from({ length: 16 }, (_, n) => named(`setting ${n}`, (n * 7) % 16));
  const best = await race(stage, runners);
  assert.equal(best.scenario.answerWithinMs, 15);
  const lived = runners.map(({ rows }) => rows.length).sort((a, b) => a - b);
  // The first is kept to the end whatever it is worth.
  assert.deepEqual(lived, [...Array(7).fill(8), 16, 16, 16, 32, 32, 64, 64, 64, 64]);
  assert.ok(days() < 16 * LONGEST_RACE / 2);
});

Deno.test("race - who holds the place keeps it against an equal, and when time is over", async () => {
  const { stage } = stageOf(() => 0, () => 100);
  const runners = [named("holder", 1), named("other", 2)];
  assert.equal((await race(stage, runners)).turns[0], "holder");
  const never = { ...stage, racesOver: () => true };
  const late = [named("holder", 1), named("other", 2)];
  assert.equal((await race(never, late)).turns[0], "holder");
  assert.deepEqual(late.map(({ rows }) => rows.length), [0, 0]);
});

const lever = (name: string, ...values: number[]): Lever => ({
  name,
  options: values.map((value) => ({
    name: `${value}`,
    turn: ({ scenario: from, weights }) => ({
      weights,
      scenario: { ...from, answerWithinMs: from.answerWithinMs + value },
    }),
  })),
});

/** What the turns have added up to. */
const added = ({ answerWithinMs }: Scenario): number => answerWithinMs - scenario.answerWithinMs;

Deno.test("search - of two settings the one that more give up in is not chosen, however good", async () => {
  const levers = [lever("one", 0, 40, 100), lever("two", 0, 5)];
  const gaveUp = (one: Scenario) => added(one) >= 100 ? 130 : 100;
  const { stage } = stageOf(added, gaveUp);
  const { chosen, front, tried } = await search(stage, levers, () => {});
  assert.equal(added(chosen.scenario), 45);
  assert.equal(chosen.rows.length, JUDGED_DAYS);
  assert.deepEqual(brokenLimits(foundBy(stage, chosen), LIMITS, ["a", "b", "c"]), []);
  assert.deepEqual(front.map(({ scenario: one }) => added(one)), [45]);
  assert.ok(tried.length <= 6);
});

Deno.test("search - who gives up only just as often is judged by the interval of many days", async () => {
  // Ten more or ten fewer give up, by turns: the mean is the plain one, its interval is not.
  const gaveUp = (one: Scenario, day: number) =>
    added(one) === 0 ? 100 : 100 + (day % 2 ? 10 : -10);
  const { stage } = stageOf(added, gaveUp);
  const { chosen } = await search(stage, [lever("one", 0, 40)], () => {});
  assert.equal(added(chosen.scenario), 0);
});

Deno.test("search - when time is over, nothing more is begun", async () => {
  const { stage, days } = stageOf(() => 0, () => 100);
  const over = () => true;
  const late = { ...stage, racesOver: over, finalsOver: over };
  const { chosen } = await search(late, leversOf(scenario), () => {});
  assert.equal(chosen, stage.plain);
  assert.equal(days(), 0);
});

Deno.test("search - a rung is at most twice the one before", () => {
  RUNGS.forEach((days, at) => assert.ok(at === 0 || days === 2 * RUNGS[at - 1]));
});

/**
 * The core against the same model written down a second time, without agents, lines or events: on
 * the same visitors both must come to the same counts, to the last one.
 */
import assert from "node:assert/strict";
import msk from "../examples/simple_msk.json" with { type: "json" };
import { readScenario } from "../scenario/read.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Arrivals, drawArrivals } from "./arrivals.ts";
import { simulateDay } from "./day.ts";

interface Plain {
  scenario: Scenario;
  arrivals: Arrivals;
  nowMs: number;
  /** By team: people wanted, and when each conversation under way ends. */
  wanted: number[];
  ends: number[][];
  waiting: number[];
  served: number[];
  abandoned: number[];
  good: number[][];
  busyMs: number[];
  presentMs: number[];
}

function plainDay(scenario: Scenario, number: number): Plain {
  const { teams, classes, periodMs } = scenario;
  const arrivals = drawArrivals(scenario, number);
  const zero = <T>(list: T[]) => list.map(() => 0);
  const day: Plain = {
    scenario,
    arrivals,
    nowMs: 0,
    wanted: zero(teams),
    ends: teams.map(() => []),
    waiting: [],
    served: zero(classes),
    abandoned: zero(classes),
    good: classes.map(() => teams[0].agents.map(() => 0)),
    busyMs: zero(teams),
    presentMs: zero(teams),
  };
  const givesUpAt = (n: number) => arrivals.at[n] + arrivals.patienceMs[n];
  let [period, visitor] = [0, 0];
  for (;;) {
    const periodAt = period < teams[0].agents.length ? period * periodMs : Infinity;
    const arrivalAt = visitor < arrivals.count ? arrivals.at[visitor] : Infinity;
    const endAt = Math.min(...day.ends.flat());
    const leaveAt = Math.min(...day.waiting.map(givesUpAt));
    const next = Math.min(periodAt, arrivalAt, endAt, leaveAt);
    if (next === Infinity) return day;
    pass(day, next);
    if (periodAt === next) {
      teams.forEach(({ agents }, team) => day.wanted[team] = agents[period]);
      period++;
      teams.forEach((_, team) => pull(day, team));
    } else if (endAt === next) {
      const team = day.ends.findIndex((ends) => ends.includes(next));
      day.ends[team].splice(day.ends[team].indexOf(next), 1);
      pull(day, team);
    } else if (leaveAt === next) {
      const [left] = day.waiting.splice(day.waiting.findIndex((n) => givesUpAt(n) === next), 1);
      day.abandoned[arrivals.of[left]]++;
    } else arrive(day, visitor++);
  }
}

function pass(day: Plain, next: number): void {
  day.ends.forEach(({ length: busy }, team) => {
    day.busyMs[team] += busy * (next - day.nowMs);
    day.presentMs[team] += Math.max(busy, day.wanted[team]) * (next - day.nowMs);
  });
  day.nowMs = next;
}

const teamsOf = ({ scenario, arrivals }: Plain, n: number): number[] =>
  scenario.classes[arrivals.of[n]].teams.map((id) =>
    scenario.teams.findIndex((team) => team.id === id)
  );

const hasRoom = ({ ends, wanted }: Plain, team: number): boolean =>
  ends[team].length < wanted[team];

function arrive(day: Plain, n: number): void {
  const team = teamsOf(day, n).find((one) => hasRoom(day, one));
  if (team === undefined) day.waiting.push(n);
  else serve(day, n, team);
}

/** Who has waited longest among those whom the team serves. */
function pull(day: Plain, team: number): void {
  while (hasRoom(day, team)) {
    const at = day.waiting.findIndex((n) => teamsOf(day, n).includes(team));
    if (at < 0) return;
    serve(day, day.waiting.splice(at, 1)[0], team);
  }
}

function serve(day: Plain, n: number, team: number): void {
  const { arrivals, scenario, nowMs } = day;
  const of = arrivals.of[n];
  day.served[of]++;
  day.ends[team].push(nowMs + arrivals.workMs[n]);
  if (nowMs - arrivals.at[n] > scenario.answerWithinMs) return;
  day.good[of][Math.floor(arrivals.at[n] / scenario.periodMs)]++;
}

Deno.test("day - the core comes to the counts of the model written down a second time", () => {
  const read = readScenario(msk);
  assert.ok(read.ok);
  for (const number of [0, 1, 2]) {
    const row = simulateDay(read.scenario, number);
    const plain = plainDay(read.scenario, number);
    assert.deepEqual(row.classes.map(({ served }) => served), plain.served);
    assert.deepEqual(row.classes.map(({ abandoned }) => abandoned), plain.abandoned);
    assert.deepEqual(row.classes.map(({ goodByPeriod }) => goodByPeriod), plain.good);
    assert.deepEqual(row.teams.map(({ busyMs }) => busyMs), plain.busyMs);
    assert.deepEqual(row.teams.map(({ presentMs }) => presentMs), plain.presentMs);
  }
});

import assert from "node:assert/strict";
import golden from "../../../tests/golden/theory.json" with { type: "json" };
import { readScenario } from "../scenario/read.ts";
import { live } from "./day.ts";
import { planOf } from "./plan.ts";
import { createWorker, layDown, overBy, takeUp } from "./worker.ts";

const RECORD = { name: "x", capacityUnits: 60, windowCap: 3, memberships: [], channels: [] };

Deno.test("sharing - two conversations share what two get done, and the rest is quicker", () => {
  const worker = createWorker({ id: "a", nth: 0, team: 0, record: RECORD, pace: [1, 1.6] });
  takeUp(worker, 0, 1_000, 0);
  assert.equal(worker.endAt, 1_000);
  takeUp(worker, 1, 1_000, 500);
  // 500 left at 0.8 each.
  assert.equal(worker.endAt, 1_125);
  assert.equal(overBy(worker, 1_125), 0);
  layDown(worker, 0, 1_125);
  // The other has done 500 of 1,000 and is alone.
  assert.equal(worker.endAt, 1_625);
  assert.equal(layDown(worker, 1, 1_325), 300);
  assert.equal(worker.endAt, Infinity);
});

/** Two agents with up to three chats: abandonment by the way in which an agent is chosen. */
function chats(days: number, strategy: "leastOccupied" | "roundRobin" | "mostSkilled") {
  const read = readScenario({
    name: "chats",
    days,
    seed: 5,
    answerWithin: "1ms",
    periodLength: "24h",
    teams: { both: { agents: [2], pace: [1, 1.6, 1.9] } },
    classes: {
      chat: {
        arrivals: ["2.4/min"],
        service: { type: "exponential", rate: "1/min" },
        patience: { type: "exponential", rate: "0.5/min" },
        teams: ["both"],
      },
    },
  });
  assert.ok(read.ok);
  const shares = Array.from({ length: days }, (_, day) => {
    const plan = planOf(read.scenario, day);
    plan.configuration.groups[0].strategy = strategy;
    plan.configuration.routes[0].requirements = [{ skill: "chat", level: 1 }];
    plan.workers.forEach((worker, nth) => worker.record = { ...worker.record, skills: level(nth) });
    const { abandoned, arrived, goodByPeriod } = live(plan).all;
    return { abandons: abandoned / arrived, waits: 1 - goodByPeriod[0] / arrived };
  });
  const mean = (of: (one: typeof shares[0]) => number) =>
    shares.reduce((sum, one) => sum + of(one), 0) / days;
  return { abandons: mean((one) => one.abandons), waits: mean((one) => one.waits) };
}

/** Under mostSkilled the first is filled before the second gets anything. */
const level = (nth: number) => ({ chat: 5 - nth });

Deno.test("sharing - the least occupied is best, a blind choice worse, filling up worst", () => {
  const due = golden["chatLPS_K3_mu[1,1.6,1.9]_th0.5"]["n2_l2.4"];
  const [least, blind, filling] = (["leastOccupied", "roundRobin", "mostSkilled"] as const)
    .map((strategy) => chats(12, strategy));
  for (const figure of ["waits", "abandons"] as const) {
    const message = JSON.stringify([least, blind, filling]);
    assert.ok(least[figure] < blind[figure] && blind[figure] < filling[figure], message);
  }
  // Some 41,000 arrivals: three standard errors of such a share are about 6 % of it.
  assert.ok(Math.abs(least.waits / due.least.PW - 1) < 0.06, `${least.waits}`);
  assert.ok(Math.abs(least.abandons / due.least.Pab - 1) < 0.15, `${least.abandons}`);
});

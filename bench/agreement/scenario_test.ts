import assert from "node:assert/strict";
import { CAMPAIGNS } from "../campaigns.ts";
import { secondsOf } from "../plan/story.ts";
import { runAgree } from "./run.ts";
import { scenarioOf, visitorsWithin } from "./scenario.ts";

Deno.test("agreement scenario - as many come as the profile says, ramps included", () => {
  for (const { shape } of Object.values(CAMPAIGNS)) {
    const whole = shape.reduce((sum, one) => sum + one.seconds * (one.from + one.to) / 2, 0);
    const seconds = secondsOf(shape);
    const parts = visitorsWithin(shape, 0, 7.3) + visitorsWithin(shape, 7.3, seconds + 60);
    assert.ok(Math.abs(parts / whole - 1) < 1e-9);
  }
  assert.equal(visitorsWithin([{ seconds: 10, from: 0, to: 10 }], 0, 5), 12.5);
});

Deno.test("agreement scenario - it has the campaign's staff, and ends with its tail", () => {
  const scenario = scenarioOf(CAMPAIGNS["flash-short"], 1);
  const { front, back } = scenario.teams as Record<string, { agents: number[]; pace: number[] }>;
  assert.deepEqual([front.agents[0], back.agents[0], front.pace.length], [15, 10, 4]);
  assert.equal(scenario.until, "50s");
});

/** A shortened flash as the middle of the model's days would have it. */
function run(figures: Record<string, number>) {
  const bench = "flash-short";
  return {
    bench,
    at: "",
    commit: "",
    machine: { cpu: "", cores: 2, memoryBytes: 0 },
    versions: {},
    seconds: secondsOf(CAMPAIGNS[bench].shape),
    figures: Object.entries({ ...MIDDLE, ...figures })
      .map(([name, value]) => ({ name: `${bench}.${name}`, value, unit: "" })),
  };
}
const MIDDLE = {
  opened: 1_000,
  gave_up: 352,
  assigned_after_ms_mean: 90,
  overflowed: 40,
  alerted_in_line: 773,
};

Deno.test("agreement - the live core's days hold a sound run, and not one with every alert twice", async () => {
  assert.equal(await runAgree(run({})), true);
  assert.equal(await runAgree(run({ alerted_in_line: 2 * MIDDLE.alerted_in_line })), false);
});

Deno.test("agreement - what is no whole campaign is refused in a sentence", async () => {
  await assert.rejects(runAgree({ ...run({}), bench: "cost" }), /the JSON of a campaign/);
  await assert.rejects(runAgree({ ...run({}), partial: true }), /ended early/);
});

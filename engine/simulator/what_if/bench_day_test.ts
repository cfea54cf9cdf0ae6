/**
 * Ten minutes of the demo company under sixty simulated visitors a minute, as the embedded desk's
 * journal had them: what came of the recorder, without names, clocks and topics.
 */
import assert from "node:assert/strict";
import bench from "./bench_day.json" with { type: "json" };
import type { RecordedDay } from "./recorded_day.ts";
import { study } from "./what_if.ts";

const RECORDED = bench as unknown as RecordedDay;

function judged(recorded: RecordedDay) {
  const draft = recorded.configuration;
  const running = study({ recorded, draft, days: 40, seed: 1, progress: () => true });
  for (;;) {
    const step = running.next();
    if (step.done) return step.value!;
  }
}

Deno.test("bench day - the model reproduces what the desk did under load", () => {
  const { reproduced, misses, visits, comparison } = judged(RECORDED);
  assert.ok(visits > 300);
  assert.ok(reproduced, JSON.stringify(misses));
  assert.ok(comparison !== undefined);
});

Deno.test("bench day - with conversations planted that took half the time it is refused", () => {
  const planted = RECORDED.visits.map((visit) =>
    visit.servedMs === undefined ? visit : { ...visit, servedMs: visit.servedMs / 2 }
  );
  const { reproduced, misses, comparison } = judged({ ...RECORDED, visits: planted });
  assert.equal(reproduced, false);
  assert.ok(misses.some(({ figure, by }) => figure === "abandoned" && by > 0));
  assert.equal(comparison, undefined);
});

import assert from "node:assert/strict";
import { crowdAt, simulateHour } from "./day.ts";
import { begun, engineHash, exitCode, type LongReport, nextPieces, note, summary } from "./long.ts";

async function fresh(): Promise<LongReport> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, "null");
  const report = await begun(path, "engine");
  await Deno.remove(path);
  return report;
}

Deno.test("long - a report goes on where it stopped, and is stale when the engine has changed", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  try {
    const engine = await engineHash();
    assert.match(engine, /^[0-9a-f]{16}$/);
    await Deno.writeTextFile(path, JSON.stringify({ ...await fresh(), engine, seeds: 7 }));
    assert.equal((await begun(path, engine)).seeds, 7);
    assert.equal((await begun(path, "another")).seeds, 0);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("long - pieces follow each other without a hole, the day first", async () => {
  const report = { ...await fresh(), hours: 23, seeds: 0, of: 2 };
  assert.deepEqual(nextPieces(report, 2), [{ hour: 23 }, { seed: 1 }]);
  for (const piece of nextPieces(report, 2)) {
    note(report, { piece, steps: 12_000, judged: { P1: 2 }, marks: { spillback: 1 } });
  }
  assert.deepEqual(nextPieces(report, 2), [{ seed: 2 }]);
  assert.deepEqual([report.judged, report.marks], [{ P1: 4 }, { spillback: 2 }]);
});

Deno.test("long - fails on a broken promise at once, on marks and steps when all is played", async () => {
  const report = await fresh();
  assert.equal(exitCode(report), 0);
  assert.match(summary(report)[0], /^not done yet, .*: 0 of 2000 seeds.* 0 of 24 hours/);
  const all = { ...report, seeds: 2_000, hours: 24, stepsLeast: 10_000 };
  assert.equal(exitCode(all), 1);
  const unmet = summary(all)[2].replace("not met: ", "").split(", ");
  const marks = Object.fromEntries(unmet.map((name) => [name, 1]));
  assert.equal(exitCode({ ...all, marks }), 0);
  assert.equal(exitCode({ ...all, marks, stepsLeast: 9_999 }), 1);
  note(report, { piece: { seed: 9 }, broken: "P3: over", steps: 0, judged: {}, marks: {} });
  assert.equal(exitCode(report), 1);
  assert.equal(summary(report)[3], 'BROKEN {"seed":9}: P3: over');
});

Deno.test("long - the day's curve begins with its rush and has 24 hours", () => {
  const crowds = [0, 60, 600, 3_000, 6 * 3_600, 86_399].map((at) => crowdAt(at).toFixed(2));
  assert.deepEqual(crowds, ["33.10", "33.10", "11.80", "3.70", "0.69", "0.69"]);
});

Deno.test("long - the first minutes of the day keep every promise with a fault in each", async () => {
  const { marks, verdicts } = await simulateHour(0, 180);
  assert.equal(marks.get("fault of the minute"), 3);
  const judged = (promise: string) =>
    verdicts.filter((one) => one.promise === promise).reduce((sum, one) => sum + one.judged, 0);
  for (const promise of ["P1", "P2", "P3", "P5", "P6", "P9", "P10"]) {
    assert.ok(judged(promise) > 0, `${promise} was never judged`);
  }
});

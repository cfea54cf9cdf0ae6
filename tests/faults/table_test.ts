/** The table names tests that are there, every test of this folder stands in it, and it is reported. */
import assert from "node:assert/strict";
import { projectPaths } from "../support/source_tree.ts";
import { linesOf, type Played, rowReport } from "./report.ts";
import { soakOffences, type SoakReport } from "./soak_report.ts";
import { faultTable } from "./table.ts";

Deno.test("table of faults - each row is played, and each test here plays one", async () => {
  const rows = await faultTable();
  const paths = await projectPaths();
  const played = rows.flatMap((row) => row.played);
  assert.equal(rows.length, 27);
  const missing = played.filter((path) => !paths.some((one) => one.startsWith(path)));
  assert.deepEqual(missing, []);
  const here = paths.filter((path) => /^tests\/faults\/(?!table_).+_test\.ts$/.test(path));
  assert.deepEqual(here.filter((path) => !played.includes(path)), []);
});

const row = { fault: "a kill", played: ["tests/a_test.ts", "tests/b_test.ts"] };
const played = (path: string, counts: Partial<Played>): [string, Played] => [
  path,
  { path, seconds: 1, told: [], passed: 0, failed: 0, skipped: 0, ...counts },
];

Deno.test("faults report - survived is said of a row whose tests all ran and passed", () => {
  const state = (...all: [string, Played][]) => rowReport(row, new Map(all)).state;
  const [a, b] = row.played;
  assert.equal(state(), "not played");
  assert.equal(state(played(a, { passed: 2 })), "not played");
  assert.equal(state(played(a, { passed: 2 }), played(b, { skipped: 1 })), "not played");
  assert.equal(state(played(a, { passed: 2 }), played(b, { passed: 1 })), "survived");
  assert.equal(state(played(a, { passed: 2 }), played(b, { passed: 1, failed: 1 })), "broken");
});

Deno.test("faults report - each row says what was done, seen and judged", () => {
  const told = [{ injected: "kill -9", seen: "an heir", recoveryMs: 7, judged: { P1: 3, P8: 4 } }];
  const [a, b] = row.played;
  const report = rowReport(
    row,
    new Map([played(a, { passed: 1, told }), played(b, { passed: 2 })]),
  );
  assert.deepEqual(linesOf(report), [
    "survived   a kill: 3 tests passed",
    "  kill -9; an heir; back after 7 ms; judged: P1 3, P8 4",
  ]);
});

Deno.test("soak - is passed when all was killed, all went on and no promise broke", () => {
  const whole = { judged: 9, broken: 0 };
  const judged = { P1: whole, P2: whole, P3: whole, P5: whole, P6: whole, P7: whole, P8: whole };
  const killed = Array.from({ length: 10 }, () => ({ kind: "Redis", name: "Redis", backMs: 5 }));
  const passed: SoakReport = {
    ...{ seed: 1, seconds: 500, acknowledged: 7, inFlight: 1, killed, judged },
  };
  const kinds = ["Redis"];
  assert.deepEqual(soakOffences(passed, kinds), []);
  assert.deepEqual(soakOffences(passed, ["engine"]), ["no engine was killed"]);
  const lost = { ...judged, P6: { judged: 9, broken: 1 }, P8: { judged: 9, broken: 2 } };
  assert.deepEqual(soakOffences({ ...passed, judged: lost }, kinds), [
    "acknowledged commands were lost or doubled: 1",
    "P8 was broken 2 times",
  ]);
  const silent = { ...judged, P5: { judged: 0, broken: 0 } };
  assert.deepEqual(soakOffences({ ...passed, judged: silent }, kinds), ["P5 was never judged"]);
  const stuck = [{ kind: "Redis", name: "Redis" }];
  assert.deepEqual(soakOffences({ ...passed, killed: stuck }, kinds), [
    "work did not go on after Redis was killed",
  ]);
});

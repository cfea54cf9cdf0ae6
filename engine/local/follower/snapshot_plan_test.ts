import assert from "node:assert/strict";
import { snapshotIsDue, surplusSnapshots } from "./snapshot_plan.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 11, 12);

const name = (at: number, sequence = at) => ({ sequence, level: 1, layout: 1, at });

Deno.test("snapshot plan - due after a minute with something new, or after many batches", () => {
  assert.equal(snapshotIsDue({ batches: 0, ms: HOUR_MS }), false);
  assert.equal(snapshotIsDue({ batches: 1, ms: MINUTE_MS - 1 }), false);
  assert.equal(snapshotIsDue({ batches: 1, ms: MINUTE_MS }), true);
  assert.equal(snapshotIsDue({ batches: 20_000, ms: 5_000 }), true);
  assert.equal(snapshotIsDue({ batches: 20_000, ms: 4_999 }), false);
});

Deno.test("snapshot plan - a month of one a minute leaves two, the hours and the days", () => {
  let names: ReturnType<typeof name>[] = [];
  for (let at = NOW - 30 * DAY_MS; at <= NOW; at += 10 * MINUTE_MS) {
    names.unshift(name(at));
    const surplus = new Set(surplusSnapshots(names, at, 7));
    names = names.filter((one) => !surplus.has(one));
    assert.ok(names.length <= 2 + 49 + 8, `${names.length} kept`);
  }
  const ages = names.map((one) => (NOW - one.at) / HOUR_MS);
  assert.deepEqual(ages.slice(0, 2), [0, 1 / 6]);
  assert.equal(ages.filter((age) => age <= 48).length, 2 + 48);
  assert.ok(ages.at(-1)! > 6 * 24 && ages.at(-1)! <= 7 * 24);
});

Deno.test("snapshot plan - nothing young leaves when there are only two", () => {
  assert.deepEqual(surplusSnapshots([name(NOW - 90 * DAY_MS), name(1)], NOW, 7), []);
  assert.deepEqual(surplusSnapshots([], NOW, 7), []);
});

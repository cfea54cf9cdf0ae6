import assert from "node:assert/strict";
import { type PartitionFigures, retain } from "./retention.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = 100 * DAY_MS;
const rules = { journalDays: 7, bytesMax: 1000 };

/** Segments of 100 batches and 100 bytes each, the last one growing; ages in days. */
function partition(ages: number[], more: Partial<PartitionFigures> = {}): PartitionFigures {
  const segments = ages.map((days, i) => ({
    first: i * 100 + 1,
    last: (i + 1) * 100,
    bytes: 100,
    writtenAt: NOW - days * DAY_MS,
  }));
  const all = ages.length * 100;
  return { partition: 22, segments, snapshot: all, archive: all, records: all, ...more };
}

Deno.test("retention - young segments of a roomy journal stay", () => {
  assert.deepEqual(retain([partition([6, 3, 0])], rules, NOW), []);
});

Deno.test("retention - segments past their days go, the growing one never", () => {
  assert.deepEqual(retain([partition([9, 8, 3, 0])], rules, NOW), [
    { state: "drop", partition: 22, before: 201 },
  ]);
  assert.deepEqual(retain([partition([30])], rules, NOW), []);
});

Deno.test("retention - a crowded journal lets the oldest go, whatever their age", () => {
  assert.deepEqual(retain([partition(Array(9).fill(0).map((_, i) => 5 - i / 2))], rules, NOW), [
    { state: "drop", partition: 22, before: 201 },
  ]);
});

Deno.test("retention - the oldest of all partitions goes first", () => {
  const [a, b] = [partition([5, 1, 0]), { ...partition([4, 3, 2, 1, 0]), partition: 7 }];
  assert.deepEqual(retain([b, a], rules, NOW), [{ state: "drop", partition: 22, before: 101 }]);
});

for (const who of ["snapshot", "archive", "records"] as const) {
  Deno.test(`retention - what ${who} does not have is kept and told, never dropped`, () => {
    assert.deepEqual(retain([partition([9, 8, 0], { [who]: 99 })], rules, NOW), [
      { state: "held", partition: 22, bytes: 200, by: [who] },
    ]);
    assert.deepEqual(retain([partition([9, 8, 0], { [who]: 100 })], rules, NOW), [
      { state: "drop", partition: 22, before: 101 },
    ]);
  });
}

Deno.test("retention - a crowded journal that may drop nothing names everyone behind", () => {
  const behind = partition(Array(12).fill(0), { snapshot: 0, archive: 50, records: 0 });
  assert.deepEqual(retain([behind], rules, NOW), [
    { state: "held", partition: 22, bytes: 1100, by: ["snapshot", "archive", "records"] },
  ]);
});

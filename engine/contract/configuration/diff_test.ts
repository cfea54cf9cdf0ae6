import assert from "node:assert/strict";
import { differences } from "./diff.ts";

Deno.test("difference - lists with ids are compared by id, others as one value", () => {
  const before = { groups: [{ id: "a", n: 1 }, { id: "b", n: 2 }], base: [3, 2], gone: true };
  const after = { groups: [{ id: "c" }, { id: "b", n: 5 }], base: [3, 1] };
  assert.deepEqual(differences(before, after), [
    { path: "groups.a", kind: "removed", before: { id: "a", n: 1 } },
    { path: "groups.b.n", kind: "changed", before: 2, after: 5 },
    { path: "groups.c", kind: "added", after: { id: "c" } },
    { path: "base", kind: "changed", before: [3, 2], after: [3, 1] },
    { path: "gone", kind: "removed", before: true },
  ]);
});

Deno.test("difference - the order of fields is none", () => {
  assert.deepEqual(differences({ a: [{ x: 1, y: 2 }] }, { a: [{ y: 2, x: 1 }] }), []);
});

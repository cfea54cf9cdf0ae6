import assert from "node:assert/strict";
import { dueAtOf } from "./due.ts";

const noon = new Date(2026, 10, 11, 12, 0, 0).getTime();
const at = (choice: Parameters<typeof dueAtOf>[0], own = "") => {
  const due = dueAtOf(choice, noon, own);
  return due === undefined ? undefined : new Date(due).toString().slice(4, 21);
};

Deno.test("due - the usual moments are in the reader's own day", () => {
  assert.equal(at("none"), undefined);
  assert.equal(at("hour"), "Nov 11 2026 13:00");
  assert.equal(at("evening"), "Nov 11 2026 21:00");
  assert.equal(at("tomorrow"), "Nov 12 2026 10:00");
});

Deno.test("due - an own time counts only when it is one", () => {
  assert.equal(at("own", "2026-12-24T18:30"), "Dec 24 2026 18:30");
  assert.equal(at("own", ""), undefined);
});

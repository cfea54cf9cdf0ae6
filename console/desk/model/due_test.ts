import assert from "node:assert/strict";
import { dueAtOf } from "./due.ts";

const SHANGHAI = "Asia/Shanghai";
/** Noon in Shanghai, the evening before in Los Angeles. */
const noon = Date.parse("2026-11-11T12:00:00+08:00");
const at = (choice: Parameters<typeof dueAtOf>[0], own = "", zone = SHANGHAI) => {
  const due = dueAtOf(choice, noon, own, zone);
  return due === undefined ? undefined : new Date(due).toISOString();
};

Deno.test("due - the usual moments are in the shop's own day, wherever it is read", () => {
  assert.equal(at("none"), undefined);
  assert.equal(at("hour"), "2026-11-11T05:00:00.000Z");
  assert.equal(at("evening"), "2026-11-11T13:00:00.000Z");
  assert.equal(at("tomorrow"), "2026-11-12T02:00:00.000Z");
  assert.equal(at("evening", "", "America/Los_Angeles"), "2026-11-11T05:00:00.000Z");
});

Deno.test("due - an own time counts only when it is one, by the shop's clock", () => {
  assert.equal(at("own", "2026-12-24T18:30"), "2026-12-24T10:30:00.000Z");
  assert.equal(at("own", ""), undefined);
});

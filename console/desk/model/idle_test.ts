import assert from "node:assert/strict";
import { idleAt } from "./idle.ts";

Deno.test("idle - of an agent who never went on, nothing is known", () => {
  const now = Date.UTC(2026, 10, 30, 17);
  assert.equal(idleAt(now, 90_000), 90_000);
  assert.equal(idleAt(now, 0), 0);
  assert.equal(idleAt(now, now), undefined);
  assert.equal(idleAt(now, now - 5_000), undefined);
  assert.equal(idleAt(now, undefined), undefined);
});

import assert from "node:assert/strict";
import { ringText, waitOf } from "./wait_ring.tsx";

const clock = { beganAt: 0, warnAt: 120_000, breachAt: 180_000 };

Deno.test("wait ring - calm, amber and red follow the clock's own times", () => {
  assert.deepEqual(waitOf(60_000, clock), { tone: "calm", seconds: 120, left: 2 / 3 });
  assert.equal(waitOf(119_999, clock).tone, "calm");
  assert.deepEqual(waitOf(120_000, clock), { tone: "warn", seconds: 60, left: 1 / 3 });
  assert.deepEqual(waitOf(180_000, clock), { tone: "breach", seconds: 0, left: 0 });
  assert.deepEqual(waitOf(204_500, clock), { tone: "breach", seconds: 24, left: 0 });
});

Deno.test("wait ring - the text says seconds left, then seconds and minutes over", () => {
  assert.equal(ringText(waitOf(118_000, clock)), "62");
  assert.equal(ringText(waitOf(204_000, clock)), "+24");
  assert.equal(ringText(waitOf(180_000 + 3 * 60_000, clock)), "+3m");
  assert.equal(ringText(waitOf(0, { beganAt: 0, breachAt: 3_600_000 })), "60m");
});

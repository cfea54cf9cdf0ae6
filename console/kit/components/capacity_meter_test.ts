import assert from "node:assert/strict";
import { segmentsOf } from "./capacity_meter.tsx";

Deno.test("capacity meter - one segment per conversation, half ones for part of one", () => {
  assert.deepEqual(segmentsOf(50, 80), ["on", "on", "half", "off"]);
  assert.deepEqual(segmentsOf(0, 60), ["off", "off", "off"]);
});

Deno.test("capacity meter - load above the capacity fills the bar and no more", () => {
  assert.deepEqual(segmentsOf(100, 60), ["on", "on", "on"]);
  assert.equal(segmentsOf(400, 1600).length, 16);
  assert.deepEqual(segmentsOf(0, 0), ["off"]);
});

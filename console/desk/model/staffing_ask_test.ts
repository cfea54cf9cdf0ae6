import assert from "node:assert/strict";
import { STAFFING_FIELD, STAFFING_FORM, staffingAsk } from "./staffing_ask.ts";

Deno.test("staffing - minutes, seconds and per cent become what the calculator takes", () => {
  assert.deepEqual(staffingAsk(STAFFING_FORM), {
    visitorsPerHour: 300,
    handleMs: 720_000,
    atOnce: 4,
    patienceMs: 120_000,
    withinMs: 30_000,
    sl: 0.8,
  });
  assert.equal("patienceMs" in staffingAsk({ ...STAFFING_FORM, patience: " " }), false);
});

Deno.test("staffing - every part of the question has its field", () => {
  assert.deepEqual(
    Object.keys(staffingAsk(STAFFING_FORM)).map((part) => STAFFING_FIELD[part]),
    Object.keys(STAFFING_FORM),
  );
});

import assert from "node:assert/strict";
import { dayToTry, isOver } from "./trial_day.ts";

const ZONE = "Asia/Shanghai";
/** A moment by the shop's clock. */
const at = (text: string) => Date.parse(`${text}+08:00`);

Deno.test("trial day - it begins with the shop's yesterday, whatever the reader's clock", () => {
  assert.equal(dayToTry(ZONE, at("2026-12-01T00:30:00"), undefined), "2026-11-30");
  assert.equal(dayToTry(ZONE, at("2026-12-01T23:30:00"), at("2026-11-30T23:59:00")), "2026-11-30");
});

Deno.test("trial day - a company that began today has today alone", () => {
  assert.equal(dayToTry(ZONE, at("2026-12-01T09:00:00"), at("2026-12-01T00:00:00")), "2026-12-01");
});

Deno.test("trial day - today and what comes is not over", () => {
  const now = at("2026-12-01T00:00:00");
  assert.deepEqual(
    ["2026-11-30", "2026-12-01", "2026-12-02"].map((day) => isOver(day, ZONE, now)),
    [true, false, false],
  );
});

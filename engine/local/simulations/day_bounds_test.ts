import assert from "node:assert/strict";
import { dayBounds } from "./day_bounds.ts";

const iso = (at: number) => new Date(at).toISOString();

Deno.test("day bounds - a local day begins at its own midnight", () => {
  const [from, until] = dayBounds("2026-11-11", "Asia/Shanghai");
  assert.deepEqual([iso(from), iso(until)], [
    "2026-11-10T16:00:00.000Z",
    "2026-11-11T16:00:00.000Z",
  ]);
});

Deno.test("day bounds - a day on which clocks change is an hour shorter or longer", () => {
  const hours = (day: string) => {
    const [from, until] = dayBounds(day, "Europe/Berlin");
    return (until - from) / 3_600_000;
  };
  assert.deepEqual(["2026-03-29", "2026-10-25", "2026-06-01"].map(hours), [23, 25, 24]);
});

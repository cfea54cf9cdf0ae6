import assert from "node:assert/strict";
import { datesOf, daysText } from "./period.ts";

const ZONE = "Asia/Shanghai";
/** A moment by the shop's clock. */
const at = (text: string) => Date.parse(`${text}+08:00`);
const none = { from: "", to: "" };
const now = at("2026-11-11T00:15:00");

Deno.test("period - whole days of the shop up to and with today, whatever the reader's clock", () => {
  const to = at("2026-11-12T00:00:00");
  assert.deepEqual(datesOf("today", now, none, ZONE), { from: at("2026-11-11T00:00:00"), to });
  assert.deepEqual(datesOf("week", now, none, ZONE), { from: at("2026-11-05T00:00:00"), to });
  assert.deepEqual(datesOf("month", now, none, ZONE), { from: at("2026-10-13T00:00:00"), to });
});

Deno.test("period - own dates in their order, or none", () => {
  assert.deepEqual(datesOf("own", now, { from: "2026-11-01", to: "2026-11-03" }, ZONE), {
    from: at("2026-11-01T00:00:00"),
    to: at("2026-11-03T00:00:00"),
  });
  const backwards = { from: "2026-11-03", to: "2026-11-01" };
  assert.equal(datesOf("own", now, backwards, ZONE), undefined);
  assert.equal(datesOf("own", now, none, ZONE), undefined);
});

Deno.test("period - a file is named by its first and last day, one day by itself", () => {
  const named = (choice: "today" | "week") => daysText(datesOf(choice, now, none, ZONE)!, ZONE);
  assert.equal(named("today"), "2026-11-11");
  assert.equal(named("week"), "2026-11-05_2026-11-11");
});

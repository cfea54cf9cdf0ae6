import assert from "node:assert/strict";
import { datesOf } from "./period.ts";

const at = (text: string) => new Date(text).getTime();
const none = { from: "", to: "" };
const now = at("2026-11-11T20:15:00");

Deno.test("period - whole local days up to and with today", () => {
  const to = at("2026-11-12T00:00:00");
  assert.deepEqual(datesOf("today", now, none), { from: at("2026-11-11T00:00:00"), to });
  assert.deepEqual(datesOf("week", now, none), { from: at("2026-11-05T00:00:00"), to });
});

Deno.test("period - own dates in their order, or none", () => {
  assert.deepEqual(datesOf("own", now, { from: "2026-11-01", to: "2026-11-03" }), {
    from: at("2026-11-01T00:00:00"),
    to: at("2026-11-03T00:00:00"),
  });
  assert.equal(datesOf("own", now, { from: "2026-11-03", to: "2026-11-01" }), undefined);
  assert.equal(datesOf("own", now, none), undefined);
});

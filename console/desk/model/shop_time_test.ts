import assert from "node:assert/strict";
import { epochOf, isSameDay, midnightAfter, midnightOf, offsetName } from "./shop_time.ts";

Deno.test("shop time - a typed time is the shop's, wherever it is typed", () => {
  assert.equal(epochOf("2026-11-11T00:00", "Asia/Shanghai"), Date.UTC(2026, 10, 10, 16));
  assert.equal(epochOf("2026-11-11T00:00", "America/New_York"), Date.UTC(2026, 10, 11, 5));
  // the day on which New York puts its clocks back, before and after
  assert.equal(epochOf("2026-11-01T00:30", "America/New_York"), Date.UTC(2026, 10, 1, 4, 30));
  assert.equal(epochOf("2026-11-01T12:00", "America/New_York"), Date.UTC(2026, 10, 1, 17));
  assert.ok(Number.isNaN(epochOf("", "Asia/Shanghai")));
});

Deno.test("shop time - the day ends where the shop is", () => {
  const evening = Date.UTC(2026, 10, 11, 15, 59);
  assert.equal(midnightAfter("Asia/Shanghai", evening), Date.UTC(2026, 10, 11, 16));
  assert.equal(midnightAfter("America/New_York", evening), Date.UTC(2026, 10, 12, 5));
  assert.equal(midnightOf("Asia/Shanghai", evening), Date.UTC(2026, 10, 10, 16));
  // over the day that has 25 hours there
  assert.equal(midnightOf("America/New_York", evening, -11), Date.UTC(2026, 9, 31, 4));
  assert.equal(isSameDay("Asia/Shanghai", evening, evening + 60_000), false);
  assert.equal(isSameDay("America/New_York", evening, evening + 60_000), true);
});

Deno.test("shop time - a zone in few letters, in summer as in winter", () => {
  assert.equal(offsetName("Asia/Shanghai", Date.UTC(2026, 10, 11)), "GMT+8");
  assert.equal(offsetName("Asia/Kolkata", Date.UTC(2026, 10, 11)), "GMT+5:30");
  assert.equal(offsetName("Europe/London", Date.UTC(2026, 6, 1)), "GMT+1");
  assert.equal(offsetName("Europe/London", Date.UTC(2026, 11, 1)), "GMT");
});

import assert from "node:assert/strict";
import type { Schedule } from "../../../engine/contract/wire/configuration.ts";
import { minutesToEnd } from "./shift_end.ts";

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const shift = (week: Schedule["week"], rest: Partial<Schedule> = {}): Schedule => ({
  id: "shift",
  name: { zh: "班", en: "Shift" },
  timeZone: "Asia/Shanghai",
  week,
  ...rest,
});
/** Wednesday, by the wall in Shanghai. */
const at = (time: string) => Date.parse(`2026-11-11T${time}+08:00`);

Deno.test("shift end - counted to the end of the span that is on, by the shop's wall", () => {
  const day = shift([{ days: EVERY_DAY, fromMinute: 840, toMinute: 1_320 }]);
  assert.equal(minutesToEnd(day, at("21:51:20")), 9);
  assert.equal(minutesToEnd(day, at("22:00:00")), undefined);
  assert.equal(minutesToEnd(day, at("13:59:00")), undefined);
});

Deno.test("shift end - a span past midnight goes on, and spans that touch are one", () => {
  const night = shift([{ days: [2, 3], fromMinute: 1_320, toMinute: 360 }]);
  assert.equal(minutesToEnd(night, at("23:00:00")), 420);
  assert.equal(minutesToEnd(night, at("05:00:00")), 60);
  const two = shift([
    { days: [3], fromMinute: 600, toMinute: 720 },
    { days: [3], fromMinute: 720, toMinute: 780 },
  ]);
  assert.equal(minutesToEnd(two, at("11:00:00")), 120);
});

Deno.test("shift end - a holiday is not as its weekday, and what never ends has no end", () => {
  const week = [{ days: EVERY_DAY, fromMinute: 0, toMinute: 1_440 }];
  assert.equal(minutesToEnd(shift(week), at("12:00:00")), undefined);
  const closed = shift(week, { holidays: [{ date: "2026-11-11" }] });
  assert.equal(minutesToEnd(closed, at("12:00:00")), undefined);
  const short = shift(week, {
    holidays: [{ date: "2026-11-11", spans: [{ fromMinute: 600, toMinute: 780 }] }],
  });
  assert.equal(minutesToEnd(short, at("12:00:00")), 60);
});

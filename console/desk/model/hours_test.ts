import assert from "node:assert/strict";
import { endMinute, endTimeOf, isWithin, minuteOf, timeOf, weekday } from "./hours.ts";

Deno.test("hours - minutes of the day are times and back; midnight ends a day or begins it", () => {
  assert.deepEqual([0, 555, 1439, 1440].map(timeOf), ["00:00", "09:15", "23:59", "00:00"]);
  assert.deepEqual(["00:00", "09:15", "23:59"].map(minuteOf), [0, 555, 1439]);
  assert.equal(endMinute("00:00"), 1440);
  assert.equal(endMinute("18:00"), 1080);
  assert.deepEqual([minuteOf(""), timeOf(undefined), timeOf("x")], ["", "", ""]);
});

Deno.test("hours - weekdays begin with Sunday", () => {
  assert.deepEqual([0, 1, 6].map((day) => weekday("en", day)), ["Sun", "Mon", "Sat"]);
  assert.equal(weekday("zh", 0), "周日");
});

Deno.test("hours - a span that ends at midnight ends at 24:00, as marketplaces write it", () => {
  assert.deepEqual([endTimeOf(1_440), endTimeOf(1_380)], ["24:00", "23:00"]);
});

Deno.test("hours - a span holds its first minute and not its last, and may go past midnight", () => {
  const within = (from: number, to: number) =>
    [0, 479, 480, 1_439].map((minute) => isWithin(minute, from, to));
  assert.deepEqual(within(480, 1_440), [false, false, true, true]);
  assert.deepEqual(within(480, 0), [false, false, true, true]);
  assert.deepEqual(within(1_320, 480), [true, true, false, true]);
});

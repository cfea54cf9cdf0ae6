import assert from "node:assert/strict";
import { endMinute, endTimeOf, minuteOf, timeOf, weekday } from "./hours.ts";

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

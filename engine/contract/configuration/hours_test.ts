import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import { DEMO_PEOPLE } from "../../../deploy/demo/people.ts";
import type { Configuration, Schedule } from "../wire/configuration.ts";
import { faultsOf } from "./faults.ts";
import { warningsOf } from "./warnings.ts";

const hours = (week: Schedule["week"], more: Partial<Schedule> = {}): Schedule => ({
  id: "hours",
  name: { zh: "时间", en: "hours" },
  timeZone: "Asia/Shanghai",
  week,
  ...more,
});
const span = (days: number[], fromHour: number, toHour: number) => ({
  days,
  fromMinute: fromHour * 60,
  toMinute: toHour * 60,
});

function documentWith(schedules: Schedule[], edit?: (document: Configuration) => void) {
  const document = structuredClone({ ...DEMO_CONFIGURATION, schedules });
  edit?.(document);
  return document;
}

const faults = (...of: Parameters<typeof documentWith>): string[] =>
  faultsOf(documentWith(...of)).map(({ path, fault }) => `${path} ${fault}`);

Deno.test("hours - hours that overlap in one day are refused with their path, those that touch are not", () => {
  assert.deepEqual(faults([hours([span([1], 9, 12), span([1, 2], 12, 18)])]), []);
  assert.deepEqual(faults([hours([span([1], 9, 13), span([1, 2], 12, 18)])]), [
    "schedules.0.week.1 hoursOverlap",
  ]);
  const within = hours([span([3], 10, 11), span([3], 9, 18), span([3], 12, 13)]);
  assert.deepEqual(faults([within]), [
    "schedules.0.week.1 hoursOverlap",
    "schedules.0.week.2 hoursOverlap",
  ]);
});

Deno.test("hours - a night shift overlaps with what begins before its end, from Saturday to Sunday too", () => {
  assert.deepEqual(faults([hours([span([6], 22, 6), span([0], 6, 12)])]), []);
  assert.deepEqual(faults([hours([span([6], 22, 6), span([0], 5, 12)])]), [
    "schedules.0.week.1 hoursOverlap",
  ]);
});

Deno.test("hours - a holiday that is listed twice is refused, and hours of a holiday that overlap", () => {
  const spans = [{ fromMinute: 600, toMinute: 720 }, { fromMinute: 700, toMinute: 800 }];
  const holidays = [{ date: "2026-10-01" }, { date: "2026-10-01", spans }];
  assert.deepEqual(faults([hours([], { holidays })]), [
    "schedules.0.holidays.1.date holidayTwice",
    "schedules.0.holidays.1.spans.1 hoursOverlap",
  ]);
});

Deno.test("hours - a holiday on a day that no calendar has is refused", () => {
  const dates = ["2026-02-28", "2026-02-29", "2028-02-29", "2026-13-01", "1 October", ""];
  const holidays = dates.map((date) => ({ date }));
  assert.deepEqual(faults([hours([], { holidays })]), [
    "schedules.0.holidays.1.date unknownDate",
    "schedules.0.holidays.3.date unknownDate",
    "schedules.0.holidays.4.date unknownDate",
    "schedules.0.holidays.5.date unknownDate",
  ]);
});

Deno.test("hours - an entrance that is open only while its group is closed is refused", () => {
  const night = (more: Partial<Schedule> = {}) =>
    hours([span([1, 2], 18, 9)], { id: "night", ...more });
  const apart = (document: Configuration) => {
    document.routes[0].schedule = "night";
    document.routes[0].topics = [];
    document.groups.find(({ id }) => id === document.routes[0].group)!.schedule = "hours";
  };
  const day = hours([span([1, 2], 9, 18)]);
  assert.deepEqual(faults([day, night()], apart), ["routes.0.schedule hoursNeverMeet"]);
  assert.deepEqual(faults([day, night({ timeZone: "Asia/Tokyo" })], apart), []);
  assert.deepEqual(faults([hours([span([2], 9, 19)]), night()], apart), []);
});

Deno.test("hours - a group none of whose members has a shift within its hours is warned of", () => {
  const schedules = [hours([span([1], 9, 18)]), hours([span([1], 18, 9)], { id: "night" })];
  const document = documentWith(schedules, ({ groups }) => void (groups[0].schedule = "hours"));
  const roster = (schedule: string) =>
    DEMO_PEOPLE.flatMap(({ record }) => record ? [{ ...record, schedule }] : []);
  const said = (schedule: string) =>
    warningsOf(document, roster(schedule)).map(({ path, fault }) => `${path} ${fault}`);
  assert.deepEqual(said("night"), ["groups.0.schedule shiftsNeverMeet"]);
  assert.deepEqual(said("hours"), []);
});

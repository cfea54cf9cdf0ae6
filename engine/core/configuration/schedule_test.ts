import assert from "node:assert/strict";
import type { Schedule } from "../../contract/wire/configuration.ts";
import { nextTurnAt, phaseAt } from "./schedule.ts";

const words = { zh: "时间", en: "hours" };
const WORKDAYS = [1, 2, 3, 4, 5];
const at = (text: string) => Date.parse(text);
const hours = (more: Partial<Schedule> = {}): Schedule => ({
  id: "hours",
  name: words,
  timeZone: "Asia/Shanghai",
  week: [{ days: WORKDAYS, fromMinute: 9 * 60, toMinute: 18 * 60 }],
  ...more,
});
const turns = (schedule: Schedule, from: string, count: number): string[] => {
  const found: string[] = [];
  for (let now = at(from); found.length < count;) {
    now = nextTurnAt(schedule, now);
    found.push(`${new Date(now).toISOString().slice(0, 16)} ${phaseAt(schedule, now)}`);
  }
  return found;
};

Deno.test("schedule - opens and closes by the wall time of its zone, and not at the weekend", () => {
  assert.deepEqual(turns(hours(), "2026-11-13T00:00:00Z", 4), [
    "2026-11-13T01:00 open",
    "2026-11-13T10:00 closed",
    "2026-11-16T01:00 open",
    "2026-11-16T10:00 closed",
  ]);
});

Deno.test("schedule - the last minutes of a shift are its ending", () => {
  assert.deepEqual(turns(hours({ endingMinutes: 20 }), "2026-11-13T00:00:00Z", 3), [
    "2026-11-13T01:00 open",
    "2026-11-13T09:40 ending",
    "2026-11-13T10:00 closed",
  ]);
});

Deno.test("schedule - a holiday replaces its day, closed or with hours of its own", () => {
  const holidays = [{ date: "2026-11-13" }, {
    date: "2026-11-14",
    spans: [{ fromMinute: 600, toMinute: 720 }],
  }];
  assert.deepEqual(turns(hours({ holidays }), "2026-11-12T12:00:00Z", 3), [
    "2026-11-14T02:00 open",
    "2026-11-14T04:00 closed",
    "2026-11-16T01:00 open",
  ]);
});

Deno.test("schedule - a night shift goes past midnight and belongs to the day on which it began", () => {
  const night = hours({ week: [{ days: [5], fromMinute: 22 * 60, toMinute: 6 * 60 }] });
  assert.deepEqual(turns(night, "2026-11-13T00:00:00Z", 2), [
    "2026-11-13T14:00 open",
    "2026-11-13T22:00 closed",
  ]);
  assert.equal(phaseAt(night, at("2026-11-13T17:00:00Z")), "open", "Saturday, one o'clock");
});

Deno.test("schedule - around the clock never turns but is looked at again", () => {
  const always = hours({ week: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 1_440 }] });
  const now = at("2026-11-13T00:00:00Z");
  assert.equal(phaseAt(always, now), "open");
  assert.ok(nextTurnAt(always, now) > now + 8 * 86_400_000);
});

Deno.test("schedule - summer time moves the turn by an hour of UTC, not of the wall", () => {
  const berlin = hours({
    timeZone: "Europe/Berlin",
    week: [{ days: [0, 6], fromMinute: 9 * 60, toMinute: 18 * 60 }],
  });
  assert.deepEqual(turns(berlin, "2027-03-27T00:00:00Z", 4), [
    "2027-03-27T08:00 open",
    "2027-03-27T17:00 closed",
    "2027-03-28T07:00 open",
    "2027-03-28T16:00 closed",
  ]);
});

Deno.test("schedule - an opening that falls into the hour a clock skips comes when the clock is put forward", () => {
  const early = hours({
    timeZone: "Europe/Berlin",
    week: [{ days: [0], fromMinute: 2 * 60 + 30, toMinute: 5 * 60 }],
  });
  assert.deepEqual(turns(early, "2027-03-28T00:00:00Z", 2), [
    "2027-03-28T01:00 open",
    "2027-03-28T03:00 closed",
  ]);
});

Deno.test("schedule - attack 19: hours made to be looked at for long, and never to turn, cost little", () => {
  const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
  const far = Array.from({ length: 100 }, (_, at) => ({
    date: `2099-01-${String(at % 30 + 1).padStart(2, "0")}`,
    spans: [0, 1, 2, 3, 4].map((more) => ({ fromMinute: at * 5 + more, toMinute: 700 + at * 5 })),
  }));
  const evil = hours({
    timeZone: "Pacific/Apia",
    week: Array.from({ length: 50 }, (_, at) => ({
      days: EVERY_DAY,
      fromMinute: at * 28,
      toMinute: Math.min(1_440, at * 28 + 70),
    })),
    holidays: far,
    endingMinutes: 720,
  });
  const now = at("2026-11-29T19:00:00Z");
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    nextTurnAt(evil, now);
    best = Math.min(best, performance.now() - began);
  }
  assert.ok(best < 40, `${best.toFixed(1)} ms`);
});

Deno.test("schedule - the next turn is the first minute of another phase, around changes of the clock too", () => {
  const zones = ["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York"];
  for (const [nth, timeZone] of zones.entries()) {
    for (const from of ["2026-03-28T18:07:00Z", "2026-10-24T18:07:00Z", "2026-10-31T20:01:00Z"]) {
      const odd = hours({
        timeZone,
        week: [{ days: [0, 6], fromMinute: 22 * 60 + nth, toMinute: 150 }, {
          days: [0, 1],
          fromMinute: 120,
          toMinute: 185,
        }],
        endingMinutes: 45 * nth,
      });
      let minute = at(from);
      const phase = phaseAt(odd, minute);
      while (phaseAt(odd, minute) === phase) minute += 60_000;
      const found = new Date(nextTurnAt(odd, at(from))).toISOString();
      assert.equal(found, new Date(minute).toISOString(), `${timeZone} ${from}`);
    }
  }
});

import assert from "node:assert/strict";
import type { Clock, Configuration, Schedule } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import { clockOf, groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, type Desk, enrol, give, look, open, say } from "../testing/desk.ts";
import { applyBatch, createPartition, decode, encode, installDocument, nextDueAt } from "../mod.ts";
import { dueInHours } from "./hours.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Desks begin on Friday 2027-01-15 at 16:00 in Shanghai. */
const hours = (fromMinute: number, toMinute: number, id = "hours"): Schedule => ({
  id,
  name: { zh: "时间", en: "hours" },
  timeZone: "Asia/Shanghai",
  week: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute, toMinute }],
});
const DAY = hours(9 * 60, 17 * 60);

/** A desk whose groups keep `hours`; `ann` has `c` and the visitor asks at `askMs`. */
function asked(askMs: number, clocks: Clock[], more: Partial<Configuration> = {}): Desk {
  const desk = createDesk({
    schedules: [DAY],
    groups: [groupNamed("sales", { schedule: "hours" }), groupNamed("service")],
    clocks,
    ...more,
  }, { ann: { capacityUnits: 200 } });
  open(desk, "c", { visitor: "v" });
  advance(desk, askMs);
  say(desk, "visitor:v", "c");
  return desk;
}

/** A replay and a snapshot come to the same bytes, and to the same next deadline. */
function foldsAlike(desk: Desk): void {
  const folded = createPartition(0);
  for (const [hash, document] of desk.documents) installDocument(folded, hash, document);
  desk.journal.forEach((batch, at) => applyBatch(folded, batch, at + 1));
  const bytes = encode(desk.state);
  assert.deepEqual(encode(folded), bytes);
  assert.equal(nextDueAt(decode(bytes, (hash) => desk.documents.get(hash))), nextDueAt(desk.state));
}

/** What clocks did, with the local day and time. */
const told = (events: Event[]): string[] =>
  events.flatMap((event) => {
    const what = event.type === "conversation.alerted"
      ? event.threshold
      : event.type === "conversation.held"
      ? event.kind
      : event.type === "conversation.reclaimed"
      ? "reclaimed"
      : undefined;
    const local = new Date(event.at + 8 * HOUR_MS).toISOString().slice(8, 19).replace("T", " ");
    return what === undefined ? [] : [`${local} ${what}`];
  });

Deno.test("clocks - outside opening hours a clock does not run out, and goes on at the next opening", () => {
  const desk = asked(HOUR_MS - 30_000, [clockOf("round", { warnMs: 20_000, breachMs: 60_000 })]);
  assert.deepEqual(told(advance(desk, 24 * HOUR_MS)), ["15 16:59:50 warn", "16 09:00:30 breach"]);
  foldsAlike(desk);
});

Deno.test("clocks - what is asked while the shop is closed counts from its opening", () => {
  const desk = asked(2 * HOUR_MS, [clockOf("round", { breachMs: 60_000 })]);
  assert.equal(look(desk, "c").breachAt, undefined, "it stands still");
  assert.deepEqual(told(advance(desk, 24 * HOUR_MS)), ["16 09:01:00 breach"]);
});

Deno.test("clocks - opening hours past midnight count through it, whatever a marketplace counts", () => {
  const counting = { fromMinute: 8 * 60, toMinute: 24 * 60 };
  const clock = clockOf("round", { counting, warnMs: MINUTE_MS, breachMs: 7 * HOUR_MS });
  const desk = asked(8 * HOUR_MS - 30_000, [clock], { schedules: [hours(15 * 60, 6 * 60)] });
  assert.deepEqual(told(advance(desk, 24 * HOUR_MS)), ["16 00:00:30 warn", "16 15:59:30 breach"]);
});

Deno.test("clocks - hold messages and reclaim stand still outside opening hours as alerts do", () => {
  const holdTexts = [{ zh: "请稍候", en: "One moment" }];
  const desk = asked(HOUR_MS - 30_000, [
    clockOf("round", { holdAtMs: [40_000], holdTexts }),
    clockOf("agentSilent", { reclaimMs: 60_000 }),
  ]);
  enrol(desk, "ben", { capacityUnits: 200 });
  assert.deepEqual(told(advance(desk, 24 * HOUR_MS)), [
    "16 09:00:10 hold",
    "16 09:00:30 reclaimed",
    "16 09:01:30 breach",
  ]);
});

Deno.test("clocks - the hours of the entrance hold beside those of the group", () => {
  const desk = asked(HOUR_MS - 30_000, [clockOf("round", { breachMs: HOUR_MS + MINUTE_MS })], {
    schedules: [DAY, hours(10 * 60, 23 * 60, "front")],
    routes: [routeNamed("front", "sales", { schedule: "front" }), routeNamed("back", "service")],
  });
  assert.deepEqual(told(advance(desk, 24 * HOUR_MS)), ["16 11:00:30 breach"]);
});

Deno.test("clocks - the rules of a line go by the time of day, while its alert stands still", () => {
  const desk = createDesk({
    schedules: [DAY],
    groups: [
      groupNamed("sales", {
        schedule: "hours",
        terminal: { kind: "leftMessage", afterMs: 2 * MINUTE_MS },
      }),
      groupNamed("service"),
    ],
    clocks: [clockOf("queue", { breachMs: 60_000 })],
  });
  advance(desk, HOUR_MS - 30_000);
  open(desk, "c");
  assert.deepEqual(told(advance(desk, 2 * MINUTE_MS)), []);
  assert.equal(look(desk, "c").state, "left");
});

Deno.test("clocks - turns that a pause went over are all told, so that the closed hours do not count", () => {
  const desk = asked(HOUR_MS - 30_000, [clockOf("round", { breachMs: 60_000 })]);
  desk.now += 16 * HOUR_MS + 40_000;
  const due = { type: "workspace.expire", dueAt: desk.now } as const;
  const { events } = give(desk, "engine", due.type, { dueAt: due.dueAt });
  assert.deepEqual(events.map((event) => "phase" in event && event.phase), ["closed", "open"]);
  assert.deepEqual(told(advance(desk, MINUTE_MS)), ["16 09:00:30 breach"]);
  foldsAlike(desk);
});

Deno.test("clocks - time that both schedules are closed stands still once", () => {
  assert.equal(dueInHours([[10, 20, 40], [15, 30]], 0, 25), Infinity);
  assert.equal(dueInHours([[10, 20, 40, 50], [15, 30]], 0, 15), 35);
  assert.equal(dueInHours([[10, 20], [12, 14]], 13, 5), 25);
  assert.equal(dueInHours([[10, 20]], 0, 10), 10, "due at the very closing is due");
});

import assert from "node:assert/strict";
import type { Schedule } from "../../contract/wire/configuration.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, give, look, open, types } from "../testing/desk.ts";

const HOUR_MS = 3_600_000;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
/** Tests begin on Friday 2027-01-15 at 16:00 in Shanghai. */
const span = (fromHour: number, toHour: number, more: Partial<Schedule> = {}): Schedule => ({
  id: "hours",
  name: { zh: "时间", en: "hours" },
  timeZone: "Asia/Shanghai",
  week: [{ days: EVERY_DAY, fromMinute: fromHour * 60, toMinute: toHour * 60 }],
  ...more,
});

Deno.test("hours - outside them a visitor leaves a message, inside an agent answers", () => {
  const desk = createDesk({
    schedules: [span(17, 20)],
    groups: [groupNamed("sales", { schedule: "hours" }), groupNamed("service")],
  }, { ann: { capacityUnits: 0 } });
  assert.deepEqual(types(open(desk, "early")), ["conversation.opened", "conversation.left"]);
  assert.equal(look(desk, "early").why?.code, "outsideHours");
  assert.deepEqual(types({ events: advance(desk, HOUR_MS) }), ["workspace.schedule_turned"]);
  open(desk, "c");
  assert.equal(look(desk, "c").state, "waiting");
  advance(desk, 3 * HOUR_MS);
  assert.deepEqual(look(desk, "c").state, "waiting", "who came in time is still answered");
  open(desk, "late");
  assert.equal(look(desk, "late").state, "left");
});

Deno.test("hours - an entrance may have hours of its own; who is there all the same answers what is left", () => {
  const desk = createDesk({
    schedules: [span(9, 12)],
    routes: [routeNamed("front", "sales", { schedule: "hours" }), routeNamed("back", "service")],
  }, { ann: {} });
  open(desk, "c");
  open(desk, "d", { route: "back" });
  assert.deepEqual([look(desk, "c").state, look(desk, "d").state], ["assigned", "waiting"]);
});

Deno.test("shifts - an agent gets nothing new in the last minutes and after the shift, and keeps the rest", () => {
  const desk = createDesk({ schedules: [span(9, 17, { endingMinutes: 30 })] }, {
    ann: { capacityUnits: 100, schedule: "hours" },
  });
  open(desk, "c");
  assert.equal(look(desk, "c").agent, "ann");
  advance(desk, HOUR_MS / 2);
  open(desk, "ending");
  assert.equal(look(desk, "ending").state, "waiting");
  advance(desk, HOUR_MS / 2);
  assert.deepEqual([look(desk, "c").agent, look(desk, "ending").state], ["ann", "waiting"]);
  const taken = give(desk, "agent:ann", "conversation.take", { agent: "ann" });
  assert.equal(taken.error, undefined, "by hand an agent may still fetch the next one");
});

Deno.test("shifts - when the shift begins the agent is drained to at once", () => {
  const desk = createDesk({ schedules: [span(17, 20)] }, { ann: { schedule: "hours" } });
  open(desk, "c");
  assert.equal(look(desk, "c").state, "waiting");
  assert.deepEqual(types({ events: advance(desk, HOUR_MS) }), [
    "workspace.schedule_turned",
    "conversation.assigned",
  ]);
});

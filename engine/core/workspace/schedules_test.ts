import assert from "node:assert/strict";
import type { Schedule } from "../../contract/wire/configuration.ts";
import { decode, encode } from "../mod.ts";
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
  assert.deepEqual(types({ events: advance(desk, 3 * HOUR_MS) }), [
    "workspace.schedule_turned",
    "conversation.left",
  ]);
  open(desk, "late");
  assert.equal(look(desk, "late").state, "left");
});

Deno.test("hours - who waits when they end has a left message at the same place, and is told why", () => {
  const desk = createDesk({
    schedules: [span(9, 17)],
    groups: [groupNamed("sales", { schedule: "hours" }), groupNamed("service")],
  }, { ann: { capacityUnits: 0 } });
  open(desk, "c", { visitor: "v" });
  open(desk, "d", { route: "back" });
  const { enqueuedAt } = look(desk, "c");
  const [, left] = advance(desk, HOUR_MS);
  assert.ok(left.type === "conversation.left");
  assert.deepEqual([left.conversation, left.why], ["c", { code: "outsideHours" }]);
  assert.deepEqual([look(desk, "c").enqueuedAt, look(desk, "d").state], [enqueuedAt, "waiting"]);
  const again = () =>
    give(desk, "visitor:v", "conversation.switch", { conversation: "c", to: "waiting" });
  assert.equal(again().error?.code, "not_eligible");
  advance(desk, 16 * HOUR_MS);
  assert.deepEqual(types(again()), ["conversation.switched"]);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").enqueuedAt], ["waiting", enqueuedAt]);
  const copy = decode(encode(desk.state), (hash) => desk.documents.get(hash));
  assert.deepEqual(encode(copy), encode(desk.state));
});

Deno.test("hours - an offer that stands when they end is answered, and what comes back is left", () => {
  const desk = createDesk({
    schedules: [span(9, 17)],
    groups: [groupNamed("sales", { schedule: "hours", offerMs: 20_000 }), groupNamed("service")],
  }, { ann: {} });
  advance(desk, HOUR_MS - 5_000);
  open(desk, "c");
  assert.deepEqual(types({ events: advance(desk, 5_000) }), ["workspace.schedule_turned"]);
  give(desk, "agent:ann", "conversation.decline", { conversation: "c" });
  assert.deepEqual(types({ events: advance(desk, 0) }), ["conversation.left"]);
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

Deno.test("shifts - in the last minutes a busy agent takes back no own visitor who returns", () => {
  const desk = createDesk({ schedules: [span(9, 17, { endingMinutes: 30 })] }, {
    ann: { capacityUnits: 100, schedule: "hours" },
  });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  open(desk, "within", { visitor: "v" });
  assert.equal(look(desk, "within").agent, "ann");
  advance(desk, HOUR_MS / 2);
  open(desk, "ending", { visitor: "v" });
  assert.equal(look(desk, "ending").state, "waiting");
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

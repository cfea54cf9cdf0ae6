import assert from "node:assert/strict";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  enrol,
  give,
  look,
  open,
  say,
  types,
  WORKSPACE,
} from "../testing/desk.ts";
import { query } from "../mod.ts";

type Desk = ReturnType<typeof createDesk>;

const load = (desk: Desk, agent: string): [units: number, windows: number] => {
  const live = query(desk.state, WORKSPACE, "agent.live", { agent }, desk.now);
  if ("code" in live) throw new Error(`${agent} is not here`);
  return [live.self.usedUnits, live.self.windows];
};
const sleepy = {
  routes: [routeNamed("front", "sales", { dormantAfterMs: 60_000, dormantCostUnits: 4 })],
};

Deno.test("dormant - a conversation whose visitor is silent weighs less, and others come in its room", () => {
  const desk = createDesk(sleepy, { ann: {} });
  open(desk, "c");
  open(desk, "next");
  say(desk, "agent:ann", "c");
  assert.deepEqual(types({ events: advance(desk, 60_000) }), ["conversation.dormant"]);
  assert.deepEqual(load(desk, "ann"), [4, 1]);
  assert.equal(look(desk, "next").state, "waiting", "16 units are not enough for one of 20");
  enrol(desk, "bob", { capacityUnits: 24 });
  assert.equal(look(desk, "next").agent, "bob");
});

Deno.test("dormant - it wakes at its full cost beyond the capacity, and nothing new comes until below", () => {
  const desk = createDesk(sleepy, { ann: { capacityUnits: 40, windowCap: 4 } });
  for (const id of ["c", "d"]) {
    open(desk, id);
    say(desk, "agent:ann", id);
  }
  advance(desk, 60_000);
  open(desk, "third");
  assert.deepEqual(load(desk, "ann"), [28, 3]);
  assert.deepEqual(types(say(desk, "visitor:v-c", "c")), [
    "conversation.woken",
    "conversation.messaged",
  ]);
  say(desk, "visitor:v-d", "d");
  assert.deepEqual(load(desk, "ann"), [60, 3]);
  open(desk, "fourth");
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  assert.equal(look(desk, "fourth").state, "waiting", "40 of 40: full, not below");
  give(desk, "agent:ann", "conversation.close", { conversation: "d" });
  assert.equal(look(desk, "fourth").agent, "ann");
});

Deno.test("dormant - a window is a window: asleep it still counts to the cap", () => {
  const desk = createDesk(sleepy, { ann: { windowCap: 1 } });
  open(desk, "c");
  say(desk, "agent:ann", "c");
  advance(desk, 60_000);
  open(desk, "next");
  assert.equal(look(desk, "next").state, "waiting");
});

Deno.test("dormant - a transferred one weighs its full cost on the receiver", () => {
  const desk = createDesk(sleepy, { ann: {}, bob: {} });
  open(desk, "c");
  say(desk, "agent:ann", "c");
  advance(desk, 60_000);
  give(desk, "agent:ann", "conversation.transfer", { conversation: "c", to: { agent: "bob" } });
  give(desk, "agent:bob", "conversation.acceptTransfer", { conversation: "c" });
  assert.deepEqual([load(desk, "ann"), load(desk, "bob")], [[0, 0], [20, 1]]);
});

const writingUp = {
  groups: [groupNamed("sales", { wrapUpMs: 30_000 }), groupNamed("service")],
};

Deno.test("wrap-up - the room comes back when the time of writing up is over", () => {
  const desk = createDesk(writingUp, { ann: {} });
  open(desk, "c");
  open(desk, "next");
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  assert.equal(look(desk, "next").state, "waiting");
  assert.deepEqual(types({ events: advance(desk, 30_000) }), [
    "conversation.wrapped_up",
    "conversation.assigned",
  ]);
  assert.equal(look(desk, "next").agent, "ann");
});

Deno.test("wrap-up - a visitor who is back meanwhile gets the agent who is still writing up", () => {
  const desk = createDesk(writingUp, { ann: {} });
  open(desk, "c");
  open(desk, "next");
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  say(desk, "visitor:v-c", "c");
  assert.equal(look(desk, "c").agent, "ann");
  assert.deepEqual(load(desk, "ann"), [20, 1]);
});

Deno.test("capacity - a large item at the front reserves the units that come free", () => {
  const desk = createDesk({
    groups: [groupNamed("sales", { reserveAfterMs: 60_000 }), groupNamed("service")],
    routes: [routeNamed("front", "sales"), routeNamed("large", "sales", { costUnits: 40 })],
  }, { ann: { capacityUnits: 40 } });
  open(desk, "a");
  open(desk, "b");
  open(desk, "c", { route: "large" });
  advance(desk, 60_000);
  open(desk, "small");
  const freed = give(desk, "agent:ann", "conversation.close", { conversation: "a" });
  assert.deepEqual(types(freed), ["conversation.closed", "conversation.reserved"]);
  assert.equal(look(desk, "small").state, "waiting", "the units are kept for the large one");
  give(desk, "agent:ann", "conversation.close", { conversation: "b" });
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("capacity - when the large item leaves, what was kept for it serves the next", () => {
  const desk = createDesk({
    groups: [groupNamed("sales", { reserveAfterMs: 60_000 }), groupNamed("service")],
    routes: [routeNamed("front", "sales"), routeNamed("large", "sales", { costUnits: 40 })],
  }, { ann: { capacityUnits: 40 } });
  open(desk, "a");
  open(desk, "b");
  open(desk, "c", { route: "large" });
  advance(desk, 60_000);
  open(desk, "small");
  give(desk, "agent:ann", "conversation.close", { conversation: "a" });
  give(desk, "visitor:v-c", "conversation.close", { conversation: "c" });
  assert.equal(look(desk, "small").agent, "ann");
});

Deno.test("abandonment - a visitor who ends the wait is counted, and so is one who is gone for long", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  const ended = give(desk, "visitor:v-c", "conversation.close", { conversation: "c" });
  assert.deepEqual(types(ended), ["conversation.abandoned", "conversation.closed"]);
});

Deno.test("abandonment - gone for long, a visitor leaves the queue for good; back before, stays", () => {
  const base = createDesk();
  const times = { ...[...base.documents.values()][0].times, abandonAfterMs: 300_000 };
  const desk = createDesk({ times }, { ann: { capacityUnits: 0 } });
  const report = (visitor: string, presence: "here" | "gone") =>
    give(desk, `visitor:${visitor}`, "visitor.presence", { visitor, presence, gateway: "g1" });
  for (const id of ["c", "d"]) {
    open(desk, id);
    report(`v-${id}`, "gone");
  }
  advance(desk, 200_000);
  report("v-d", "here");
  const events = advance(desk, 200_000);
  assert.deepEqual(types({ events }), ["conversation.abandoned", "conversation.closed"]);
  assert.deepEqual([look(desk, "c").closedReason, look(desk, "d").state], ["abandoned", "waiting"]);
});

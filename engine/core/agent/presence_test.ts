import assert from "node:assert/strict";
import { advance, createDesk, type Desk, enrol, give, look, open, types } from "../testing/desk.ts";

const connect = (desk: Desk, session: string, gateway: string) =>
  give(desk, "agent:ann", "agent.connect", { agent: "ann", session, gateway });
const disconnect = (desk: Desk, session: string, gateway: string) =>
  give(desk, "agent:ann", "agent.disconnect", { agent: "ann", session, gateway });
const become = (desk: Desk, presence: "online" | "busy" | "break" | "offline") =>
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence });

const served = (): Desk => {
  const desk = createDesk({}, { ann: { capacityUnits: 200 } });
  open(desk, "c1");
  open(desk, "c2");
  return desk;
};

Deno.test("presence - busy and break get nothing new and keep what they have", () => {
  for (const presence of ["busy", "break"] as const) {
    const desk = served();
    become(desk, presence);
    open(desk, "c3");
    assert.deepEqual([look(desk, "c1").agent, look(desk, "c3").state], ["ann", "waiting"]);
    become(desk, "online");
    assert.equal(look(desk, "c3").agent, "ann");
  }
});

Deno.test("presence - offline sends the work back to its original place, oldest first", () => {
  const desk = served();
  const { enqueuedAt } = look(desk, "c1");
  desk.now += 5_000;
  const gone = become(desk, "offline");
  assert.deepEqual(types(gone), [
    "agent.presence_changed",
    "conversation.reclaimed",
    "conversation.queued",
    "conversation.reclaimed",
    "conversation.queued",
  ]);
  assert.deepEqual([look(desk, "c1").state, look(desk, "c1").enqueuedAt], ["waiting", enqueuedAt]);
  enrol(desk, "bob");
  assert.deepEqual([look(desk, "c1").agent, look(desk, "c2").state], ["bob", "waiting"]);
});

Deno.test("presence - a break beyond its limit hands over, a shorter one does not", () => {
  const desk = served();
  become(desk, "break");
  assert.deepEqual(advance(desk, 299_999), []);
  const over = types({ events: advance(desk, 1) });
  assert.deepEqual(over.slice(0, 2), ["agent.presence_changed", "conversation.reclaimed"]);
  assert.equal(look(desk, "c2").state, "waiting");
});

Deno.test("connection - several tabs are one presence, all alive", () => {
  const desk = served();
  connect(desk, "tab2", "g2");
  disconnect(desk, "ann1", "g1");
  assert.deepEqual(advance(desk, 100_000), []);
  open(desk, "c3");
  assert.equal(look(desk, "c3").agent, "ann");
});

Deno.test("connection - back within the grace nothing moves", () => {
  const desk = served();
  disconnect(desk, "ann1", "g1");
  open(desk, "c3");
  assert.equal(look(desk, "c3").state, "waiting");
  advance(desk, 44_000);
  connect(desk, "ann1", "g1");
  assert.deepEqual([look(desk, "c1").agent, look(desk, "c3").agent], ["ann", "ann"]);
  assert.deepEqual(advance(desk, 60_000), []);
});

Deno.test("connection - after the grace a gone agent's work returns, 20 ms apart", () => {
  const desk = served();
  disconnect(desk, "ann1", "g1");
  const events = advance(desk, 45_100);
  const at = events.filter(({ type }) => type === "conversation.reclaimed").map(({ at }) => at);
  assert.deepEqual(types({ events }).slice(0, 3), [
    "agent.gone",
    "conversation.reclaimed",
    "conversation.queued",
  ]);
  assert.equal(at[1] - at[0], 20);
  connect(desk, "ann1", "g1");
  assert.equal(look(desk, "c1").agent, "ann");
});

Deno.test("gateway - its lapse makes agents unconfirmed, and gone after the grace", () => {
  const desk = served();
  const lapsed = give(desk, "engine", "gateway.lapse", { gateway: "g1" });
  assert.deepEqual(types(lapsed), ["gateway.lapsed", "agent.unconfirmed"]);
  open(desk, "c3");
  assert.deepEqual([look(desk, "c1").agent, look(desk, "c3").state], ["ann", "waiting"]);
  const events = types({ events: advance(desk, 45_000) });
  assert.deepEqual(events.slice(0, 2), ["agent.gone", "conversation.reclaimed"]);
});

Deno.test("gateway - an agent with a session elsewhere stays confirmed", () => {
  const desk = served();
  connect(desk, "phone", "g2");
  const lapsed = give(desk, "engine", "gateway.lapse", { gateway: "g1" });
  assert.deepEqual(types(lapsed), ["gateway.lapsed"]);
  open(desk, "c3");
  assert.equal(look(desk, "c3").agent, "ann");
});

Deno.test("roster - a removed agent's work returns, and the agent comes back as before", () => {
  const desk = served();
  give(desk, "admin:root", "roster.remove", { agent: "ann" });
  assert.equal(look(desk, "c1").state, "waiting");
  assert.equal(connect(desk, "ann1", "g1").error?.code, "not_found");
  enrol(desk, "ann", { capacityUnits: 200 });
  assert.equal(look(desk, "c1").agent, "ann");
});

Deno.test("roster - a lower capacity moves nobody and admits nobody until there is room", () => {
  const desk = served();
  enrol(desk, "ann", { capacityUnits: 20 });
  open(desk, "c3");
  give(desk, "agent:ann", "conversation.close", { conversation: "c1" });
  assert.deepEqual([look(desk, "c2").agent, look(desk, "c3").state], ["ann", "waiting"]);
  give(desk, "agent:ann", "conversation.close", { conversation: "c2" });
  assert.equal(look(desk, "c3").agent, "ann");
});

Deno.test("roster - impossible figures are refused with the field", () => {
  const desk = served();
  const record = { name: "x", capacityUnits: -1, windowCap: 1, memberships: [], channels: [] };
  const { error } = give(desk, "admin:root", "roster.put", { agent: "x", record });
  assert.deepEqual(error?.fields, [{ path: "record.capacityUnits", rule: "range" }]);
  const byAgent = give(desk, "agent:ann", "roster.put", { agent: "ann", record });
  assert.equal(byAgent.error?.code, "forbidden");
});

import assert from "node:assert/strict";
import { configurationWith, groupNamed, routeNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  look,
  open,
  publish,
  recordOf,
  say,
  types,
} from "../testing/desk.ts";

const C = { conversation: "c" };

function parked(more: { dueAt?: number } = {}): Desk {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.park", { ...C, ...more });
  return desk;
}

Deno.test("park - frees the capacity and keeps the owner", () => {
  const desk = parked();
  assert.deepEqual([look(desk, "c").state, look(desk, "c").agent], ["parked", "ann"]);
  open(desk, "next");
  assert.equal(look(desk, "next").agent, "ann");
  assert.equal(give(desk, "agent:ann", "conversation.unpark", C).error?.code, "capacity_full");
});

Deno.test("park - the visitor's word brings it back to the owner with room", () => {
  const desk = parked();
  assert.deepEqual(types(say(desk, "visitor:v", "c")), [
    "conversation.unparked",
    "conversation.messaged",
    "conversation.assigned",
  ]);
  assert.equal(look(desk, "c").why?.code, "continued");
});

Deno.test("park - an owner whom a colleague chose takes it back without the skill it asks", () => {
  const routes = [
    routeNamed("front", "sales", { requirements: [{ skill: "french", level: 3 }] }),
    routeNamed("back", "service"),
  ];
  const desk = createDesk({ routes }, { ann: { skills: { french: 3 } }, bob: {} });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.transfer", { ...C, to: { agent: "bob" } });
  give(desk, "agent:bob", "conversation.acceptTransfer", C);
  for (const presence of ["busy", "online"] as const) {
    give(desk, "agent:bob", "agent.presence", { agent: "bob", presence });
    give(desk, "agent:bob", "conversation.park", C);
    assert.equal(give(desk, "agent:bob", "conversation.unpark", C).error, undefined);
    assert.equal(look(desk, "c").agent, "bob");
    give(desk, "agent:bob", "conversation.park", C);
    say(desk, "visitor:v", "c");
    assert.deepEqual([look(desk, "c").agent, look(desk, "c").why?.code], ["bob", "continued"]);
  }
});

Deno.test("park - an owner who declined it once before takes it back all the same", () => {
  const groups = [groupNamed("sales", { offerMs: 20_000 }), groupNamed("service")];
  const desk = createDesk({ groups }, { ann: {} });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.decline", C);
  enrol(desk, "bob");
  give(desk, "agent:bob", "conversation.accept", C);
  give(desk, "agent:bob", "conversation.transfer", { ...C, to: { agent: "ann" } });
  give(desk, "agent:ann", "conversation.acceptTransfer", C);
  give(desk, "agent:ann", "conversation.park", C);
  assert.equal(give(desk, "agent:ann", "conversation.unpark", C).error, undefined);
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("park - an owner without room gets it first in line at its original place", () => {
  const desk = parked();
  const { enqueuedAt } = look(desk, "c");
  desk.now += 1_000;
  open(desk, "next");
  open(desk, "waiting");
  say(desk, "visitor:v", "c");
  assert.deepEqual([look(desk, "c").state, look(desk, "c").enqueuedAt], ["waiting", enqueuedAt]);
  give(desk, "agent:ann", "conversation.close", { conversation: "next" });
  assert.deepEqual([look(desk, "c").agent, look(desk, "waiting").state], ["ann", "waiting"]);
});

Deno.test("park - when the owner is away somebody else gets it at once", () => {
  const desk = parked();
  enrol(desk, "bob");
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "offline" });
  say(desk, "visitor:v", "c");
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("park - an owner who does not serve the shop any more does not take it back", () => {
  const desk = parked();
  const record = recordOf("ann", { shops: ["elsewhere"] });
  give(desk, "admin:root", "roster.put", { agent: "ann", record });
  enrol(desk, "bob");
  say(desk, "visitor:v", "c");
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("park - comes back when it is due", () => {
  const desk = parked({ dueAt: 1_800_000_050_000 });
  advance(desk, 49_999);
  assert.equal(look(desk, "c").state, "parked");
  const events = types({ events: advance(desk, 1) });
  assert.deepEqual(events, ["conversation.unparked", "conversation.assigned"]);
});

Deno.test("park - due work that finds its owner away stands behind everybody who waits", () => {
  const desk = parked({ dueAt: 1_800_000_050_000 });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "offline" });
  advance(desk, 50_000);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").class], ["waiting", 9]);
  open(desk, "fresh");
  enrol(desk, "bob");
  assert.deepEqual([look(desk, "fresh").agent, look(desk, "c").state], ["bob", "waiting"]);
});

Deno.test("park - leaves memory after a day", () => {
  const desk = parked();
  assert.deepEqual(types({ events: advance(desk, 86_400_000) }), ["conversation.forgotten"]);
});

Deno.test("park - a due moment in the past is refused with the field", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  const { error } = give(desk, "agent:ann", "conversation.park", { ...C, dueAt: desk.now });
  assert.deepEqual(error?.fields, [{ path: "dueAt", rule: "range" }]);
});

Deno.test("reopen - within the time it goes on with its agent as the same session", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.close", C);
  desk.now += 600_000;
  assert.deepEqual(types(say(desk, "visitor:v", "c")), [
    "conversation.reopened",
    "conversation.messaged",
    "conversation.assigned",
  ]);
  give(desk, "agent:ann", "conversation.close", C);
  desk.now += 600_001;
  assert.equal(say(desk, "visitor:v", "c").error?.code, "closed");
});

Deno.test("reclaim - a supervisor's goes to somebody else, at its original place", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  const { enqueuedAt } = look(desk, "c");
  desk.now += 1_000;
  give(desk, "supervisor:sue", "conversation.reclaim", C);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").enqueuedAt], ["waiting", enqueuedAt]);
  enrol(desk, "bob");
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("rating - once, from one to five, with reasons that the score has", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.close", { ...C, topic: "solved", inviteRating: true });
  const rate = (score: number, reasons?: string[]) =>
    give(desk, "visitor:v", "conversation.rate", { ...C, score, reasons });
  assert.deepEqual(rate(6).error?.fields, [{ path: "score", rule: "range" }]);
  assert.deepEqual(rate(5, ["slow"]).error?.fields, [{ path: "reasons.0", rule: "reference" }]);
  const [rated] = rate(1, ["slow"]).events;
  assert.ok(rated.type === "conversation.rated" && rated.agent === "ann");
  assert.equal(rate(2).error?.code, "conflict");
});

Deno.test("recall - one's own, within two minutes, once", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  say(desk, "agent:ann", "c", { message: "mine" });
  const recall = (by: "agent:ann" | "visitor:v") =>
    give(desk, by, "conversation.recall", { ...C, message: "mine" });
  assert.equal(recall("visitor:v").error?.code, "not_found");
  assert.deepEqual(types(recall("agent:ann")), ["conversation.recalled"]);
  assert.deepEqual(recall("agent:ann"), { events: [] });
  say(desk, "agent:ann", "c", { message: "old" });
  desk.now += 120_001;
  const { error } = give(desk, "agent:ann", "conversation.recall", { ...C, message: "old" });
  assert.equal(error?.code, "not_eligible");
});

Deno.test("message - a repeat beyond the ring meets its own place", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  const first = say(desk, "visitor:v", "c", { message: "m" });
  const again = say(desk, "visitor:v", "c", { message: "m" });
  assert.deepEqual(again.error, { code: "conflict", conversation: "c", seq: first.events[0].seq });
});

Deno.test("reopen - is refused as closed when a publish took the group away, and else goes home", () => {
  const [sales, service] = [groupNamed("sales"), groupNamed("service")];
  const desk = createDesk({
    groups: [sales, service],
    routes: [routeNamed("front", "sales"), routeNamed("back", "service")],
  }, { ann: { memberships: [{ group: "service", weight: 1 }] } });
  open(desk, "gone", { route: "back" });
  give(desk, "agent:ann", "conversation.close", { conversation: "gone" });
  open(desk, "home");
  give(desk, "supervisor:sue", "conversation.move", { conversation: "home", to: { agent: "ann" } });
  give(desk, "agent:ann", "conversation.close", { conversation: "home" });
  const routes = [routeNamed("front", "sales"), routeNamed("back", "sales")];
  assert.equal(publish(desk, configurationWith({ groups: [sales], routes })).error, undefined);
  assert.equal(say(desk, "visitor:v-gone", "gone").error?.code, "closed");
  const { error } = give(desk, "visitor:v-gone", "conversation.reopen", { conversation: "gone" });
  assert.equal(error?.code, "closed");
  say(desk, "visitor:v-home", "home");
  assert.equal(look(desk, "home").state, "waiting");
});

import assert from "node:assert/strict";
import { groupNamed } from "../testing/configuration.ts";
import { advance, createDesk, enrol, give, look, open, say, types } from "../testing/desk.ts";

const offering = { groups: [groupNamed("sales", { offerMs: 20_000 }), groupNamed("service")] };
const accept = (desk: ReturnType<typeof createDesk>, agent: string) =>
  give(desk, `agent:${agent}`, "conversation.accept", { conversation: "c" });
const decline = (desk: ReturnType<typeof createDesk>, agent: string) =>
  give(desk, `agent:${agent}`, "conversation.decline", { conversation: "c" });

Deno.test("offers - a group that offers reserves the slot and owns nothing before the yes", () => {
  const desk = createDesk(offering, { ann: {} });
  assert.deepEqual(types(open(desk, "c")).slice(1), ["conversation.offered"]);
  const { state, agent, offer } = look(desk, "c");
  assert.deepEqual([state, agent, offer?.kind, offer?.agent], [
    "waiting",
    undefined,
    "assignment",
    "ann",
  ]);
  open(desk, "next");
  assert.equal(look(desk, "next").offer, undefined, "the reserved slot is not given twice");
  assert.deepEqual(types(accept(desk, "ann")), ["conversation.accepted", "conversation.assigned"]);
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("offers - a declined offer passes the agent over and keeps the place", () => {
  const desk = createDesk(offering, { ann: {} });
  open(desk, "c");
  const { enqueuedAt } = look(desk, "c");
  desk.now += 5_000;
  open(desk, "later");
  const answered = decline(desk, "ann");
  assert.equal(types(answered)[0], "conversation.declined");
  assert.equal(look(desk, "later").offer?.agent, "ann", "ann is free for the next in line");
  assert.deepEqual([look(desk, "c").state, look(desk, "c").offer], ["waiting", undefined]);
  enrol(desk, "bob");
  assert.deepEqual([look(desk, "c").offer?.agent, look(desk, "c").enqueuedAt], ["bob", enqueuedAt]);
});

Deno.test("offers - an offer that nobody answers expires and goes to the next agent", () => {
  const desk = createDesk(offering, { ann: {}, bob: {} });
  open(desk, "c");
  assert.deepEqual(types({ events: advance(desk, 20_000) }), [
    "conversation.offer_expired",
    "conversation.offered",
  ]);
  assert.equal(look(desk, "c").offer?.agent, "bob");
});

Deno.test("offers - who goes offline with an offer open may get it again later", () => {
  const desk = createDesk(offering, { ann: {} });
  open(desk, "c");
  const left = give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "offline" });
  assert.deepEqual(types(left), ["agent.presence_changed", "conversation.offer_expired"]);
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "online" });
  assert.equal(look(desk, "c").offer?.agent, "ann");
});

Deno.test("offers - what was left is assigned, for nobody waits for the answer", () => {
  const desk = createDesk(offering, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  give(desk, "visitor:v-c", "conversation.leave", { conversation: "c" });
  enrol(desk, "bob");
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("take - a busy agent fetches the best of the own lines, within the capacity", () => {
  const desk = createDesk({}, { ann: {} });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  open(desk, "c");
  open(desk, "first", { priority: 0 });
  const take = () => give(desk, "agent:ann", "conversation.take", { agent: "ann" });
  assert.deepEqual(types(take()), ["conversation.taken", "conversation.assigned"]);
  assert.equal(look(desk, "first").agent, "ann");
  assert.equal(take().error?.code, "capacity_full");
  give(desk, "agent:ann", "conversation.close", { conversation: "first" });
  assert.equal(look(desk, "c").state, "waiting", "busy gets nothing by itself");
  take();
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  assert.equal(take().error?.code, "not_found");
});

Deno.test("take - a transfer that waits for a group is accepted by taking it", () => {
  const desk = createDesk({}, { ann: {}, bob: { memberships: [{ group: "service", weight: 1 }] } });
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "busy" });
  open(desk, "c");
  give(desk, "agent:ann", "conversation.transfer", { conversation: "c", to: { group: "service" } });
  const taken = give(desk, "agent:bob", "conversation.take", { agent: "bob" });
  assert.equal(types(taken).at(-1), "conversation.transferred");
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("priority - a class raised while waiting keeps the place in time", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  open(desk, "early", { priority: 2 });
  desk.now += 1_000;
  open(desk, "c");
  desk.now += 1_000;
  open(desk, "late", { priority: 2 });
  const { enqueuedAt } = look(desk, "c");
  give(desk, "supervisor:sue", "conversation.prioritise", { conversation: "c", class: 2 });
  assert.deepEqual([look(desk, "c").class, look(desk, "c").enqueuedAt], [2, enqueuedAt]);
  enrol(desk, "bob", { capacityUnits: 40 });
  assert.deepEqual(["early", "c", "late"].map((id) => look(desk, id).agent), [
    "bob",
    "bob",
    undefined,
  ]);
});

Deno.test("move - a supervisor's hand may pass the capacity, and nothing new follows until below", () => {
  const desk = createDesk({}, { ann: { windowCap: 3 } });
  open(desk, "first");
  open(desk, "c");
  open(desk, "next");
  const move = (conversation: string) =>
    give(desk, "supervisor:sue", "conversation.move", { conversation, to: { agent: "ann" } });
  assert.deepEqual(types(move("c")), ["conversation.moved", "conversation.assigned"]);
  give(desk, "agent:ann", "conversation.close", { conversation: "first" });
  assert.equal(look(desk, "next").state, "waiting", "ann is full again, not below");
  move("next");
  open(desk, "fourth");
  move("fourth");
  open(desk, "fifth");
  assert.equal(move("fifth").error?.code, "capacity_full", "the window cap is never passed");
});

Deno.test("move - to another group it stands there at its original place", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  const { enqueuedAt } = look(desk, "c");
  desk.now += 9_000;
  const to = { group: "service" };
  give(desk, "supervisor:sue", "conversation.move", { conversation: "c", to });
  const { group, enqueuedAt: kept } = look(desk, "c");
  assert.deepEqual([group, kept], ["service", enqueuedAt]);
});

Deno.test("tag - a topic may be given after the visitor has ended the conversation", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  give(desk, "visitor:v-c", "conversation.close", { conversation: "c" });
  const tagged = give(desk, "agent:ann", "conversation.tag", {
    conversation: "c",
    topic: "solved",
    tags: ["refund"],
  });
  assert.deepEqual(types(tagged), ["conversation.tagged"]);
  assert.deepEqual(look(desk, "c").tags, ["refund"]);
  const unknown = give(desk, "agent:ann", "conversation.tag", { conversation: "c", topic: "x" });
  assert.deepEqual(unknown.error?.fields, [{ path: "topic", rule: "reference" }]);
});

Deno.test("open - what an earlier conversation noted reaches whoever continues it", () => {
  const desk = createDesk({}, { ann: {} });
  const opened = open(desk, "c", { continues: "old", note: "k.NOTE" });
  const note = opened.events.find(({ type }) => type === "conversation.tagged");
  assert.equal(note?.type === "conversation.tagged" && note.note, "k.NOTE");
});

Deno.test("offers - a visitor who writes meanwhile begins a round and the offer stands", () => {
  const desk = createDesk(offering, { ann: {} });
  open(desk, "c");
  say(desk, "visitor:v-c", "c");
  assert.equal(look(desk, "c").offer?.agent, "ann");
  assert.ok(look(desk, "c").roundBeganAt);
});

Deno.test("offers - who leaves a message while on offer is given to whoever has room", () => {
  const groups = [groupNamed("sales", { overflow: [{ when: "full", to: "service" }] })];
  const desk = createDesk({ groups: [...groups, groupNamed("service", { offerMs: 20_000 })] }, {
    ann: { capacityUnits: 0 },
    bob: { memberships: [{ group: "service", weight: 1 }] },
    cyd: { memberships: [{ group: "service", weight: 1 }] },
  });
  open(desk, "c");
  assert.equal(look(desk, "c").offer?.agent, "bob");
  give(desk, "visitor:v-c", "conversation.leave", { conversation: "c" });
  assert.equal(look(desk, "c").state, "assigned");
});

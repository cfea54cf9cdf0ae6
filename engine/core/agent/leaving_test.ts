import assert from "node:assert/strict";
import type { WorkTarget } from "../../contract/wire/commands.ts";
import { groupNamed } from "../testing/configuration.ts";
import { createDesk, enrol, give, look, open, types } from "../testing/desk.ts";

const leave = (desk: ReturnType<typeof createDesk>, work?: WorkTarget) =>
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "offline", work });

function twoOpen() {
  const desk = createDesk({}, { ann: { capacityUnits: 40 } });
  open(desk, "c");
  open(desk, "d");
  return desk;
}

Deno.test("offline - open work goes to the colleague whom the leaver names, as far as there is room", () => {
  const desk = twoOpen();
  enrol(desk, "bob");
  leave(desk, { agent: "bob" });
  assert.deepEqual([look(desk, "c").agent, look(desk, "c").why?.code], ["bob", "handedOver"]);
  assert.equal(look(desk, "d").state, "waiting", "bob is full: back to its own line");
});

Deno.test("offline - open work goes to the line of a group, at its original place", () => {
  const desk = twoOpen();
  const { enqueuedAt } = look(desk, "c");
  desk.now += 9_000;
  leave(desk, { group: "service" });
  assert.deepEqual([look(desk, "c").group, look(desk, "c").enqueuedAt], ["service", enqueuedAt]);
  assert.equal(look(desk, "d").group, "service");
});

Deno.test("offline - open work is parked, keeps its owner, and is routed anew when the visitor writes", () => {
  const desk = twoOpen();
  const left = leave(desk, { park: true });
  assert.deepEqual(types(left), [
    "agent.presence_changed",
    "conversation.parked",
    "conversation.parked",
  ]);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").agent], ["parked", "ann"]);
});

Deno.test("offline - without a word open work goes back to its lines", () => {
  const desk = twoOpen();
  leave(desk);
  assert.deepEqual([look(desk, "c").state, look(desk, "d").state], ["waiting", "waiting"]);
});

Deno.test("offline - a target that does not exist, or is oneself, is named", () => {
  const desk = twoOpen();
  const fault = (work: WorkTarget) => leave(desk, work).error?.fields?.[0];
  assert.deepEqual(fault({ agent: "nobody" }), { path: "work.agent", rule: "reference" });
  assert.deepEqual(fault({ agent: "ann" }), { path: "work.agent", rule: "state" });
  assert.deepEqual(fault({ group: "nowhere" }), { path: "work.group", rule: "reference" });
  const busy = { agent: "ann", presence: "busy" as const, work: { park: true as const } };
  const wrong = give(desk, "agent:ann", "agent.presence", busy).error?.fields?.[0];
  assert.deepEqual(wrong, { path: "work", rule: "state" });
});

Deno.test("break - needs a free place in every group of the agent; a supervisor may send more", () => {
  const groups = [groupNamed("sales", { breaksMax: 1 }), groupNamed("service")];
  const desk = createDesk({ groups }, { ann: {}, bob: {} });
  const rest = (agent: string, by: `agent:${string}` | "supervisor:sue") =>
    give(desk, by, "agent.presence", { agent, presence: "break" });
  assert.equal(rest("ann", "agent:ann").error, undefined);
  assert.equal(rest("bob", "agent:bob").error?.code, "capacity_full");
  assert.equal(rest("bob", "supervisor:sue").error, undefined);
});

Deno.test("offline - what has the earlier place is placed first, whichever was opened first", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "reopened");
  give(desk, "agent:ann", "conversation.close", { conversation: "reopened" });
  desk.now += 1_000;
  open(desk, "early");
  desk.now += 1_000;
  give(desk, "agent:ann", "conversation.reopen", { conversation: "reopened" });
  assert.equal(look(desk, "reopened").state, "waiting");
  enrol(desk, "ann", { capacityUnits: 40 });
  enrol(desk, "bob", { memberships: [{ group: "service", weight: 1 }] });
  leave(desk, { group: "service" });
  assert.equal(look(desk, "early").agent, "bob");
});

import assert from "node:assert/strict";
import { advance, createDesk, give, look, open, say, types } from "./testing/desk.ts";

Deno.test("core - a visitor is assigned, answered and closed; the next one waits and follows", () => {
  const desk = createDesk({}, { ann: {} });
  assert.deepEqual(types(open(desk, "c1")), ["conversation.opened", "conversation.assigned"]);
  assert.deepEqual(types(open(desk, "c2")), ["conversation.opened", "conversation.queued"]);
  assert.equal(look(desk, "c2").state, "waiting");
  say(desk, "visitor:v-c1", "c1");
  assert.equal(look(desk, "c1").round, 1);
  const reply = say(desk, "agent:ann", "c1");
  assert.ok(reply.events[0].type === "conversation.messaged" && reply.events[0].ends);
  const closed = give(desk, "agent:ann", "conversation.close", { conversation: "c1" });
  assert.deepEqual(types(closed), ["conversation.closed", "conversation.assigned"]);
  assert.equal(look(desk, "c2").agent, "ann");
});

Deno.test("core - a closed conversation is forgotten after its time", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c1");
  give(desk, "agent:ann", "conversation.close", { conversation: "c1" });
  assert.deepEqual(types({ events: advance(desk, 1_800_000) }), ["conversation.forgotten"]);
  assert.throws(() => look(desk, "c1"));
});

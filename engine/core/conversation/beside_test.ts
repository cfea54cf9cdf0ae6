import assert from "node:assert/strict";
import { botNamed, groupNamed, routeNamed } from "../testing/configuration.ts";
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
import { feedItem, query } from "../mod.ts";

const withBot = {
  groups: [groupNamed("sales"), groupNamed("service")],
  routes: [routeNamed("front", "sales", { bot: "faq" })],
  bots: [botNamed("faq")],
};
const switchTo = (desk: ReturnType<typeof createDesk>, to: "waiting" | "left" | "bot") =>
  give(desk, "visitor:v-c", "conversation.switch", { conversation: "c", to });

Deno.test("join - who watches reads, who whispers writes to the staff, who barges in to the visitor", () => {
  const desk = createDesk({}, { ann: {} });
  enrol(desk, "bob");
  open(desk, "c");
  const join = (as: "watch" | "whisper" | "barge" | "share") =>
    give(desk, "supervisor:sue", "conversation.join", { conversation: "c", as });
  assert.deepEqual(types(join("watch")), ["conversation.joined"]);
  assert.deepEqual(look(desk, "c").joined, [{ who: "sue", as: "watch" }]);
  assert.deepEqual(types(join("watch")), [], "the same again changes nothing");
  join("share");
  assert.deepEqual(look(desk, "c").joined, [{ who: "sue", as: "share" }]);
  const said = say(desk, "visitor:v-c", "c");
  assert.deepEqual(feedItem(desk.state, said.events[0])?.agents.sort(), ["ann", "sue"]);
  give(desk, "supervisor:sue", "conversation.part", { conversation: "c" });
  assert.equal(look(desk, "c").joined, undefined);
});

Deno.test("consult - a colleague who is asked whispers, and may not speak to the visitor or end it", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  enrol(desk, "bob");
  const asked = give(desk, "agent:ann", "conversation.consult", {
    conversation: "c",
    agent: "bob",
  });
  assert.deepEqual(types(asked), ["conversation.consulted"]);
  const beside = query(desk.state, WORKSPACE, "agent.live", { agent: "bob" }, desk.now);
  const names = "conversations" in beside &&
    beside.conversations.map((one) => one.conversation);
  assert.deepEqual(names, ["c"], "on the own desk too");
  assert.deepEqual(types(say(desk, "agent:bob", "c", { visibility: "staff" })), [
    "conversation.messaged",
  ]);
  assert.equal(say(desk, "agent:bob", "c").error?.code, "not_eligible");
  const close = give(desk, "agent:bob", "conversation.close", { conversation: "c" });
  assert.equal(close.error?.code, "not_eligible");
  give(desk, "agent:ann", "conversation.part", { conversation: "c", who: "bob" });
  assert.equal(say(desk, "agent:bob", "c", { visibility: "staff" }).error?.code, "not_found");
});

Deno.test("join - nobody stays beside a conversation that has ended", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  give(desk, "supervisor:sue", "conversation.join", { conversation: "c", as: "watch" });
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  assert.equal(look(desk, "c").joined, undefined);
});

Deno.test("switch - a waiting visitor turns to the bot and comes back to the same place", () => {
  const desk = createDesk(withBot, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  desk.now += 5_000;
  open(desk, "later");
  const { enqueuedAt } = look(desk, "c");
  assert.deepEqual(types(switchTo(desk, "bot")), ["conversation.switched"]);
  assert.equal(look(desk, "c").state, "bot");
  desk.now += 5_000;
  switchTo(desk, "waiting");
  assert.equal(look(desk, "c").enqueuedAt, enqueuedAt);
  enrol(desk, "bob");
  assert.equal(look(desk, "c").agent, "bob", "before the one who came later");
});

Deno.test("switch - who left a message may wait again, and an agent with room takes it at once", () => {
  const desk = createDesk(withBot, { ann: { capacityUnits: 0 } });
  open(desk, "c", { priority: 2 });
  switchTo(desk, "left");
  assert.deepEqual([look(desk, "c").state, look(desk, "c").class], ["left", 9]);
  switchTo(desk, "waiting");
  assert.deepEqual([look(desk, "c").state, look(desk, "c").class], ["waiting", 2]);
  switchTo(desk, "bot");
  enrol(desk, "bob");
  assert.equal(look(desk, "c").state, "bot", "with the bot it takes nobody's room");
  assert.equal(types(switchTo(desk, "waiting")).at(-1), "conversation.assigned");
});

Deno.test("switch - a route without a bot has none to turn to", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  assert.equal(switchTo(desk, "bot").error?.code, "not_eligible");
});

Deno.test("reach - an agent writes first to somebody who was here before, within the capacity", () => {
  const desk = createDesk({}, { ann: {} });
  const reach = (conversation: string, visitor: string) =>
    give(desk, "agent:ann", "conversation.reach", {
      conversation,
      visitor,
      key: "k",
      agent: "ann",
      channel: "web",
      route: "front",
      first: { message: `m-${conversation}`, body: "text", sealed: "k.A", visibility: "all" },
    });
  assert.deepEqual(types(reach("c", "old")), [
    "conversation.opened",
    "conversation.reached",
    "conversation.messaged",
    "conversation.assigned",
  ]);
  assert.equal(look(desk, "c").roundBeganAt, undefined, "no clock runs on a word nobody asked for");
  assert.equal(reach("d", "old").error?.code, "conflict");
  assert.equal(reach("d", "other").error?.code, "capacity_full");
  say(desk, "visitor:old", "c");
  assert.ok(look(desk, "c").roundBeganAt);
  advance(desk, 1_000);
});

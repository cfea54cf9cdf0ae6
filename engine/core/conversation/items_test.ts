import assert from "node:assert/strict";
import type { CommandBodies } from "../../contract/wire/commands.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, give, look, open, say, types } from "../testing/desk.ts";

const openItem = (
  desk: ReturnType<typeof createDesk>,
  item: string,
  more: Partial<CommandBodies["item.open"]> = {},
) =>
  give(desk, "integration:crm", "item.open", {
    item,
    kind: "ticket",
    visitor: `v-${item}`,
    key: "k",
    channel: "web",
    route: "front",
    ...more,
  });

Deno.test("items - a ticket takes the room it costs, in the same lines as chats", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 30 } });
  open(desk, "chat");
  openItem(desk, "t", { costUnits: 10 });
  assert.deepEqual([look(desk, "t").agent, look(desk, "t").kind], ["ann", "ticket"]);
  openItem(desk, "late", { costUnits: 10 });
  open(desk, "later");
  give(desk, "agent:ann", "item.close", { item: "t", topic: "solved" });
  assert.deepEqual([look(desk, "late").agent, look(desk, "later").state], ["ann", "waiting"]);
});

Deno.test("items - are assigned by hand beyond the capacity, and closed by their owner", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "chat");
  openItem(desk, "t", { kind: "call" });
  const given = give(desk, "supervisor:sue", "item.assign", { item: "t", agent: "ann" });
  assert.deepEqual(types(given), ["conversation.moved", "conversation.assigned"]);
  assert.deepEqual(types(give(desk, "agent:ann", "item.close", { item: "t" })), [
    "conversation.closed",
  ]);
});

Deno.test("items - what is wrong with an assignment is named by the field of the command", () => {
  const desk = createDesk({}, { ann: {} });
  openItem(desk, "t", { kind: "call" });
  const to = (agent: string) => give(desk, "supervisor:sue", "item.assign", { item: "t", agent });
  assert.deepEqual(to("nobody").error?.fields, [{ path: "agent", rule: "reference" }]);
  assert.deepEqual(to("ann").error?.fields, [{ path: "agent", rule: "state" }]);
});

Deno.test("items - a chat is no item by these commands", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "chat");
  assert.equal(give(desk, "agent:ann", "item.close", { item: "chat" }).error?.code, "not_found");
});

Deno.test("items - nothing of a ticket falls asleep", () => {
  const routes = [routeNamed("front", "sales", { dormantAfterMs: 60_000 })];
  const desk = createDesk({ routes }, { ann: {} });
  openItem(desk, "t");
  say(desk, "agent:ann", "t");
  assert.deepEqual(advance(desk, 600_000), []);
});

Deno.test("items - a left message that asks for a call is a callback for whoever gets it", () => {
  const desk = createDesk({
    groups: [groupNamed("sales", { terminal: { kind: "callback", afterMs: 30_000 } })],
    routes: [routeNamed("front", "sales")],
  }, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  advance(desk, 30_000);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").kind], ["left", "callback"]);
});

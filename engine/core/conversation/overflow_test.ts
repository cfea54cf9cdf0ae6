import assert from "node:assert/strict";
import { clockOf, configurationWith, groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, type Desk, enrol, give, look, open, types } from "../testing/desk.ts";
import type { Group } from "../../contract/wire/configuration.ts";

const sharing = (sales: Partial<Group>) => ({
  groups: [groupNamed("sales", sales), groupNamed("service"), groupNamed("third")],
});
const inService = { memberships: [{ group: "service", weight: 1 }] };
const full: Partial<Group> = { overflow: [{ when: "full", to: "service" }] };

/** ann of sales is saturated. */
function saturated(sales: Partial<Group>): Desk {
  const desk = createDesk(sharing(sales), { ann: {} });
  open(desk, "first");
  return desk;
}

Deno.test("overflow - a full group hands on at once when the donor has room", () => {
  const desk = saturated(full);
  enrol(desk, "bob", inService);
  const opened = open(desk, "c");
  assert.deepEqual(types(opened).slice(1), ["conversation.overflowed", "conversation.assigned"]);
  const { agent, group, homeGroup } = look(desk, "c");
  assert.deepEqual([agent, group, homeGroup], ["bob", "service", "sales"]);
});

Deno.test("overflow - a full group keeps its own when the donor is full as well", () => {
  const desk = saturated(full);
  enrol(desk, "bob", { ...inService, capacityUnits: 0 });
  assert.deepEqual(types(open(desk, "c")).slice(1), ["conversation.queued"]);
});

Deno.test("overflow - an unattended group waits in the attended one as well", () => {
  const desk = createDesk(sharing({ overflow: [{ when: "noAgents", to: "service" }] }), {
    bob: inService,
  });
  open(desk, "first", { route: "back" });
  const opened = open(desk, "c");
  assert.deepEqual(types(opened).slice(1), ["conversation.queued", "conversation.overflowed"]);
  give(desk, "agent:bob", "conversation.close", { conversation: "first" });
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("overflow - on timeout it waits in both lines at its original place", () => {
  const desk = saturated({ overflow: [{ when: "timeout", afterMs: 20_000, to: "service" }] });
  open(desk, "c");
  const { enqueuedAt } = look(desk, "c");
  assert.deepEqual(types({ events: advance(desk, 20_000) }), ["conversation.overflowed"]);
  enrol(desk, "bob", inService);
  assert.deepEqual([look(desk, "c").agent, look(desk, "c").enqueuedAt], ["bob", enqueuedAt]);
});

Deno.test("overflow - at the end of the list a left message follows, behind everybody", () => {
  const desk = saturated({ terminal: { kind: "leftMessage", afterMs: 30_000 } });
  open(desk, "old");
  assert.deepEqual(types({ events: advance(desk, 30_000) }), ["conversation.left"]);
  open(desk, "young");
  give(desk, "agent:ann", "conversation.close", { conversation: "first" });
  assert.equal(look(desk, "young").agent, "ann");
  give(desk, "agent:ann", "conversation.close", { conversation: "young" });
  assert.deepEqual([look(desk, "old").state, look(desk, "old").agent], ["assigned", "ann"]);
});

Deno.test("overflow - with nobody there and no time to wait it is left at once", () => {
  const desk = createDesk(sharing({ terminal: { kind: "leftMessage", afterMs: 0 } }));
  assert.deepEqual(types(open(desk, "c")).slice(1), ["conversation.queued", "conversation.left"]);
});

Deno.test("queue - the higher class goes first, within a class the earlier", () => {
  const desk = saturated({});
  open(desk, "late", { priority: 4 });
  desk.now += 10;
  open(desk, "later", { priority: 4 });
  open(desk, "vip", { priority: 0 });
  const served = ["first", "vip", "late", "later"];
  for (const [nth, conversation] of served.entries()) {
    assert.equal(look(desk, conversation).state, "assigned", conversation);
    if (nth < 3) give(desk, "agent:ann", "conversation.close", { conversation });
  }
});

Deno.test("queue - required skills, channel and shop decide who may take it", () => {
  const desk = createDesk({
    ...configurationWith({
      routes: [
        routeNamed("front", "sales", { requirements: [{ skill: "french", level: 3 }] }),
      ],
      clocks: [clockOf("queue", { warnMs: 30_000 })],
    }),
  });
  enrol(desk, "low", { skills: { french: 2 } });
  enrol(desk, "api", { skills: { french: 5 }, channels: ["api"] });
  enrol(desk, "shop", { skills: { french: 5 }, shops: ["elsewhere"] });
  open(desk, "c");
  assert.equal(look(desk, "c").state, "waiting");
  enrol(desk, "right", { skills: { french: 3 } });
  assert.equal(look(desk, "c").agent, "right");
});

Deno.test("last agent - comes first for as long as the group says", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 60 }, bob: { capacityUnits: 60 } });
  open(desk, "c1", { visitor: "v" });
  const { agent } = look(desk, "c1");
  give(desk, `agent:${agent}` as "agent:x", "conversation.close", { conversation: "c1" });
  open(desk, "other", { agent });
  open(desk, "c2", { visitor: "v" });
  assert.deepEqual([look(desk, "c2").agent, look(desk, "c2").why?.code], [agent, "lastAgent"]);
});

Deno.test("last agent - a busy one takes back own returning visitors and nobody else", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 60 } });
  open(desk, "c1", { visitor: "v" });
  give(desk, "agent:ann", "conversation.close", { conversation: "c1" });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  open(desk, "new");
  open(desk, "c2", { visitor: "v" });
  assert.deepEqual([look(desk, "new").state, look(desk, "c2").agent], ["waiting", "ann"]);
});

Deno.test("queue - a restriction to shops that comes later counts for who waits already", () => {
  const desk = createDesk();
  open(desk, "c");
  enrol(desk, "other", { shops: ["elsewhere"] });
  assert.equal(look(desk, "c").state, "waiting");
  enrol(desk, "right", { shops: ["shop"] });
  assert.equal(look(desk, "c").agent, "right");
});

Deno.test("queue - without such restrictions any number of shops share a line", () => {
  const shops = Array.from({ length: 90 }, (_, n) => `shop${n}`);
  const desk = createDesk({
    shops: shops.map((id) => ({ id, name: { zh: id, en: id }, timeZone: "Asia/Shanghai" })),
    routes: shops.map((shop) => routeNamed(shop, "sales", { shop })),
  });
  for (const shop of shops) assert.equal(open(desk, shop, { route: shop }).error, undefined);
});

import assert from "node:assert/strict";
import { botNamed, groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, enrol, give, look, open, say, types } from "../testing/desk.ts";

const both = { memberships: [{ group: "sales", weight: 1 }, { group: "service", weight: 1 }] };

Deno.test("attempts - the named agent comes first, then the last one, then the strategy, then overflow, then the line", () => {
  const desk = createDesk({
    groups: [
      groupNamed("sales", { overflow: [{ when: "full", to: "service" }] }),
      groupNamed("service"),
    ],
  }, {
    ann: {},
    bob: {},
    cyd: {},
    dan: { memberships: [{ group: "service", weight: 1 }] },
  });
  open(desk, "before", { visitor: "v", agent: "bob" });
  give(desk, "agent:bob", "conversation.close", { conversation: "before" });
  const [named, last, chosen, over, line] = ["1", "2", "3", "4", "5"];
  open(desk, named, { visitor: "v", agent: "cyd" });
  open(desk, last, { visitor: "v" });
  open(desk, chosen);
  open(desk, over);
  open(desk, line);
  assert.deepEqual([named, last, chosen, over, line].map((id) => look(desk, id).agent), [
    "cyd",
    "bob",
    "ann",
    "dan",
    undefined,
  ]);
  assert.equal(look(desk, named).why?.code, "named");
  assert.equal(look(desk, last).why?.code, "lastAgent");
});

Deno.test("attempts - an agent of several groups serves whichever line goes first", () => {
  const desk = createDesk({}, { ann: { ...both, capacityUnits: 0 } });
  open(desk, "sales", { priority: 5 });
  open(desk, "service", { route: "back", priority: 1 });
  enrol(desk, "bob", both);
  assert.equal(look(desk, "service").agent, "bob");
});

Deno.test("attempts - a bonus puts one group's work before the other's for this agent alone", () => {
  const desk = createDesk({}, { ann: { ...both, capacityUnits: 0 } });
  open(desk, "sales");
  desk.now += 60_000;
  open(desk, "service", { route: "back" });
  const memberships = [{ group: "sales", weight: 1 }, { group: "service", weight: 1, bonus: 50 }];
  enrol(desk, "bob", { memberships });
  assert.equal(look(desk, "service").agent, "bob", "a minute of waiting is worth 1, the bonus 50");
});

Deno.test("attempts - slopes let a lower class overtake after a long wait", () => {
  const index = {
    base: [20, 10, 0, 0, 0, 0, 0, 0, 0, 0],
    slope: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
  };
  const desk = createDesk({ index }, { ann: { capacityUnits: 0 } });
  open(desk, "patient", { priority: 2 });
  advance(desk, 15 * 60_000);
  open(desk, "young", { priority: 1 });
  enrol(desk, "bob");
  assert.equal(look(desk, "patient").agent, "bob", "15 minutes at slope 1 beat a base of 10");
});

Deno.test("skills - a route asks for a level, and who has less never gets it", () => {
  const routes = [routeNamed("front", "sales", { requirements: [{ skill: "french", level: 3 }] })];
  const desk = createDesk({ routes }, { ann: { skills: { french: 2 } } });
  open(desk, "c");
  assert.deepEqual([look(desk, "c").state, look(desk, "c").why?.code], ["waiting", "noAgents"]);
  enrol(desk, "bob", { skills: { french: 3 } });
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("skills - the most skilled strategy prefers the higher level", () => {
  const desk = createDesk({
    groups: [groupNamed("sales", { strategy: "mostSkilled" })],
    routes: [routeNamed("front", "sales", { requirements: [{ skill: "french", level: 1 }] })],
  }, { ann: { skills: { french: 2 } }, bob: { skills: { french: 5 } } });
  open(desk, "c");
  assert.equal(look(desk, "c").agent, "bob");
});

Deno.test("scored - the last agent's weight can outweigh a colleague with more room", () => {
  const scored = { skill: 0, free: 1, idle: 0, last: 5, idleCapMs: 60_000 };
  const desk = createDesk({
    groups: [groupNamed("sales", { strategy: "scored", scored, lastAgentMs: 0 })],
    routes: [routeNamed("front", "sales")],
  }, { ann: { capacityUnits: 40 }, bob: { capacityUnits: 40 } });
  open(desk, "before", { visitor: "v", agent: "ann" });
  give(desk, "agent:ann", "conversation.close", { conversation: "before" });
  open(desk, "other", { agent: "ann" });
  open(desk, "c", { visitor: "v" });
  assert.deepEqual([look(desk, "c").agent, look(desk, "c").why?.code], ["ann", "scored"]);
});

Deno.test("relaxation - requirements are dropped with time, counted from the original place", () => {
  const routes = [routeNamed("front", "sales", {
    requirements: [{ skill: "french", level: 3 }],
    relax: [
      { afterMs: 60_000, requirements: [{ skill: "french", level: 1 }] },
      { afterMs: 120_000, requirements: [] },
    ],
  })];
  const desk = createDesk({ routes }, { ann: {}, bob: { skills: { french: 1 } } });
  open(desk, "c");
  open(desk, "d");
  assert.equal(look(desk, "c").state, "waiting");
  assert.deepEqual(types({ events: advance(desk, 60_000) }), [
    "conversation.relaxed",
    "conversation.assigned",
    "conversation.relaxed",
  ]);
  assert.deepEqual([look(desk, "c").agent, look(desk, "d").state], ["bob", "waiting"]);
  advance(desk, 60_000);
  assert.equal(look(desk, "d").agent, "ann");
});

Deno.test("busy - parked work of a busy agent comes back to its owner when the visitor writes", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  give(desk, "agent:ann", "conversation.park", { conversation: "c" });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  say(desk, "visitor:v-c", "c");
  assert.equal(look(desk, "c").agent, "ann");
  open(desk, "new");
  assert.equal(look(desk, "new").state, "waiting");
});

Deno.test("attempts - the last agent comes first for who turns from the bot to people, too", () => {
  const desk = createDesk({
    bots: [botNamed("faq")],
    routes: [routeNamed("front", "sales", { bot: "faq" }), routeNamed("back", "sales")],
  }, { ann: { capacityUnits: 40 }, bob: { capacityUnits: 40 } });
  open(desk, "before", { visitor: "v", route: "back", agent: "bob" });
  give(desk, "agent:bob", "conversation.close", { conversation: "before" });
  open(desk, "own", { route: "back", agent: "bob" });
  open(desk, "c", { visitor: "v" });
  say(desk, "visitor:v", "c", { wantsPeople: true });
  assert.deepEqual([look(desk, "c").agent, look(desk, "c").why?.code], ["bob", "lastAgent"]);
});

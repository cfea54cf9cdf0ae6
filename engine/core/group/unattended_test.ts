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
} from "../testing/desk.ts";
import { checkAssignments, checkInvariants } from "../testing/invariants.ts";
import { lookedAt } from "../testing/looked_at.ts";

const inService = { memberships: [{ group: "service", weight: 1 }], capacityUnits: 20 };

/** Ann, alone in sales and full, with so many behind her; bob is full in the donor group. */
function crowded(waiting: number): Desk {
  const overflow = [{ when: "noAgents" as const, to: "service" }];
  const desk = createDesk({ groups: [groupNamed("sales", { overflow }), groupNamed("service")] }, {
    ann: {},
    bob: inService,
  });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  open(desk, "bobs", { route: "back" });
  open(desk, "anns");
  for (let n = 0; n < waiting; n++) {
    desk.now += 1_000;
    open(desk, `w${n}`);
  }
  return desk;
}

const goes = (desk: Desk, presence: "offline" | "break") =>
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence });

Deno.test("overflow - when the last one of a group goes, all who wait stand in the donor's line at their places", () => {
  for (const presence of ["offline", "break"] as const) {
    const desk = crowded(120);
    const { enqueuedAt } = look(desk, "w0");
    const over = goes(desk, presence).events.flatMap((event) =>
      event.type === "conversation.overflowed" ? [[event.conversation, event.why.code]] : []
    );
    assert.ok(over.length >= 120, String(over.length));
    assert.deepEqual(over.find(([conversation]) => conversation === "w0"), ["w0", "noAgents"]);
    open(desk, "later", { route: "back" });
    give(desk, "agent:bob", "conversation.close", { conversation: "bobs" });
    const first = presence === "offline" ? "anns" : "w0";
    assert.deepEqual([look(desk, first).agent, look(desk, "later").agent], ["bob", undefined]);
    assert.equal(look(desk, "w0").enqueuedAt, enqueuedAt);
    checkInvariants(desk);
  }
});

Deno.test("overflow - when the last one of a group goes, a donor with room takes the first at once", () => {
  const desk = crowded(3);
  enrol(desk, "cyd", { ...inService, capacityUnits: 40 });
  goes(desk, "break");
  assert.deepEqual(["w0", "w1", "w2"].map((id) => look(desk, id).agent), ["cyd", "cyd", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - when the last one of a group goes, ten times as many who wait are ten times the work", () => {
  const [few, many] = [200, 2_000].map((waiting) => {
    const desk = crowded(waiting);
    desk.watch = undefined;
    const looked = lookedAt(desk);
    const { events } = goes(desk, "break");
    looked.stop();
    assert.equal(events.filter(({ type }) => type === "conversation.overflowed").length, waiting);
    return looked.rows();
  });
  assert.ok(many < few * 12, `${few} rows, then ${many}`);
});

Deno.test("overflow - when the last one of two groups goes, ten times as many are ten times the work", () => {
  const overflow = [{ when: "noAgents" as const, to: "service" }];
  const groups = [
    groupNamed("sales", { overflow }),
    groupNamed("gifts", { overflow }),
    groupNamed("service"),
  ];
  const routes = [
    routeNamed("front", "sales"),
    routeNamed("other", "gifts"),
    routeNamed("back", "service"),
  ];
  const memberships = [{ group: "sales", weight: 1 }, { group: "gifts", weight: 1 }];
  const [few, many] = [100, 1_000].map((waiting) => {
    const desk = createDesk({ groups, routes }, { ann: { memberships }, bob: inService });
    open(desk, "bobs", { route: "back" });
    open(desk, "anns");
    for (let n = 0; n < waiting; n++) {
      open(desk, `s${n}`);
      open(desk, `g${n}`, { route: "other" });
    }
    const looked = lookedAt(desk);
    const { events } = goes(desk, "break");
    looked.stop();
    assert.equal(
      events.filter(({ type }) => type === "conversation.overflowed").length,
      2 * waiting,
    );
    return looked.rows();
  });
  assert.ok(many < few * 12, `${few} rows, then ${many}`);
});

Deno.test("overflow - when the last one of a group goes, others of it go over past those who cannot", () => {
  const overflow = [{ when: "noAgents" as const, to: "service" }];
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
    routes: [
      routeNamed("front", "sales"),
      routeNamed("back", "service"),
      routeNamed("french", "sales", { class: 0, requirements: [{ skill: "french", level: 1 }] }),
    ],
  }, { ann: { skills: { french: 3 } }, bob: inService });
  open(desk, "bobs", { route: "back" });
  open(desk, "anns");
  for (let n = 0; n < 300; n++) open(desk, `f${n}`, { route: "french" });
  open(desk, "w");
  goes(desk, "break");
  assert.equal(look(desk, "f0").why?.code, "full", "nobody speaks French there");
  assert.equal(look(desk, "w").why?.code, "noAgents");
  checkInvariants(desk);
});

Deno.test("overflow - when the last one of a group goes, a visitor who is away goes over on coming back", () => {
  const desk = crowded(2);
  const presence = (presence: "gone" | "here") =>
    give(desk, "visitor:v-w0", "visitor.presence", { visitor: "v-w0", presence, gateway: "g1" });
  presence("gone");
  advance(desk, 60_000);
  goes(desk, "break");
  assert.deepEqual(["w0", "w1"].map((id) => look(desk, id).why?.code), ["full", "noAgents"]);
  presence("here");
  assert.equal(look(desk, "w0").why?.code, "noAgents");
  give(desk, "agent:bob", "conversation.close", { conversation: "bobs" });
  assert.equal(look(desk, "w0").agent, "bob", "from the original place");
  checkInvariants(desk);
});

Deno.test("overflow - an agent whose connection is lost for good leaves a line as well", () => {
  const desk = crowded(1);
  give(desk, "agent:ann", "agent.disconnect", { agent: "ann", session: "ann1", gateway: "g1" });
  assert.equal(look(desk, "w0").why?.code, "full", "within the grace she may be back");
  advance(desk, 46_000);
  assert.equal(look(desk, "w0").why?.code, "noAgents");
});

Deno.test("overflow - while somebody of the group is there, who waits stays at home", () => {
  const desk = crowded(2);
  enrol(desk, "dan", { capacityUnits: 0 });
  const { events } = goes(desk, "break");
  assert.deepEqual(events.map(({ type }) => type), ["agent.presence_changed"]);
});

Deno.test("overflow - who came while neither home nor donor had anybody goes first when the donor has", () => {
  const desk = crowded(0);
  goes(desk, "break");
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "break" });
  for (const id of ["a", "b", "c"]) {
    open(desk, id);
    desk.now += 1_000;
  }
  const { enqueuedAt } = look(desk, "a");
  open(desk, "own", { route: "back" });
  give(desk, "agent:bob", "conversation.close", { conversation: "bobs" });
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "online" });
  assert.deepEqual([look(desk, "a").agent, look(desk, "own").agent], ["bob", undefined]);
  assert.equal(look(desk, "a").enqueuedAt, enqueuedAt);
  for (const id of ["later", "c2"]) open(desk, id);
  give(desk, "agent:bob", "conversation.close", { conversation: "a" });
  assert.deepEqual([look(desk, "b").agent, look(desk, "later").agent], ["bob", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - a donor whose people get no chat beside a call is a second line all the same", () => {
  const overflow = [{ when: "noAgents" as const, to: "service" }];
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
    routes: [
      routeNamed("front", "sales"),
      routeNamed("back", "service"),
      routeNamed("call", "service", { channel: "phone" }),
    ],
    channels: [{ channel: "web", beside: [{ channel: "phone", atMost: 0 }] }],
  }, { bob: { ...inService, channels: ["web", "phone"] } });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  open(desk, "call", { route: "call", channel: "phone" });
  for (const id of ["a", "b"]) open(desk, id);
  open(desk, "own", { route: "back" });
  give(desk, "agent:bob", "conversation.close", { conversation: "call" });
  give(desk, "agent:bob", "conversation.close", { conversation: "a" });
  assert.deepEqual([look(desk, "b").agent, look(desk, "own").agent], ["bob", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - when the people of a donor go, who waits there goes on to the next that has any", () => {
  const overflow = [
    { when: "noAgents" as const, to: "service" },
    { when: "noAgents" as const, to: "gifts" },
  ];
  const groups = [groupNamed("sales", { overflow }), groupNamed("service"), groupNamed("gifts")];
  const desk = createDesk({ groups }, {
    bob: { ...inService, capacityUnits: 0 },
    cyd: { memberships: [{ group: "gifts", weight: 1 }] },
  });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  open(desk, "cyds");
  for (const id of ["a", "b"]) open(desk, id);
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "break" });
  open(desk, "later");
  give(desk, "agent:cyd", "conversation.close", { conversation: "cyds" });
  assert.deepEqual([look(desk, "a").agent, look(desk, "later").agent], ["cyd", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - whoever is moved to another group leaves a line as well", () => {
  const desk = crowded(1);
  give(desk, "admin:root", "roster.put", { agent: "ann", record: recordOf("ann", inService) });
  assert.equal(look(desk, "w0").why?.code, "noAgents");
  checkInvariants(desk);
});

Deno.test("overflow - a rule that a publish brings is for those as well who wait already", () => {
  const desk = createDesk({}, { bob: { ...inService, capacityUnits: 0 } });
  open(desk, "a");
  const overflow = [{ when: "noAgents" as const, to: "service" }];
  publish(
    desk,
    configurationWith({ groups: [groupNamed("sales", { overflow }), groupNamed("service")] }),
  );
  assert.deepEqual([look(desk, "a").why?.code, look(desk, "a").why?.to], ["noAgents", "service"]);
});

Deno.test("overflow - one more of a donor in whose line all stand already is no look at all of them", () => {
  const [few, many] = [200, 2_000].map((waiting) => {
    const desk = crowded(waiting);
    desk.watch = undefined;
    goes(desk, "break");
    const looked = lookedAt(desk);
    enrol(desk, "cyd", { ...inService, capacityUnits: 0 });
    looked.stop();
    return looked.rows();
  });
  assert.deepEqual([few, many], [0, 0]);
});

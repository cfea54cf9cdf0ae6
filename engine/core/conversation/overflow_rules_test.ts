import assert from "node:assert/strict";
import type { Group, OverflowRule } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import { flatOverflow } from "../configuration/overflow_plan.ts";
import { botNamed, configurationWith, groupNamed, routeNamed } from "../testing/configuration.ts";
import { checkInvariants } from "../testing/invariants.ts";
import { query } from "../mod.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  look,
  open,
  publish,
  types,
  WORKSPACE,
} from "../testing/desk.ts";

const chain = (...groups: [id: string, overflow: OverflowRule[]][]): Group[] =>
  groups.map(([id, overflow]) => groupNamed(id, { overflow }));
const member = (group: string, capacityUnits = 20) => ({
  memberships: [{ group, weight: 1 }],
  capacityUnits,
});

Deno.test("overflow - a chain is a flat list without a loop, its timeouts added up", () => {
  const groups = chain(
    ["a", [{ when: "timeout", afterMs: 10, to: "b" }, { when: "full", to: "c" }]],
    ["b", [{ when: "timeout", afterMs: 5, to: "c" }, { when: "full", to: "a" }]],
    ["c", [{ when: "full", to: "a" }, { when: "noAgents", to: "b" }]],
  );
  const flat = flatOverflow(new Map(groups.map((one) => [one.id, one])), "a");
  assert.deepEqual(flat.map(({ at, rule, afterMs }) => [at, rule.when, rule.to, afterMs]), [
    ["a", "timeout", "b", 10],
    ["a", "full", "c", 0],
    ["b", "timeout", "c", 15],
    ["c", "noAgents", "b", 0],
  ]);
});

Deno.test("overflow - a full donor's own donor takes it, along the chain", () => {
  const desk = createDesk({
    groups: chain(
      ["sales", [{ when: "full", to: "service" }]],
      ["service", [{ when: "full", to: "third" }]],
      ["third", []],
    ),
  }, { ann: {}, bob: member("service"), cyd: member("third") });
  for (const id of ["a", "b", "c"]) open(desk, id);
  assert.deepEqual(["a", "b", "c"].map((id) => look(desk, id).agent), ["ann", "bob", "cyd"]);
});

const hops = (events: Event[]) =>
  events.flatMap((event) =>
    event.type === "conversation.overflowed" ? [[event.from, event.to, event.why.code]] : []
  );

Deno.test("overflow - every step along the chain is told, from home to who serves it", () => {
  const groups = chain(
    ["sales", [{ when: "full", to: "service" }]],
    ["service", [{ when: "noAgents", to: "third" }]],
    ["third", [{ when: "full", to: "fourth" }]],
    ["fourth", []],
  );
  const desk = createDesk({ groups }, {
    ann: { capacityUnits: 0 },
    cyd: member("third", 0),
    dan: member("fourth"),
  });
  assert.deepEqual(hops(open(desk, "c").events), [
    ["sales", "service", "full"],
    ["service", "third", "noAgents"],
    ["third", "fourth", "full"],
  ]);
  assert.equal(look(desk, "c").agent, "dan");
});

Deno.test("overflow - who waits at the end of a chain is told to have come from home", () => {
  const groups = chain(
    ["sales", [{ when: "noAgents", to: "service" }]],
    ["service", [{ when: "noAgents", to: "third" }]],
    ["third", []],
  );
  const desk = createDesk({ groups }, { cyd: member("third") });
  open(desk, "own", { group: "third" });
  assert.deepEqual(hops(open(desk, "c").events), [["sales", "third", "noAgents"]]);
});

Deno.test("overflow - a donor keeps so many of its members free for its own", () => {
  const groups = chain(["sales", [{ when: "full", to: "service", donorMinFree: 2 }]], [
    "service",
    [],
  ]);
  const desk = createDesk({ groups }, { ann: {}, bob: member("service") });
  open(desk, "a");
  open(desk, "b");
  assert.equal(look(desk, "b").state, "waiting", "one free member is not two");
  enrol(desk, "cyd", member("service"));
  open(desk, "c");
  assert.deepEqual(["b", "c"].map((id) => look(desk, id).state), ["assigned", "waiting"]);
  enrol(desk, "dan", member("service"));
  assert.equal(look(desk, "c").group, "service");
});

Deno.test("overflow - a donor without that much room is no second line either, whatever the cause", () => {
  const causes: OverflowRule[] = [
    { when: "noAgents", to: "service", donorMinFree: 2 },
    { when: "longQueue", minQueue: 1, to: "service", donorMinFree: 2 },
    { when: "timeout", afterMs: 5_000, to: "service", donorMinFree: 2 },
  ];
  for (const rule of causes) {
    const desk = createDesk({ groups: chain(["sales", [rule]], ["service", []]) }, {
      bob: member("service"),
    });
    for (const id of ["a", "b"]) open(desk, id);
    advance(desk, 10_000);
    assert.deepEqual([look(desk, "b").state, look(desk, "b").why?.code], ["waiting", "noAgents"]);
    checkInvariants(desk);
  }
});

Deno.test("overflow - a donor that gets room between two deadlines hides none of them", () => {
  const rule = { when: "timeout" as const, afterMs: 30_000, to: "service", donorMinFree: 2 };
  const sales = groupNamed("sales", {
    overflow: [rule],
    terminal: { kind: "leftMessage", afterMs: 60_000 },
  });
  const desk = createDesk({ groups: [sales, groupNamed("service")] }, { bob: member("service") });
  open(desk, "a");
  advance(desk, 40_000);
  enrol(desk, "cyd", member("service"));
  advance(desk, 20_001);
  assert.equal(look(desk, "a").group, "service");
});

Deno.test("overflow - behind a long queue newcomers wait in the other line as well", () => {
  const groups = chain(["sales", [{ when: "longQueue", minQueue: 2, to: "service" }]], [
    "service",
    [],
  ]);
  const desk = createDesk({ groups }, { ann: {}, bob: member("service") });
  open(desk, "b-own", { route: "back" });
  for (const id of ["a", "b", "c"]) open(desk, id);
  const fourth = open(desk, "d");
  assert.deepEqual(types(fourth).slice(1), ["conversation.queued", "conversation.overflowed"]);
  const overflowed = fourth.events.at(-1);
  assert.equal(overflowed?.type === "conversation.overflowed" && overflowed.why.waiting, 2);
  give(desk, "agent:bob", "conversation.close", { conversation: "b-own" });
  assert.equal(look(desk, "d").agent, "bob");
});

Deno.test("overflow - on timeout nobody is handed a visitor who is gone; the place in both lines stays", () => {
  const groups = chain(["sales", [{ when: "timeout", afterMs: 90_000, to: "service" }]], [
    "service",
    [],
  ]);
  const desk = createDesk({ groups }, { ann: { capacityUnits: 0 }, bob: member("service") });
  open(desk, "c");
  const gone = { visitor: "v-c", presence: "gone" as const, gateway: "g1" };
  give(desk, "visitor:v-c", "visitor.presence", gone);
  advance(desk, 100_000);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").agent], ["waiting", undefined]);
  give(desk, "visitor:v-c", "visitor.presence", { ...gone, presence: "here" });
  assert.equal(look(desk, "c").agent, "bob", "back, and at once there is room");
});

Deno.test("overflow - a line that takes no further requirement set holds up no later step", () => {
  const skilled = (n: number) => [{ skill: `s${n}`, level: 1 }];
  const groups = [
    groupNamed("sales", {
      overflow: [{ when: "timeout", afterMs: 10_000, to: "service" }],
      terminal: { kind: "leftMessage", afterMs: 30_000 },
    }),
    groupNamed("service"),
  ];
  const many = Array.from(
    { length: 64 },
    (_, n) => routeNamed(`r${n}`, "service", { requirements: skilled(n), topics: [] }),
  );
  const own = routeNamed("front", "sales", { requirements: skilled(64), topics: [] });
  const desk = createDesk({ groups, routes: [own, ...many] });
  for (const { id } of many) open(desk, `c-${id}`, { route: id });
  open(desk, "c");
  assert.deepEqual(types({ events: advance(desk, 30_000) }), ["conversation.left"]);
});

Deno.test("overflow - on timeout the step says whose rule it was, along the chain", () => {
  const desk = createDesk({
    groups: chain(
      ["sales", [{ when: "timeout", afterMs: 10_000, to: "service" }]],
      ["service", [{ when: "timeout", afterMs: 10_000, to: "third" }]],
      ["third", []],
    ),
  });
  open(desk, "c");
  const steps = advance(desk, 20_000).map((event) =>
    event.type === "conversation.overflowed" ? [event.from, event.to, event.why.waitMs] : []
  );
  assert.deepEqual(steps, [["sales", "service", 10_000], ["service", "third", 20_000]]);
});

Deno.test("sharing - who stands in the other line by a timeout stays there when it closes", () => {
  const timeout = { when: "timeout" as const, afterMs: 20_000, to: "service" };
  const desk = createDesk({ groups: chain(["sales", [timeout, shared]], ["service", []]) }, {
    ann: {},
    bob: member("service"),
  });
  open(desk, "a");
  open(desk, "b", { route: "back" });
  open(desk, "1");
  advance(desk, 20_000);
  for (const id of ["2", "3"]) open(desk, id);
  const events = ["x", "y", "z"].flatMap((id) => open(desk, id, { route: "back" }).events);
  const returned = events.flatMap((event) =>
    event.type === "conversation.returned_home" ? [event.conversation] : []
  );
  assert.deepEqual(returned, ["2", "3"]);
});

const shared = { when: "longQueue" as const, to: "service", threshold: 2, resumeBelow: 1 };

function crowded(): Desk {
  const desk = createDesk({ groups: chain(["sales", [shared]], ["service", []]) }, {
    ann: {},
    bob: member("service"),
  });
  open(desk, "a");
  open(desk, "b", { route: "back" });
  return desk;
}

Deno.test("sharing - opens when one line is so much longer, for all who wait, at their places", () => {
  const desk = crowded();
  for (const id of ["1", "2"]) open(desk, id);
  const third = open(desk, "3");
  assert.equal(types(third).filter((type) => type === "conversation.overflowed").length, 3);
  give(desk, "agent:bob", "conversation.close", { conversation: "b" });
  assert.equal(look(desk, "1").agent, "bob", "the one who came first");
});

Deno.test("sharing - closes only below the lower bound, and who still waits returns home", () => {
  const desk = crowded();
  for (const id of ["1", "2", "3"]) open(desk, id);
  give(desk, "agent:bob", "conversation.close", { conversation: "b" });
  const second = give(desk, "agent:ann", "conversation.close", { conversation: "a" });
  assert.ok(!types(second).includes("conversation.returned_home"), "1 is not below 1");
  const last = give(desk, "agent:ann", "conversation.close", { conversation: "2" });
  assert.ok(!types(last).includes("conversation.returned_home"), "nobody waits any more");
  open(desk, "4");
  assert.equal(look(desk, "4").state, "waiting");
});

Deno.test("sharing - those who stand in the other line leave it when it closes", () => {
  const desk = crowded();
  for (const id of ["1", "2", "3"]) open(desk, id);
  for (const id of ["x", "y", "z"]) open(desk, id, { route: "back" });
  const events = [...desk.journal.at(-1)!.events];
  assert.ok(types({ events }).includes("conversation.returned_home"), types({ events }).join());
  give(desk, "agent:bob", "conversation.close", { conversation: "b" });
  assert.equal(look(desk, "x").agent, "bob", "its own first again");
});

Deno.test("sharing - the other line counts by its ratio: two there outweigh one here", () => {
  const rule = { ...shared, threshold: 1, resumeBelow: 0, ratio: 2 };
  const desk = createDesk({ groups: chain(["sales", [rule]], ["service", []]) }, {
    ann: { capacityUnits: 0 },
    bob: { ...member("service"), capacityUnits: 0 },
  });
  const [workspace] = desk.state.workspaces.values();
  open(desk, "x", { route: "back" });
  for (const id of ["1", "2", "3"]) open(desk, id);
  assert.deepEqual([...workspace.sharing], [], "3 − 2 · 1 is not over 1");
  open(desk, "4");
  assert.deepEqual([...workspace.sharing], ["sales service"], "4 − 2 · 1 is");
});

Deno.test("sharing - one direction at a time", () => {
  const back = { ...shared, to: "sales" };
  const desk = createDesk({ groups: chain(["sales", [shared]], ["service", [back]]) }, {
    ann: { capacityUnits: 0 },
    bob: { ...member("service"), capacityUnits: 0 },
  });
  for (const id of ["1", "2", "3"]) open(desk, id);
  const [workspace] = desk.state.workspaces.values();
  assert.deepEqual([...workspace.sharing], ["sales service"]);
});

Deno.test("overflow - at the end of the list the bot takes over, and the place is kept", () => {
  const desk = createDesk({
    groups: [groupNamed("sales", { terminal: { kind: "bot", afterMs: 30_000 } })],
    bots: [botNamed("faq")],
    routes: [routeNamed("front", "sales", { bot: "faq" })],
  }, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  const { enqueuedAt } = look(desk, "c");
  assert.deepEqual(types({ events: advance(desk, 30_000) }), ["conversation.switched"]);
  assert.equal(look(desk, "c").state, "bot");
  give(desk, "visitor:v-c", "conversation.switch", { conversation: "c", to: "waiting" });
  assert.equal(look(desk, "c").enqueuedAt, enqueuedAt);
});

Deno.test("overflow - at the end of the list a left message may ask to be called back", () => {
  const desk = createDesk({
    groups: [groupNamed("sales", { terminal: { kind: "callback", afterMs: 30_000 } })],
    routes: [routeNamed("front", "sales")],
  }, { ann: { capacityUnits: 0 } });
  open(desk, "c");
  const [left] = advance(desk, 30_000);
  assert.equal(left.type === "conversation.left" && left.callback, true);
});

Deno.test("overflow - behind a long estimate it waits in the other line as well, with the number", () => {
  const rule = { when: "longEstimate" as const, estimateOverMs: 60_000, to: "service" };
  const desk = createDesk({ groups: chain(["sales", [rule]], ["service", []]) }, {
    ann: { capacityUnits: 200 },
    bob: { ...member("service"), capacityUnits: 0 },
  });
  for (let n = 0; n < 10; n++) {
    open(desk, `done${n}`);
    advance(desk, 60_000);
    give(desk, "agent:ann", "conversation.close", { conversation: `done${n}` });
  }
  for (let n = 0; n < 50; n++) open(desk, `q${n}`);
  const last = open(desk, "c").events.at(-1);
  assert.equal(last?.type === "conversation.overflowed" && last.why.code, "longEstimate");
  assert.ok(last?.type === "conversation.overflowed" && last.why.estimateMs! > 60_000);
});

Deno.test("overflow - what somebody was shown a moment before changes no estimate decided by", () => {
  const rule = { when: "longEstimate" as const, estimateOverMs: 60_000, to: "service" };
  const [asked, unasked] = [true, false].map((asks) => {
    const desk = createDesk({ groups: chain(["sales", [rule]], ["service", []]) }, {
      ann: { capacityUnits: 200 },
      bob: { ...member("service"), capacityUnits: 0 },
    });
    for (let n = 0; n < 10; n++) {
      open(desk, `done${n}`);
      advance(desk, 60_000);
      give(desk, "agent:ann", "conversation.close", { conversation: `done${n}` });
    }
    for (let n = 0; n < 60; n++) open(desk, `q${n}`);
    advance(desk, 2_000);
    const about = { conversation: "q59" };
    if (asks) query(desk.state, WORKSPACE, "conversation.position", about, desk.now);
    for (let n = 0; n < 5; n++) {
      give(desk, "agent:ann", "conversation.close", { conversation: `q${n}` });
    }
    return open(desk, "last").events.at(-1);
  });
  assert.equal(asked?.type, "conversation.overflowed");
  assert.deepEqual(asked, unasked);
});

Deno.test("estimate - a group that a publish took away is in nobody's pool, whoever was in it", () => {
  const both = [{ group: "sales", weight: 1 }, { group: "service", weight: 1 }];
  const desk = createDesk({ groups: [groupNamed("sales"), groupNamed("service")] }, {
    ann: { memberships: both },
  });
  open(desk, "over", { group: "service" });
  give(desk, "visitor:v-over", "conversation.close", { conversation: "over" });
  open(desk, "1");
  open(desk, "2");
  query(desk.state, WORKSPACE, "conversation.position", { conversation: "2" }, desk.now);
  publish(
    desk,
    configurationWith({ groups: [groupNamed("sales")], routes: [routeNamed("front", "sales")] }),
  );
  const about = { conversation: "2" };
  const found = query(desk.state, WORKSPACE, "conversation.position", about, desk.now);
  assert.equal("position" in found && found.position, 1);
  const visitor = { visitor: "v-over", gateway: "g1" };
  give(desk, "visitor:v-over", "visitor.presence", { ...visitor, presence: "gone" });
  advance(desk, 600_000);
  open(desk, "again", { visitor: "v-over" });
  give(desk, "visitor:v-over", "visitor.presence", { ...visitor, presence: "here" });
  assert.equal(look(desk, "again").conversation, "again");
});

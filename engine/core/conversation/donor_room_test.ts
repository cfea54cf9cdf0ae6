import assert from "node:assert/strict";
import type { OverflowRule } from "../../contract/wire/configuration.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { decideStep } from "../mod.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  look,
  open,
  WORKSPACE,
} from "../testing/desk.ts";
import { checkAssignments, checkInvariants } from "../testing/invariants.ts";
import { lookedAt } from "../testing/looked_at.ts";

const member = (group: string, capacityUnits = 20) => ({
  memberships: [{ group, weight: 1 }],
  capacityUnits,
});

/** Sales may hand on to service while two of its members are free; bob alone is one. */
function deskWith(...rules: Omit<OverflowRule, "to" | "donorMinFree">[]): Desk {
  const overflow = rules.map((rule) => ({ ...rule, to: "service", donorMinFree: 2 }));
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
  }, { bob: member("service") });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  return desk;
}

const agents = (desk: Desk, ...ids: string[]) => ids.map((id) => look(desk, id).agent);

Deno.test("overflow - without agents at home it is served when the donor has its free room, oldest first", () => {
  const desk = deskWith({ when: "noAgents" });
  for (const id of ["a", "b"]) open(desk, id);
  const { enqueuedAt } = look(desk, "a");
  advance(desk, 10_000);
  assert.deepEqual(agents(desk, "a", "b"), [undefined, undefined]);
  enrol(desk, "cyd", member("service"));
  assert.deepEqual(agents(desk, "a", "b"), ["bob", undefined], "one is kept free for its own");
  assert.deepEqual([look(desk, "a").enqueuedAt, look(desk, "a").why?.code], [
    enqueuedAt,
    "drained",
  ]);
  give(desk, "agent:bob", "conversation.close", { conversation: "a" });
  assert.deepEqual(agents(desk, "b"), ["bob"]);
  checkInvariants(desk);
});

Deno.test("overflow - behind a long queue it is served when the donor has its free room", () => {
  const desk = deskWith({ when: "longQueue", minQueue: 2 });
  enrol(desk, "ann");
  for (const id of ["own", "a", "b"]) open(desk, id);
  const events = give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "busy" });
  assert.deepEqual(events.events.map(({ type }) => type), ["agent.presence_changed"]);
  enrol(desk, "cyd", member("service"));
  assert.deepEqual(agents(desk, "a", "b"), [undefined, undefined], "bob is busy");
  const free = give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "online" });
  assert.deepEqual(agents(desk, "a", "b"), ["bob", undefined], "a queue of one is not long");
  const [over] = free.events.flatMap((event) =>
    event.type === "conversation.overflowed" ? [event] : []
  );
  assert.deepEqual([over.from, over.to, over.why.code], ["sales", "service", "longQueue"]);
  checkInvariants(desk);
});

const farBack = { when: "longEstimate" as const, estimateOverMs: 60_000 };

/** Ann serves ten at a minute each, and fifty or so many wait behind ten more. */
function longLine(desk: Desk, waiting = 50): Desk {
  enrol(desk, "ann", { capacityUnits: 200 });
  for (let n = 0; n < 10; n++) {
    open(desk, `done${n}`);
    advance(desk, 60_000);
    give(desk, "agent:ann", "conversation.close", { conversation: `done${n}` });
  }
  for (let n = 0; n < 10 + waiting; n++) open(desk, `q${n}`);
  return desk;
}

Deno.test("overflow - behind a long estimate the first so far back is served when the donor has room, whatever other rules there are", () => {
  const later = { when: "timeout" as const, afterMs: 600_000 };
  const farther = { ...farBack, estimateOverMs: 120_000 };
  for (const rules of [[farBack], [farBack, later], [later, farBack], [farther, farBack]]) {
    const desk = longLine(deskWith(...rules));
    const waiting = () =>
      Array.from({ length: 60 }, (_, n) => n).filter((n) =>
        look(desk, `q${n}`).state === "waiting"
      );
    const before = waiting();
    assert.equal(before.length, 50);
    enrol(desk, "cyd", member("service"));
    const [gone, ...more] = before.filter((n) => !waiting().includes(n));
    assert.equal(more.length, 0);
    assert.ok(gone > before[7], "those in front are served soon enough at home");
    assert.equal(look(desk, `q${gone}`).group, "service");
    checkInvariants(desk);
  }
});

Deno.test("overflow - a donor with room looks at as few rows with thousands in line as with a hundred", () => {
  const desks = [
    (waiting: number) => {
      const desk = deskWith({ when: "noAgents" });
      for (let n = 0; n < waiting; n++) open(desk, `w${n}`);
      return desk;
    },
    (waiting: number) => longLine(deskWith(farBack), waiting),
    (waiting: number) => {
      const desk = deskWith({ when: "full" });
      enrol(desk, "ann", { capacityUnits: 0 });
      for (let n = 0; n < waiting; n++) open(desk, `w${n}`);
      return desk;
    },
  ];
  const rows = desks.map((deskOf) =>
    [100, 3_000].map((waiting) => {
      const desk = deskOf(waiting);
      const looked = lookedAt(desk);
      decideStep(desk.state, { step: "drain", workspace: WORKSPACE, agent: "bob" }, desk.now);
      return looked.rows();
    })
  );
  for (const [few, many] of rows) assert.ok(many > 0 && many <= few * 2, JSON.stringify(rows));
});

Deno.test("overflow - after the time out it is served when the donor has its free room, without being written to", () => {
  const desk = deskWith({ when: "timeout", afterMs: 5_000 });
  open(desk, "a");
  advance(desk, 4_000);
  enrol(desk, "cyd", member("service"));
  assert.equal(look(desk, "a").state, "waiting", "not yet");
  give(desk, "agent:cyd", "agent.presence", { agent: "cyd", presence: "busy" });
  advance(desk, 6_000);
  assert.equal(look(desk, "a").state, "waiting", "bob alone is not enough");
  give(desk, "agent:cyd", "agent.presence", { agent: "cyd", presence: "online" });
  assert.equal(look(desk, "a").group, "service");
});

Deno.test("overflow - a visitor who is gone takes none of the donor's free room", () => {
  const desk = deskWith({ when: "noAgents" });
  for (const id of ["a", "b"]) open(desk, id);
  give(desk, "visitor:v-a", "visitor.presence", {
    visitor: "v-a",
    presence: "gone",
    gateway: "g1",
  });
  advance(desk, 60_000);
  enrol(desk, "cyd", member("service"));
  assert.deepEqual(agents(desk, "a", "b"), [undefined, "bob"]);
});

Deno.test("overflow - a donor whose room suits nobody tries a bounded number of those who wait in many lines", () => {
  const rows = [20, 80].map((homes) => {
    const names = Array.from({ length: homes }, (_, n) => `home${n}`);
    const rule = { when: "longQueue" as const, minQueue: 1, to: "donor", donorMinFree: 3 };
    const desk = createDesk({
      groups: ["sales", "service", "donor"].map((name) => groupNamed(name))
        .concat(names.map((name) => groupNamed(name, { overflow: [rule] }))),
      routes: [routeNamed("front", "sales"), ...names.map((name) => routeNamed(name, name))],
    }, { dee: member("donor") });
    for (const route of names) for (let n = 0; n < 9; n++) open(desk, `${route}-${n}`, { route });
    const looked = lookedAt(desk);
    decideStep(desk.state, { step: "drain", workspace: WORKSPACE, agent: "dee" }, desk.now);
    return looked.rows();
  });
  assert.ok(rows[0] > 0 && rows[1] <= rows[0] * 2, rows.join());
});

Deno.test("overflow - free room that somebody else is placed before is asked for again behind them", () => {
  const overflow = [{ when: "noAgents" as const, to: "service", donorMinFree: 2 }];
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service", { offerMs: 4_000 })],
  }, { ann: member("service"), cyd: { ...member("service", 40), windowCap: 2 } });
  give(desk, "agent:cyd", "agent.presence", { agent: "cyd", presence: "break" });
  open(desk, "offered", { route: "back" });
  open(desk, "a");
  give(desk, "agent:cyd", "agent.presence", { agent: "cyd", presence: "online" });
  assert.deepEqual([look(desk, "a").state, look(desk, "offered").offer?.agent], ["waiting", "ann"]);
  advance(desk, 4_000);
  assert.equal(look(desk, "offered").offer?.agent, "cyd");
  assert.notEqual(look(desk, "a").offer, undefined);
  checkInvariants(desk);
});

Deno.test("overflow - behind a long queue who came while the donor had nobody goes before who comes later", () => {
  const overflow = [{ when: "longQueue" as const, minQueue: 1, to: "service" }];
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
  }, { ann: {} });
  for (const id of ["own", "a", "b"]) open(desk, id);
  enrol(desk, "bob", member("service"));
  open(desk, "later");
  assert.deepEqual(agents(desk, "a", "b", "later"), ["bob", undefined, undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - behind a long estimate who came while the donor had nobody is served once somebody comes", () => {
  const overflow = [{ ...farBack, to: "service" }];
  const desk = longLine(createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
  }));
  enrol(desk, "cyd", member("service"));
  const over = desk.journal.flatMap(({ events }) => events)
    .filter(({ type }) => type === "conversation.overflowed");
  assert.equal(over.length > 0, true);
  assert.equal(look(desk, "q0").group, "sales");
  checkInvariants(desk);
});

Deno.test("overflow - whose time out came while the donor had nobody is served once somebody comes", () => {
  const overflow = [{ when: "timeout" as const, afterMs: 5_000, to: "service" }];
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
  });
  open(desk, "a");
  advance(desk, 10_000);
  assert.equal(look(desk, "a").state, "waiting");
  enrol(desk, "bob", member("service"));
  assert.deepEqual(agents(desk, "a"), ["bob"]);
  checkInvariants(desk);
});

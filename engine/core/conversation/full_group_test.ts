import assert from "node:assert/strict";
import type { OverflowRule } from "../../contract/wire/configuration.ts";
import { decide, decideStep } from "../mod.ts";
import { groupNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  look,
  open,
  recordOf,
  WORKSPACE,
} from "../testing/desk.ts";
import { checkAssignments, checkInvariants } from "../testing/invariants.ts";
import { lookedAt } from "../testing/looked_at.ts";

const member = (group: string, capacityUnits = 20) => ({
  memberships: [{ group, weight: 1 }],
  capacityUnits,
});

const agents = (desk: Desk, ...ids: string[]) => ids.map((id) => look(desk, id).agent);

const hops = (desk: Desk, id: string) =>
  desk.journal.flatMap(({ events }) => events).flatMap((event) =>
    event.type === "conversation.overflowed" && event.conversation === id
      ? [[event.from, event.to, event.why.code]]
      : []
  );

/** Ann of sales is taken, and so is bob of service, to whom sales hands on: who comes now waits. */
function fullDesk(rule: Partial<OverflowRule> = {}): Desk {
  const overflow = [{ when: "full" as const, to: "service", ...rule }];
  const desk = createDesk({
    groups: [groupNamed("sales", { overflow }), groupNamed("service")],
  }, { ann: {}, bob: member("service") });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  open(desk, "first");
  open(desk, "own", { route: "back" });
  return desk;
}

Deno.test("overflow - who waits at a full group goes to a donor that comes online, and who comes later waits behind", () => {
  const desk = createDesk({
    groups: [
      groupNamed("sales", { overflow: [{ when: "full", to: "service" }] }),
      groupNamed("service"),
    ],
  }, { ann: {} });
  open(desk, "first");
  open(desk, "c");
  const { state, why, enqueuedAt } = look(desk, "c");
  assert.deepEqual([state, why?.code], ["waiting", "full"]);
  advance(desk, 10_000);
  enrol(desk, "bob", member("service"));
  open(desk, "d");
  assert.deepEqual(agents(desk, "c", "d"), ["bob", undefined]);
  const c = look(desk, "c");
  assert.deepEqual([c.enqueuedAt, c.why?.code, c.why?.waitMs], [enqueuedAt, "drained", 10_000]);
  assert.deepEqual(hops(desk, "c"), [["sales", "service", "full"]]);
  give(desk, "agent:bob", "conversation.close", { conversation: "c" });
  assert.deepEqual(agents(desk, "d"), ["bob"]);
  checkInvariants(desk);
});

Deno.test("overflow - room that a donor has freed or gained goes to those who wait, by their index", () => {
  const frees: ((desk: Desk) => void)[] = [
    (desk) => give(desk, "agent:bob", "conversation.close", { conversation: "own" }),
    (desk) => {
      const record = recordOf("bob", member("service", 40));
      give(desk, "admin:root", "roster.put", { agent: "bob", record });
    },
    (desk) => enrol(desk, "cyd", member("service")),
  ];
  for (const free of frees) {
    const desk = fullDesk();
    for (const id of ["a", "b"]) open(desk, id);
    open(desk, "vip", { priority: 0 });
    free(desk);
    assert.deepEqual(["a", "b", "vip"].map((id) => look(desk, id).group), [
      "sales",
      "sales",
      "service",
    ]);
    checkInvariants(desk);
  }
});

Deno.test("overflow - the donor's own line comes first, then as many of a full group as there is room", () => {
  const desk = fullDesk();
  for (const id of ["a", "b", "c"]) open(desk, id);
  open(desk, "service", { route: "back" });
  enrol(desk, "cyd", member("service", 60));
  assert.deepEqual(agents(desk, "service", "a", "b", "c"), ["cyd", "cyd", "cyd", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - nobody leaves a group whose own people have room for its line", () => {
  const desk = fullDesk();
  open(desk, "a");
  give(desk, "agent:ann", "conversation.close", { conversation: "first" });
  give(desk, "agent:bob", "conversation.close", { conversation: "own" });
  assert.deepEqual([look(desk, "a").agent, look(desk, "a").group], ["ann", "sales"]);
});

Deno.test("overflow - a full group hands on to freed room no more than the donor keeps for its own", () => {
  const desk = fullDesk({ donorMinFree: 2 });
  for (const id of ["a", "b"]) open(desk, id);
  give(desk, "agent:bob", "conversation.close", { conversation: "own" });
  assert.deepEqual(agents(desk, "a", "b"), [undefined, undefined]);
  enrol(desk, "cyd", member("service"));
  assert.deepEqual(agents(desk, "a", "b"), ["bob", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - who came while nobody was anywhere goes to the donor that comes online first", () => {
  const desk = createDesk({
    groups: [
      groupNamed("sales", { overflow: [{ when: "noAgents", to: "service" }] }),
      groupNamed("service"),
    ],
  });
  for (const id of ["a", "b"]) open(desk, id);
  enrol(desk, "bob", member("service"));
  assert.deepEqual(agents(desk, "a", "b"), ["bob", undefined]);
  assert.deepEqual(hops(desk, "a"), [["sales", "service", "noAgents"]]);
  checkInvariants(desk);
});

Deno.test("overflow - who waits for a group that is full as soon as somebody comes goes to the donor's room", () => {
  const desk = createDesk({
    groups: [
      groupNamed("sales", { overflow: [{ when: "full", to: "service" }] }),
      groupNamed("service"),
    ],
  }, { bob: member("service") });
  for (const id of ["a", "b", "c"]) open(desk, id);
  assert.deepEqual(agents(desk, "a"), [undefined], "nobody is there, and nobody is full");
  enrol(desk, "ann");
  assert.deepEqual(agents(desk, "a", "b", "c"), ["ann", "bob", undefined]);
  checkInvariants(desk);
});

Deno.test("overflow - of thousands at a full group one goes to the donor's room, at the cost of a few rows", () => {
  const rows = [100, 3_000].map((waiting) => {
    const desk = fullDesk();
    for (let n = 0; n < waiting; n++) open(desk, `w${n}`);
    desk.watch = undefined;
    const looked = lookedAt(desk);
    give(desk, "agent:bob", "conversation.close", { conversation: "own" });
    looked.stop();
    assert.deepEqual(agents(desk, "w0", "w1"), ["bob", undefined]);
    return looked.rows();
  });
  assert.ok(rows[0] > 0 && rows[1] <= rows[0] * 2, rows.join());
});

Deno.test("overflow - while the donor is full a drain looks at none of those who wait, nor does an arrival", () => {
  const desk = fullDesk();
  for (let n = 0; n < 3_000; n++) open(desk, `w${n}`);
  const looked = lookedAt(desk);
  for (const agent of ["ann", "bob"]) {
    decideStep(desk.state, { step: "drain", workspace: WORKSPACE, agent }, desk.now);
  }
  const command = {
    type: "conversation.open" as const,
    id: "k",
    level: 1,
    workspace: WORKSPACE,
    by: "visitor:v-late" as const,
    conversation: "late",
    visitor: "v-late",
    key: "key",
    channel: "web" as const,
    route: "front",
  };
  const decision = decide(desk.state, command, desk.now);
  assert.deepEqual(decision.ok && decision.drafts.map(({ type }) => type), [
    "conversation.opened",
    "conversation.queued",
  ]);
  assert.equal(looked.rows(), 0);
});

import assert from "node:assert/strict";
import { routeNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  look,
  open,
  recordOf,
  say,
  types,
} from "../testing/desk.ts";
import { WORKSPACE } from "../testing/desk.ts";
import { query } from "../mod.ts";

const inService = { memberships: [{ group: "service", weight: 1 }] };
const C = { conversation: "c" };

function served(): Desk {
  const desk = createDesk({}, { ann: {}, bob: inService });
  open(desk, "c", { visitor: "v" });
  return desk;
}

function used(desk: Desk, agent: string): number {
  const found = query(desk.state, WORKSPACE, "agent.live", { agent }, desk.now);
  if ("code" in found) throw new Error(agent);
  return found.self.usedUnits;
}

const offerTo = (desk: Desk, to: { agent: string } | { group: string }) =>
  give(desk, "agent:ann", "conversation.transfer", { ...C, to });

Deno.test("transfer - reserves the receiver's slot while the sender stays owner", () => {
  const desk = served();
  offerTo(desk, { agent: "bob" });
  assert.deepEqual([look(desk, "c").agent, used(desk, "ann"), used(desk, "bob")], ["ann", 20, 20]);
  open(desk, "other", { route: "back" });
  assert.equal(look(desk, "other").state, "waiting");
  give(desk, "agent:bob", "conversation.acceptTransfer", C);
  assert.deepEqual([look(desk, "c").agent, used(desk, "ann"), used(desk, "bob")], ["bob", 0, 20]);
  assert.equal(look(desk, "c").group, "service");
});

Deno.test("transfer - the round goes on while it is offered and after it", () => {
  const desk = served();
  say(desk, "visitor:v", "c");
  const { roundBeganAt } = look(desk, "c");
  desk.now += 5_000;
  offerTo(desk, { agent: "bob" });
  give(desk, "agent:bob", "conversation.acceptTransfer", C);
  assert.equal(look(desk, "c").roundBeganAt, roundBeganAt);
});

Deno.test("transfer - declined, timed out or withdrawn it returns with its reason", () => {
  const ends: [string, (desk: Desk) => unknown][] = [
    ["declined", (desk) => give(desk, "agent:bob", "conversation.returnTransfer", C)],
    ["withdrawn", (desk) => give(desk, "agent:ann", "conversation.withdrawTransfer", C)],
    ["timeout", (desk) => advance(desk, 30_000)],
    [
      "unavailable",
      (desk) => give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "offline" }),
    ],
  ];
  for (const [cause, end] of ends) {
    const desk = served();
    offerTo(desk, { agent: "bob" });
    end(desk);
    const returned = desk.journal.flatMap(({ events }) => events)
      .find((event) => event.type === "conversation.transfer_returned");
    assert.equal(returned?.cause, cause);
    assert.deepEqual([look(desk, "c").agent, used(desk, "ann"), used(desk, "bob")], ["ann", 20, 0]);
  }
});

Deno.test("transfer - a full agent is refused, an absent one is not eligible", () => {
  const desk = served();
  open(desk, "other", { route: "back" });
  assert.equal(offerTo(desk, { agent: "bob" }).error?.code, "capacity_full");
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "break" });
  assert.equal(offerTo(desk, { agent: "bob" }).error?.code, "not_eligible");
  assert.equal(offerTo(desk, { agent: "nobody" }).error?.code, "invalid");
  assert.equal(offerTo(desk, { agent: "ann" }).error?.code, "invalid");
});

Deno.test("transfer - a full group waits for its first free member, then names it", () => {
  const desk = served();
  open(desk, "other", { route: "back" });
  assert.deepEqual(types(offerTo(desk, { group: "service" })), ["conversation.transfer_offered"]);
  assert.equal(look(desk, "c").offer?.agent, undefined);
  const closed = give(desk, "agent:bob", "conversation.close", { conversation: "other" });
  assert.deepEqual(types(closed), ["conversation.closed", "conversation.transfer_offered"]);
  assert.deepEqual([look(desk, "c").offer?.agent, look(desk, "c").agent], ["bob", "ann"]);
});

Deno.test("transfer - a group never offers the conversation to its own owner", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 60 } });
  open(desk, "c");
  offerTo(desk, { group: "sales" });
  assert.equal(look(desk, "c").offer?.agent, undefined);
  enrol(desk, "bob");
  assert.equal(look(desk, "c").offer?.agent, "bob");
});

Deno.test("transfer - who declined is not asked again by the group", () => {
  const desk = served();
  offerTo(desk, { group: "service" });
  give(desk, "agent:bob", "conversation.returnTransfer", C);
  offerTo(desk, { group: "service" });
  assert.equal(look(desk, "c").offer?.agent, undefined);
});

const web = { channel: "web" as const };
const phone = { channel: "phone" as const };

/** Ann serves a chat; bob may have a chat or calls, and no chat beside a call. */
function withCalls(channels: ("web" | "phone")[] = ["web", "phone"]): Desk {
  const bob = { ...inService, capacityUnits: 200, channels };
  const desk = createDesk({
    channels: [{ ...web, beside: [{ ...phone, atMost: 0 }] }],
    routes: [
      routeNamed("front", "sales"),
      routeNamed("call", "service", { ...phone, costUnits: 1 }),
    ],
  }, { ann: {}, bob });
  open(desk, "c", { visitor: "v" });
  return desk;
}
const call = (desk: Desk) => open(desk, "call", { ...phone, route: "call" });

Deno.test("transfer - what the channel table keeps from an agent is no transfer either, and says why", () => {
  const desk = withCalls();
  call(desk);
  const { error } = offerTo(desk, { agent: "bob" });
  assert.deepEqual([error?.code, error?.fields], [
    "not_eligible",
    [{ path: "to.agent.channels", rule: "state" }],
  ]);
  give(desk, "agent:bob", "conversation.close", { conversation: "call" });
  assert.equal(offerTo(desk, { agent: "bob" }).error, undefined);
});

Deno.test("transfer - an agent who does not serve the channel gets no transfer of it", () => {
  const { error } = offerTo(withCalls(["phone"]), { agent: "bob" });
  assert.deepEqual([error?.code, error?.fields], [
    "not_eligible",
    [{ path: "to.agent.channels", rule: "reference" }],
  ]);
});

Deno.test("transfer - what may not come any more since the offer is not accepted, and returns in time", () => {
  const desk = withCalls();
  offerTo(desk, { agent: "bob" });
  call(desk);
  assert.equal(look(desk, "call").agent, "bob");
  const { error } = give(desk, "agent:bob", "conversation.acceptTransfer", C);
  assert.deepEqual([error?.code, error?.fields], [
    "not_eligible",
    [{ path: "agent.channels", rule: "state" }],
  ]);
  advance(desk, 30_000);
  assert.deepEqual([look(desk, "c").agent, look(desk, "c").offer], ["ann", undefined]);
});

Deno.test("transfer - an agent who does not serve the shop gets no transfer of it, nor accepts one", () => {
  const desk = served();
  const elsewhere = { ...inService, shops: ["elsewhere"] };
  offerTo(desk, { agent: "bob" });
  give(desk, "admin:root", "roster.put", { agent: "bob", record: recordOf("bob", elsewhere) });
  const accepted = give(desk, "agent:bob", "conversation.acceptTransfer", C);
  assert.deepEqual([accepted.error?.code, accepted.error?.fields], [
    "not_eligible",
    [{ path: "agent.shops", rule: "reference" }],
  ]);
  give(desk, "agent:bob", "conversation.returnTransfer", C);
  const { error } = offerTo(desk, { agent: "bob" });
  assert.deepEqual([error?.code, error?.fields], [
    "not_eligible",
    [{ path: "to.agent.shops", rule: "reference" }],
  ]);
});

Deno.test("transfer - whoever is in no group any more accepts nothing", () => {
  const desk = served();
  offerTo(desk, { agent: "bob" });
  const record = recordOf("bob", { memberships: [] });
  give(desk, "admin:root", "roster.put", { agent: "bob", record });
  const { error } = give(desk, "agent:bob", "conversation.acceptTransfer", C);
  assert.deepEqual(error?.fields, [{ path: "agent", rule: "state" }]);
});

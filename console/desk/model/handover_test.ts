import assert from "node:assert/strict";
import {
  type Destination,
  destinationOf,
  destinationText,
  incoming,
  type Item,
  overfull,
  proposed,
  type Receiver,
  roomLeft,
} from "./handover.ts";

const item = (conversation: string, state: Item["state"] = "assigned"): Item => ({
  conversation,
  state,
  group: "sales",
});
const receiver = (agent: string, used: number, more: Partial<Receiver> = {}): Receiver => ({
  agent,
  groups: ["sales"],
  there: true,
  used,
  capacity: 4,
  ...more,
});
const ITEMS = [item("a"), item("b"), item("c"), item("p", "parked")];
const toAnn: Destination = { kind: "agent", agent: "ann" };

Deno.test("handover - a choice is written and read again", () => {
  const all: Destination[] = [{ kind: "stay" }, { kind: "line" }, toAnn, {
    kind: "group",
    group: "vip",
  }];
  for (const one of all) assert.deepEqual(destinationOf(destinationText(one)), one);
  assert.equal(destinationOf(""), undefined);
  assert.equal(destinationOf("agent:"), undefined);
});

Deno.test("handover - room counts what is about to arrive; half places and the absent hold nothing", () => {
  const choices = new Map([["a", toAnn], ["b", toAnn]]);
  const coming = incoming(ITEMS, choices);
  assert.deepEqual([...coming], [["ann", 2]]);
  assert.equal(roomLeft(receiver("ann", 1), coming), 1);
  assert.equal(roomLeft(receiver("bob", 3.5), coming), 0);
  assert.equal(roomLeft(receiver("ann", 0, { there: false }), coming), 0);
});

Deno.test("handover - when a receiver fills, the items that no longer fit ask again", () => {
  const choices = new Map([["a", toAnn], ["b", toAnn], ["c", toAnn]]);
  assert.deepEqual([...overfull(ITEMS, choices, [receiver("ann", 2)])], ["c"]);
  assert.deepEqual([...overfull(ITEMS, choices, [receiver("ann", 1)])], []);
  assert.deepEqual([...overfull(ITEMS, choices, [])], ["a", "b", "c"]);
});

Deno.test("handover - proposals spread over those with room, then the line; set aside stays", () => {
  const chosen = new Map<string, Destination>([["a", { kind: "group", group: "vip" }]]);
  const all = proposed(ITEMS, chosen, [receiver("ann", 3), receiver("bob", 4)]);
  assert.deepEqual(Object.fromEntries(all), {
    a: { kind: "group", group: "vip" },
    b: toAnn,
    c: { kind: "line" },
    p: { kind: "stay" },
  });
});

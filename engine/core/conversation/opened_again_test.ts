import assert from "node:assert/strict";
import type { Group } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import { idAt } from "../ids.ts";
import { decode, encode } from "../mod.ts";
import { groupNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  type Given,
  look,
  open,
  recordOf,
  say,
} from "../testing/desk.ts";
import { checkAssignments, checkInvariants } from "../testing/invariants.ts";
import { createDice, type Dice } from "../testing/random.ts";

const C = { conversation: "c" };

/** Ann declined bob's transfer; he closed it and went, so that ann alone is there. */
function declined(group: Partial<Group> = {}): Desk {
  const desk = createDesk({ groups: [groupNamed("sales", group), groupNamed("service")] }, {
    bob: {},
  });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:bob", "conversation.accept", C);
  say(desk, "visitor:v", "c");
  enrol(desk, "ann");
  give(desk, "agent:bob", "conversation.transfer", { ...C, to: { agent: "ann" } });
  give(desk, "agent:ann", "conversation.returnTransfer", C);
  give(desk, "agent:bob", "conversation.close", C);
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "offline" });
  return desk;
}

Deno.test("transfer - whoever declined it gets it again when it was closed and opened again", () => {
  for (const by of ["writing", "visitor:v", "supervisor:boss"] as const) {
    const desk = declined();
    if (by === "writing") say(desk, "visitor:v", "c");
    else give(desk, by, "conversation.reopen", C);
    assert.equal(look(desk, "c").agent, "ann", by);
    checkInvariants(desk);
  }
});

Deno.test("transfer - opened again it comes to whoever declined it before, in order, as room comes", () => {
  const desk = declined();
  open(desk, "own");
  say(desk, "visitor:v", "c");
  open(desk, "later");
  assert.deepEqual([look(desk, "c").state, look(desk, "later").state], ["waiting", "waiting"]);
  give(desk, "agent:ann", "conversation.close", { conversation: "own" });
  assert.deepEqual([look(desk, "c").agent, look(desk, "later").agent], ["ann", undefined]);
  checkInvariants(desk);
});

Deno.test("transfer - opened again and declined again, it passes that agent over once more", () => {
  const desk = declined({ offerMs: 20_000 });
  say(desk, "visitor:v", "c");
  give(desk, "agent:ann", "conversation.decline", C);
  assert.equal(look(desk, "c").state, "waiting");
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "online" });
  const refused = give(desk, "agent:ann", "conversation.accept", C).error;
  assert.equal(refused?.code, "not_found", "nothing was offered to her");
});

Deno.test("transfer - opened again it comes to somebody who never declined it as well", () => {
  const desk = declined();
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "offline" });
  enrol(desk, "cyd");
  say(desk, "visitor:v", "c");
  assert.equal(look(desk, "c").agent, "cyd");
  checkInvariants(desk);
});

Deno.test("transfer - in a later session too, whoever a supervisor took it from does not get it back", () => {
  const desk = createDesk({ groups: [groupNamed("sales"), groupNamed("service")] }, {
    ann: { memberships: ["sales", "service"].map((group) => ({ group, weight: 1 })) },
  });
  desk.watch = (drafts) => checkAssignments(desk, drafts);
  open(desk, "c", { visitor: "v" });
  say(desk, "visitor:v", "c");
  give(desk, "agent:ann", "conversation.close", C);
  say(desk, "visitor:v", "c");
  assert.equal(look(desk, "c").agent, "ann");
  give(desk, "supervisor:boss", "conversation.move", { ...C, to: { group: "service" } });
  assert.equal(look(desk, "c").agent, undefined);
  checkInvariants(desk);
});

Deno.test("transfer - opened again it comes to whoever declined it before, overflowed meanwhile or not", () => {
  const desk = declined({ overflow: [{ when: "timeout", afterMs: 5_000, to: "service" }] });
  open(desk, "own");
  say(desk, "visitor:v", "c");
  advance(desk, 6_000);
  assert.equal(look(desk, "c").why?.code, "timeout");
  give(desk, "agent:ann", "conversation.close", { conversation: "own" });
  assert.equal(look(desk, "c").agent, "ann");
  checkInvariants(desk);
});

Deno.test("transfer - declined in this session, it passes that agent over when it was parked and written to", () => {
  const desk = declined();
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "online" });
  say(desk, "visitor:v", "c");
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "online" });
  give(desk, "agent:bob", "conversation.transfer", { ...C, to: { agent: "ann" } });
  give(desk, "agent:ann", "conversation.returnTransfer", C);
  give(desk, "agent:bob", "conversation.park", C);
  give(desk, "agent:bob", "agent.presence", { agent: "bob", presence: "offline" });
  say(desk, "visitor:v", "c");
  assert.deepEqual([look(desk, "c").state, look(desk, "c").agent], ["waiting", undefined]);
  checkInvariants(desk);
});

Deno.test("transfer - opened again it comes after what has the higher index with the agent's bonus", () => {
  const desk = declined();
  const memberships = [{ group: "sales", weight: 1 }, { group: "service", weight: 1, bonus: 50 }];
  give(desk, "admin:root", "roster.put", {
    agent: "ann",
    record: recordOf("ann", { memberships }),
  });
  open(desk, "own");
  say(desk, "visitor:v", "c");
  open(desk, "later", { route: "back" });
  give(desk, "agent:ann", "conversation.close", { conversation: "own" });
  assert.deepEqual([look(desk, "c").agent, look(desk, "later").agent], [undefined, "ann"]);
  checkInvariants(desk);
});

/** Something that happens to the conversation or to the two agents. */
function something(dice: Dice): (desk: Desk) => Given | Event[] {
  const agent = dice.pick(["ann", "bob"]);
  const other = dice.pick(["ann", "bob"]);
  const presence = dice.pick(["online", "online", "busy", "offline"] as const);
  return dice.pick<(desk: Desk) => Given | Event[]>([
    (desk) => say(desk, "visitor:v", "c"),
    (desk) => open(desk, `own${desk.batches}`),
    (desk) => give(desk, `agent:${agent}`, "conversation.close", C),
    (desk) => give(desk, `agent:${agent}`, "conversation.park", C),
    (desk) => give(desk, "supervisor:boss", "conversation.reopen", C),
    (desk) => give(desk, "supervisor:boss", "conversation.close", { conversation: ownOf(desk) }),
    (desk) => give(desk, `agent:${agent}`, "conversation.transfer", { ...C, to: { agent: other } }),
    (desk) => give(desk, `agent:${agent}`, "conversation.returnTransfer", C),
    (desk) => give(desk, `agent:${agent}`, "agent.presence", { agent, presence }),
    (desk) => advance(desk, 6_000),
  ]);
}

/** Somebody else's conversation that an agent has. */
function ownOf({ state }: Desk): string {
  const [{ agents, ids }] = state.workspaces.values();
  const held = agents.flatMap(({ held }) => [...held].map((handle) => idAt(ids, handle)));
  return held.find((id) => id !== "c") ?? "none";
}

Deno.test("transfer - a snapshot taken anywhere knows who declined as what was replayed does", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const dice = createDice(seed);
    const desk = declined({ overflow: [{ when: "timeout", afterMs: 5_000, to: "service" }] });
    for (let step = 0; step < 200; step++) {
      const happens = something(dice);
      const state = decode(encode(desk.state), (hash) => desk.documents.get(hash));
      const restored = happens({ ...desk, state, journal: [], watch: undefined });
      assert.deepEqual(restored, happens(desk), `seed ${seed} step ${step}`);
      checkInvariants(desk);
    }
  }
});

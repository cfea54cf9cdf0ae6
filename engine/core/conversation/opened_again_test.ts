import assert from "node:assert/strict";
import type { Group } from "../../contract/wire/configuration.ts";
import { groupNamed } from "../testing/configuration.ts";
import { createDesk, type Desk, enrol, give, look, open, say } from "../testing/desk.ts";
import { checkAssignments, checkInvariants } from "../testing/invariants.ts";

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
  for (const reopen of [false, true]) {
    const desk = declined();
    if (reopen) give(desk, "visitor:v", "conversation.reopen", C);
    else say(desk, "visitor:v", "c");
    assert.equal(look(desk, "c").agent, "ann");
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

import assert from "node:assert/strict";
import {
  advance,
  createDesk,
  type Desk,
  give,
  look,
  open,
  say,
  types,
  WORKSPACE,
} from "../testing/desk.ts";
import { gateways, query } from "../mod.ts";

const presence = (desk: Desk, visitor: string, where: "here" | "hidden" | "gone", gateway = "g9") =>
  give(desk, `visitor:${visitor}`, "visitor.presence", { visitor, presence: where, gateway });

/** ann is busy with `first`; `c` waits before `d`. */
function waiting(): Desk {
  const desk = createDesk({}, { ann: {} });
  open(desk, "first");
  open(desk, "c", { visitor: "v" });
  open(desk, "d", { visitor: "w" });
  return desk;
}

const free = (desk: Desk) =>
  give(desk, "agent:ann", "conversation.close", { conversation: "first" });

Deno.test("visitor - a gone one is passed over after the grace and keeps the place", () => {
  const desk = waiting();
  presence(desk, "v", "gone");
  assert.deepEqual(types({ events: advance(desk, 60_000) }), ["visitor.presence_changed"]);
  free(desk);
  assert.deepEqual([look(desk, "c").state, look(desk, "d").agent], ["waiting", "ann"]);
  presence(desk, "v", "here");
  open(desk, "late");
  give(desk, "agent:ann", "conversation.close", { conversation: "d" });
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("visitor - a left message is answered whether its visitor is there or not", () => {
  const desk = waiting();
  give(desk, "visitor:v", "conversation.leave", { conversation: "c" });
  presence(desk, "v", "gone");
  presence(desk, "w", "gone");
  advance(desk, 60_000);
  free(desk);
  assert.deepEqual([look(desk, "c").agent, look(desk, "d").state], ["ann", "waiting"]);
});

Deno.test("visitor - back within the grace nothing is lost", () => {
  const desk = waiting();
  presence(desk, "v", "gone");
  advance(desk, 59_999);
  presence(desk, "v", "here");
  assert.deepEqual(advance(desk, 100_000), []);
  free(desk);
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("visitor - back beside a free agent is served at once", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  open(desk, "c", { visitor: "v" });
  presence(desk, "v", "gone");
  advance(desk, 60_000);
  const record = {
    name: "ann",
    capacityUnits: 20,
    windowCap: 5,
    memberships: [{ group: "sales", weight: 1 }],
    channels: ["web" as const],
  };
  give(desk, "admin:root", "roster.put", { agent: "ann", record });
  assert.equal(look(desk, "c").state, "waiting");
  assert.deepEqual(types(presence(desk, "v", "here")), [
    "visitor.presence_changed",
    "conversation.assigned",
  ]);
});

Deno.test("visitor - those of a lapsed gateway are passed over unless they report again", () => {
  const desk = waiting();
  presence(desk, "v", "here", "g7");
  presence(desk, "w", "here", "g7");
  assert.deepEqual(gateways(desk.state), ["g1", "g7"]);
  give(desk, "engine", "gateway.lapse", { gateway: "g7" });
  presence(desk, "w", "here", "g8");
  assert.deepEqual(types({ events: advance(desk, 45_000) }), ["visitor.presence_changed"]);
  free(desk);
  assert.equal(look(desk, "d").agent, "ann");
});

Deno.test("visitor - erasing closes what is open, and who is erased never comes back", () => {
  const desk = waiting();
  const erased = give(desk, "admin:root", "visitor.erase", { visitor: "v" });
  assert.deepEqual(types(erased), ["conversation.closed", "visitor.erased"]);
  assert.equal(look(desk, "c").closedReason, "erased");
  assert.equal(say(desk, "visitor:v", "c").error?.code, "closed");
  assert.equal(open(desk, "again", { visitor: "v" }).error?.code, "closed");
  assert.equal(open(desk, "again", { visitor: "v", key: "fresh" }).error?.code, "closed");
  assert.equal(open(desk, "new", { visitor: "v2", key: "fresh" }).error, undefined);
});

Deno.test("visitor - one whose conversations are forgotten is erased all the same", () => {
  const desk = createDesk({}, { ann: {} });
  give(desk, "admin:root", "visitor.erase", { visitor: "past" });
  assert.equal(open(desk, "again", { visitor: "past" }).error?.code, "closed");
  const card = { visitor: "past", card: "k.x", key: "k" };
  assert.equal(give(desk, "agent:ann", "visitor.update", card).error?.code, "closed");
});

Deno.test("visitor - is forgotten with the last conversation", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  advance(desk, 1_800_000);
  const live = query(desk.state, WORKSPACE, "visitor.live", { visitor: "v" }, desk.now);
  assert.deepEqual(live, { conversations: [] });
  assert.equal(desk.state.workspaces.get(WORKSPACE)!.visitors.ids.count, 0);
});

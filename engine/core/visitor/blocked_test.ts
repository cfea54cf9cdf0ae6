import assert from "node:assert/strict";
import { groupNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  give,
  type Given,
  look,
  open,
  say,
  types,
  WORKSPACE,
} from "../testing/desk.ts";
import { decode, encode, query } from "../mod.ts";
import { BLOCKED_VISITORS_MAX } from "./blocked.ts";
import type { By } from "../../contract/wire/ids.ts";

const DAY_MS = 86_400_000;

const block = (desk: Desk, by: By, visitor: string, untilAt?: number): Given =>
  give(desk, by, "visitor.block", {
    visitor,
    blocked: true,
    ...(untilAt === undefined ? {} : { untilAt }),
  });

const lift = (desk: Desk, by: By, visitor: string): Given =>
  give(desk, by, "visitor.block", { visitor, blocked: false });

/** ann holds `c` of `v`; `w` waits. */
function busy(): Desk {
  const desk = createDesk({}, { ann: {}, bob: { capacityUnits: 0 } });
  open(desk, "c", { visitor: "v" });
  open(desk, "d", { visitor: "w" });
  return desk;
}

Deno.test("block - ends what is held, waiting, parked and left, in one batch and oldest first", () => {
  const groups = [groupNamed("sales"), groupNamed("service")];
  const desk = createDesk({ groups }, { ann: { capacityUnits: 40 } });
  for (const conversation of ["parked", "held", "held2", "waiting", "left"]) {
    open(desk, conversation, { visitor: "v" });
    if (conversation === "parked") give(desk, "agent:ann", "conversation.park", { conversation });
  }
  give(desk, "visitor:v", "conversation.leave", { conversation: "left" });
  const batches = desk.journal.length;
  const { events } = block(desk, "supervisor:sue", "v");
  assert.equal(desk.journal.length, batches + 1);
  const closed = events.flatMap((event) =>
    event.type === "conversation.closed" ? [[event.conversation, event.reason]] : []
  );
  assert.deepEqual(
    closed,
    ["parked", "held", "held2", "waiting", "left"].map((conversation) => [conversation, "blocked"]),
  );
  assert.equal(events[closed.length].type, "visitor.blocked");
  assert.equal(look(desk, "held").closedReason, "blocked");
});

Deno.test("block - the room of who held it goes to the next in line", () => {
  const desk = busy();
  block(desk, "agent:ann", "v");
  assert.equal(look(desk, "d").agent, "ann");
});

Deno.test("block - every open, reopen, message, rating and reach is forbidden with its reason", () => {
  const desk = busy();
  const untilAt = desk.now + DAY_MS;
  block(desk, "agent:ann", "v", untilAt);
  const conversation = { conversation: "c" };
  const item = { item: "i", kind: "callback", visitor: "v", key: "k", channel: "web" } as const;
  const refused: Given[] = [
    open(desk, "again", { visitor: "v" }),
    give(desk, "integration:crm", "item.open", { ...item, route: "front" }),
    give(desk, "visitor:v", "conversation.reopen", conversation),
    give(desk, "agent:ann", "conversation.reopen", conversation),
    say(desk, "visitor:v", "c"),
    say(desk, "integration:crm", "c"),
    give(desk, "visitor:v", "conversation.rate", { ...conversation, score: 5 }),
    give(desk, "agent:ann", "conversation.inviteRating", conversation),
    give(desk, "agent:ann", "conversation.reach", {
      ...{ conversation: "r", visitor: "v", key: "k", agent: "ann" },
      ...{ channel: "web", route: "front" },
    }),
  ];
  for (const { error } of refused) {
    assert.deepEqual(error, { code: "forbidden", reason: "visitor_blocked", untilAt });
  }
});

Deno.test("block - without an end it names none, and lasts until it is lifted", () => {
  const desk = busy();
  block(desk, "agent:ann", "v");
  advance(desk, 300 * DAY_MS);
  const { error } = open(desk, "again", { visitor: "v" });
  assert.deepEqual(error, { code: "forbidden", reason: "visitor_blocked" });
  lift(desk, "supervisor:sue", "v");
  assert.equal(open(desk, "again", { visitor: "v" }).error, undefined);
});

Deno.test("block - is over at its time without anybody's doing", () => {
  const desk = busy();
  block(desk, "agent:ann", "v", desk.now + 60_000);
  desk.now += 59_999;
  assert.equal(open(desk, "again", { visitor: "v" }).error?.code, "forbidden");
  desk.now += 1;
  assert.equal(open(desk, "again", { visitor: "v" }).error, undefined);
});

Deno.test("block - by an agent who owns or joined something open of theirs, or had the last", () => {
  const desk = busy();
  assert.equal(block(desk, "agent:bob", "v").error?.code, "forbidden");
  give(desk, "agent:ann", "conversation.consult", { conversation: "c", agent: "bob" });
  assert.equal(block(desk, "agent:bob", "v").error, undefined);
  assert.equal(lift(desk, "agent:bob", "v").error?.code, "forbidden", "beside nobody any more");
  assert.equal(lift(desk, "agent:ann", "v").error, undefined, "had the last one");
  assert.equal(block(desk, "agent:ann", "nobody").error?.code, "forbidden");
  assert.equal(block(desk, "integration:crm", "nobody").error, undefined);
});

Deno.test("block - an end that is past or further than a year and a day is invalid", () => {
  const desk = busy();
  for (const untilAt of [desk.now, desk.now - 1, desk.now + 366 * DAY_MS + 1, desk.now + 0.5]) {
    const { error } = block(desk, "agent:ann", "v", untilAt);
    assert.deepEqual(error?.fields, [{ path: "untilAt", rule: "range" }]);
  }
  assert.equal(block(desk, "agent:ann", "v", desk.now + 366 * DAY_MS).error, undefined);
  const lifted = give(desk, "agent:ann", "visitor.block", {
    ...{ visitor: "v", blocked: false, untilAt: desk.now + 1 },
  });
  assert.deepEqual(lifted.error?.fields, [{ path: "untilAt", rule: "state" }]);
});

Deno.test("block - again replaces the end, and the same again changes nothing", () => {
  const desk = busy();
  block(desk, "agent:ann", "v");
  const untilAt = desk.now + 1_000;
  assert.deepEqual(types(block(desk, "agent:ann", "v", untilAt)), ["visitor.blocked"]);
  assert.deepEqual(types(block(desk, "agent:ann", "v", untilAt)), []);
  const live = () => query(desk.state, WORKSPACE, "visitor.live", { visitor: "v" }, desk.now);
  assert.deepEqual((live() as { blocked?: object }).blocked, { untilAt });
  desk.now += 1_000;
  assert.equal((live() as { blocked?: object }).blocked, undefined);
});

Deno.test("block - erasing forgets it, and stays possible", () => {
  const desk = busy();
  block(desk, "agent:ann", "v");
  assert.deepEqual(types(give(desk, "admin:root", "visitor.erase", { visitor: "v" })), [
    "visitor.erased",
  ]);
  assert.equal([...desk.state.workspaces.values()][0].blockedVisitors.size, 0);
});

Deno.test("block - a full list refuses, and drops those past their time first", () => {
  const desk = createDesk();
  const [workspace] = desk.state.workspaces.values();
  for (let n = 0; n < BLOCKED_VISITORS_MAX; n++) {
    workspace.blockedVisitors.set(`v${n}`, n === 5 ? desk.now + 1 : Infinity);
  }
  assert.equal(block(desk, "integration:crm", "late").error?.code, "capacity_full");
  assert.equal(block(desk, "integration:crm", "v7", desk.now + 9).error, undefined);
  desk.now += 1;
  assert.equal(block(desk, "integration:crm", "late").error, undefined);
  assert.equal(workspace.blockedVisitors.has("v5"), false);
  assert.equal(workspace.blockedVisitors.size, BLOCKED_VISITORS_MAX);
});

Deno.test("block - a snapshot keeps who is blocked, and until when", () => {
  const desk = busy();
  const documents = (hash: string) => desk.documents.get(hash);
  block(desk, "integration:crm", "far");
  block(desk, "integration:crm", "near", desk.now + 1_000);
  const bytes = encode(desk.state);
  const again = decode(bytes, documents);
  assert.deepEqual(encode(again), bytes);
  const [workspace] = again.workspaces.values();
  assert.deepEqual([...workspace.blockedVisitors], [["far", Infinity], ["near", desk.now + 1_000]]);
});

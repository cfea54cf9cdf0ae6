import assert from "node:assert/strict";
import type { Draft } from "../../contract/wire/events.ts";
import { openScratch } from "../../local/database/scratch.ts";
import { assigned, createStory, messaged, opened } from "../fold/story.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../migrations.ts";
import { migrate } from "../migrate.ts";
import { createProjector } from "../projector/projector.ts";
import { readingRecords } from "./reading.ts";

const database = await openScratch();
await migrate(database, "fold", await migrationsIn(FOLD_MIGRATIONS), 0);
const reading = readingRecords(database, { reached: () => Promise.resolve(true), lagMs: () => 0 });

const story = createStory("demo", 22);
const text = (words: string) => ({ kind: "text", text: words }) as const;
story.batch(
  "visitor:v1",
  opened(story, "c1", "v1"),
  messaged(story, "c1", "v1", "m1", text("Where is my parcel?"), { begins: true }),
  assigned("c1", "a1"),
);
story.batch("agent:a1", messaged(story, "c1", "v1", "m2", text("A note"), { visibility: "staff" }));
story.batch("agent:a1", messaged(story, "c1", "v1", "m3", text("On its way"), { ends: true }));
story.batch("agent:a1", {
  type: "conversation.parked",
  conversation: "c1",
  agent: "a1",
  note: story.seal("v1", "ring back"),
});
story.batch("visitor:v1", {
  type: "conversation.rated",
  conversation: "c1",
  score: 5,
  comment: story.seal("v1", "quick"),
  agent: "a1",
});
story.batch("agent:a1", {
  type: "conversation.closed",
  conversation: "c1",
  reason: "agent",
  topic: "parcel",
});
story.batch("visitor:v1", { type: "conversation.recalled", conversation: "c1", message: "m1" });
await createProjector({ database, keys: story.keys, schema: "fold" }).apply(22, story.entries);

Deno.test("records - a conversation is read with its rating, and only of its workspace", async () => {
  const found = await reading.conversation("demo", "c1");
  assert.equal(found?.state, "closed");
  assert.equal(found?.agent, "a1");
  assert.equal(found?.comment, "quick");
  assert.equal(found?.firstResponseMs, 2_000);
  assert.equal(await reading.conversation("other", "c1"), undefined);
});

Deno.test("records - the preview never shows a note of the staff", async () => {
  assert.equal((await reading.conversation("demo", "c1"))?.preview, "On its way");
});

Deno.test("records - the timeline goes backwards in pages and keeps a recalled line", async () => {
  const latest = await reading.timeline("demo", "c1", Number.MAX_SAFE_INTEGER, 3);
  assert.deepEqual(latest.map((entry) => entry.type), [
    "conversation.recalled",
    "conversation.closed",
    "conversation.rated",
  ]);
  const older = await reading.timeline("demo", "c1", latest.at(-1)!.seq, 200);
  assert.deepEqual(older.map((entry) => entry.seq), [6, 5, 4, 3, 2, 1]);
  const recalled = older.find((entry) => entry.message === "m1");
  assert.equal(recalled?.recalled, true);
  assert.equal(recalled?.body, undefined);
  assert.equal(older[0].detail?.note, "ring back");
  assert.equal(older.find((entry) => entry.message === "m2")?.visibility, "staff");
});

Deno.test("records - a visitor's conversations and facts are found", async () => {
  const visitor = await reading.visitor("demo", "v1");
  assert.equal(visitor?.conversations, 1);
  assert.deepEqual(visitor?.facts, { page: "https://shop.example/c1" });
  assert.equal((await reading.conversationsOfVisitor("demo", "v1", 10)).length, 1);
});

Deno.test("records - a forgotten parked conversation is due from its time until it goes on", async () => {
  const later = createStory("later", 23);
  const dueAt = 1_800_000_000_000;
  const park = (conversation: string, due?: number) => ({
    type: "conversation.parked" as const,
    conversation,
    agent: "a1",
    note: later.seal("v1", `ring ${conversation}`),
    ...(due !== undefined && { dueAt: due }),
  });
  const forget = (conversation: string) =>
    ({ type: "conversation.forgotten", conversation, state: "parked" }) as const;
  for (const [name, due] of [["p1", dueAt], ["p2", dueAt - 1], ["p3", dueAt], ["p4"]] as const) {
    later.batch("visitor:v1", opened(later, name, "v1"), assigned(name, "a1"));
    later.batch("agent:a1", park(name, due));
  }
  for (const name of ["p1", "p2", "p4"]) later.batch("engine", forget(name));
  const projector = createProjector({ database, keys: later.keys, schema: "fold" });
  await projector.apply(23, later.entries);
  const names = async (now: number, limit = 10) =>
    (await reading.due("later", now, limit)).map((one) => one.conversation);
  assert.deepEqual(await names(dueAt - 2), []);
  assert.deepEqual(await names(dueAt), ["p2", "p1"]);
  assert.deepEqual(await names(dueAt, 1), ["p2"]);
  const [first] = await reading.due("later", dueAt, 1);
  assert.deepEqual([first.agent, first.note, first.dueAt], ["a1", "ring p2", dueAt - 1]);
  assert.deepEqual(await reading.due("demo", dueAt, 10), []);
  const blocking = later.entries.length;
  const until = { visitor: "v1", blocked: true, untilAt: dueAt + 1 };
  later.batch("supervisor:s1", { type: "visitor.blocked", ...until });
  await projector.apply(23, later.entries.slice(blocking));
  assert.deepEqual(await names(dueAt), [], "whom the company has blocked waits for the end of it");
  assert.deepEqual(await names(dueAt + 1), ["p2", "p1"]);
  later.batch("supervisor:s1", { type: "visitor.blocked", visitor: "v1", blocked: false });
  await projector.apply(23, later.entries.slice(blocking + 1));
  const done = later.entries.length;
  later.batch("engine", { ...opened(later, "p5", "v1"), continues: "p2" } as Draft);
  await projector.apply(23, later.entries.slice(done));
  assert.deepEqual(await names(dueAt), ["p1"]);
  assert.equal((await reading.conversation("later", "p2"))?.continuedBy, "p5");
});

Deno.test("records - an agent's day counts served, first response, level and satisfaction", async () => {
  assert.deepEqual(await reading.agentToday("demo", "a1", 0), {
    served: 1,
    firstResponseMs: 2_000,
    serviceLevel: 1,
    satisfaction: 1,
  });
  const closed = await reading.conversationsOfAgent("demo", "a1", Number.MAX_SAFE_INTEGER, 10);
  assert.equal(closed[0].closingTopic, "parcel");
});

const report = (message: string, state: "delivered" | "failed" | "blocked"): Draft => ({
  type: "conversation.delivery_reported",
  conversation: "c7",
  message,
  state,
});

Deno.test("records - what the channel reported stands beside the message, and delivered stays", async () => {
  const deliveries = async () =>
    (await reading.timeline("demo", "c7", Number.MAX_SAFE_INTEGER, 200))
      .filter((entry) => entry.message !== undefined)
      .map(({ message, delivery }) => [message, delivery]).reverse();
  const projector = createProjector({ database, keys: story.keys, schema: "fold" });
  const tell = async (...drafts: Draft[]) => {
    story.batch("integration:erp", ...drafts);
    await projector.apply(22, story.entries);
  };
  await tell(opened(story, "c7", "v7"), messaged(story, "c7", "v7", "own", text("Hello")));
  story.batch("agent:a1", messaged(story, "c7", "v7", "reply", text("Hi")));
  story.batch(
    "agent:a1",
    messaged(story, "c7", "v7", "note", text("!"), { visibility: "staff" }),
  );
  await tell(report("reply", "failed"), report("own", "failed"), report("note", "failed"));
  assert.deepEqual(await deliveries(), [["own", undefined], ["reply", "failed"], [
    "note",
    undefined,
  ]]);
  await tell(report("reply", "delivered"), report("none", "delivered"));
  await tell(report("reply", "blocked"));
  assert.deepEqual((await deliveries())[1], ["reply", "delivered"]);
});

Deno.test("records - a block replaces the one before, is lifted, and goes with an erasure", async () => {
  const blockedOf = async (...drafts: Draft[]) => {
    story.batch("supervisor:s1", ...drafts);
    await createProjector({ database, keys: story.keys, schema: "fold" }).apply(22, story.entries);
    const [row] = await database.query<{ blocked: boolean; until: number | null }>(
      `select blocked_at is not null as blocked, blocked_until as until from fold.visitors
        where visitor = 'v8'`,
    );
    const read = await reading.visitor("demo", "v8");
    return [row.blocked, row.until, read?.blockedBy];
  };
  const NOBODY = [false, null, undefined];
  const block = (more: { blocked: boolean; untilAt?: number }): Draft => ({
    type: "visitor.blocked",
    visitor: "v8",
    ...more,
  });
  assert.deepEqual(await blockedOf(opened(story, "c8", "v8")), NOBODY);
  assert.deepEqual(await blockedOf(block({ blocked: true, untilAt: 5 })), [
    true,
    5,
    "supervisor:s1",
  ]);
  assert.deepEqual(await blockedOf(block({ blocked: true })), [true, null, "supervisor:s1"]);
  assert.deepEqual(await blockedOf(block({ blocked: false })), NOBODY);
  assert.deepEqual(await blockedOf(block({ blocked: true })), [true, null, "supervisor:s1"]);
  assert.deepEqual(await blockedOf({ type: "visitor.erased", visitor: "v8" }), NOBODY);
});

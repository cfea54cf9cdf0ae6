import assert from "node:assert/strict";
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

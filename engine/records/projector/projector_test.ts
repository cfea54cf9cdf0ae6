import assert from "node:assert/strict";
import type { Database } from "../../contract/ports/database.ts";
import { openScratch } from "../../local/database/scratch.ts";
import { compareWithFold } from "../compare.ts";
import {
  assigned,
  createStory,
  messaged,
  opened,
  type Story,
  tellRandomly,
} from "../fold/story.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../migrations.ts";
import { migrate } from "../migrate.ts";
import { createProjector } from "./projector.ts";

/** One database for this file, a schema for each test. */
const database = await openScratch();
const migrations = await migrationsIn(FOLD_MIGRATIONS);

async function tables(schema: string): Promise<string> {
  await migrate(database, schema, migrations, 0);
  return schema;
}

const project = (story: Story, schema: string, over: Database = database) =>
  createProjector({ database: over, keys: story.keys, schema });

Deno.test("projector - the tables equal the fold, in batches of any size", async () => {
  const schema = await tables("fold_equal");
  const story = createStory("demo", 22);
  tellRandomly(story, 7, 600);
  const projector = project(story, schema);
  for (let at = 0, size = 1; at < story.entries.length; at += size, size = size % 37 + 5) {
    await projector.apply(22, story.entries.slice(at, at + size));
  }
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.deepEqual(compared.first, []);
  assert.ok(compared.judged > 700, `${compared.judged} rows judged`);
});

Deno.test("projector - applying twice changes nothing, also by another projector", async () => {
  const schema = await tables("fold_twice");
  const story = createStory("demo", 22);
  tellRandomly(story, 8, 120);
  assert.ok(await project(story, schema).apply(22, story.entries) > 100);
  assert.equal(await project(story, schema).apply(22, story.entries), 0);
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.equal(compared.differences, 0);
});

Deno.test("projector - a crash before the commit leaves nothing and the batch is applied again", async () => {
  const schema = await tables("fold_crash");
  const story = createStory("demo", 22);
  tellRandomly(story, 9, 200);
  let failures = 0;
  const failing: Database = {
    query: database.query,
    transaction: (statements) =>
      failures++ % 2 === 0
        ? database.transaction([...statements, { text: "select 1 / 0" }])
        : database.transaction(statements),
  };
  const projector = project(story, schema, failing);
  for (let at = 0; at < story.entries.length; at += 20) {
    const batch = story.entries.slice(at, at + 20);
    await assert.rejects(projector.apply(22, batch), /division by zero/);
    await projector.apply(22, batch);
  }
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.equal(compared.differences, 0);
});

Deno.test("projector - a second projector that is behind fails before it touches a row", async () => {
  const schema = await tables("fold_race");
  const story = createStory("demo", 22);
  tellRandomly(story, 10, 60);
  const [slow, quick] = [project(story, schema), project(story, schema)];
  assert.equal(await slow.position(22), 0);
  await quick.apply(22, story.entries.slice(0, 30));
  await assert.rejects(slow.apply(22, story.entries), /applied position of partition 22/);
  await slow.apply(22, story.entries);
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.equal(compared.differences, 0);
});

Deno.test("P7 - a projector that applies a batch twice is caught", async () => {
  const schema = await tables("fold_fault");
  const story = createStory("demo", 22);
  for (let n = 0; n < 20; n++) story.batch("visitor:v1", opened(story, `c${n}`, "v1"));
  await project(story, schema).apply(22, story.entries.slice(0, 10));
  await database.query(`update ${schema}.applied set sequence = 5, came_from = sequence`);
  await assert.rejects(project(story, schema).apply(22, story.entries), /timeline_pkey/);
  // The same fault in a projector that takes a line already written for its own.
  const forgiving: Database = {
    query: database.query,
    transaction: (statements) =>
      database.transaction(statements.map(({ text, parameters }) => ({
        text: text.includes(".timeline") ? `${text} on conflict do nothing` : text,
        parameters,
      }))),
  };
  await project(story, schema, forgiving).apply(22, story.entries);
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.ok(compared.differences > 0);
  assert.ok(compared.first.some((difference) => difference.table === "visitors"));
});

Deno.test("P7 - a row changed behind the projector's back is caught", async () => {
  const schema = await tables("fold_tampered");
  const story = createStory("demo", 22);
  tellRandomly(story, 12, 100);
  await project(story, schema).apply(22, story.entries);
  await database.query(`delete from ${schema}.timeline where seq = 5`);
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.equal(compared.differences, 1);
  assert.equal(compared.first[0].stored, undefined);
});

Deno.test("projector - a second open assignment of one conversation stops the fold (P2)", async () => {
  const schema = await tables("fold_two_agents");
  const story = createStory("demo", 22);
  story.batch("visitor:v1", opened(story, "c1", "v1"), assigned("c1", "a1"), assigned("c1", "a2"));
  await assert.rejects(project(story, schema).apply(22, story.entries), /assignments_open/);
});

Deno.test("projector - erasing blanks rows of earlier and of the same batch", async () => {
  const schema = await tables("fold_erase");
  const story = createStory("demo", 22);
  const text = { kind: "text", text: "the phrase" } as const;
  story.batch("visitor:v1", opened(story, "c1", "v1"), messaged(story, "c1", "v1", "m1", text));
  story.batch("visitor:v1", {
    type: "conversation.rated",
    conversation: "c1",
    score: 5,
    comment: story.seal("v1", "the phrase"),
  });
  const projector = project(story, schema);
  await projector.apply(22, story.entries);
  story.batch(
    "admin:x",
    messaged(story, "c1", "v1", "m2", text),
    { type: "conversation.closed", conversation: "c1", reason: "erased" },
    { type: "visitor.erased", visitor: "v1" },
  );
  await projector.apply(22, story.entries);
  await story.keys.destroy(story.keyOf("v1"));
  const compared = await compareWithFold(database, schema, story.entries, story.keys);
  assert.deepEqual(compared.first, []);
  const [row] = await database.query<{ found: number }>(
    `select count(*) found from ${schema}.timeline t join ${schema}.conversations c
       using (workspace, conversation) left join ${schema}.ratings r using (workspace, conversation)
     where t.body is not null or c.preview is not null or c.facts is not null
       or r.comment is not null`,
  );
  assert.equal(row.found, 0);
});

Deno.test("projector - bodies whose key is gone before they were read are written as null", async () => {
  const schema = await tables("fold_no_key");
  const story = createStory("demo", 22);
  const text = { kind: "text", text: "too late" } as const;
  story.batch("visitor:v1", opened(story, "c1", "v1"), messaged(story, "c1", "v1", "m1", text));
  await story.keys.destroy(story.keyOf("v1"));
  await project(story, schema).apply(22, story.entries);
  const rows = await database.query<{ body: unknown; message: string }>(
    `select body, message from ${schema}.timeline where message is not null`,
  );
  assert.deepEqual(rows, [{ body: null, message: "m1" }]);
});

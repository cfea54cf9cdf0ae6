import assert from "node:assert/strict";
import { openScratch } from "../local/database/scratch.ts";
import { compareWithFold } from "./compare.ts";
import { createStory, tellRandomly } from "./fold/story.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "./migrations.ts";
import { migrate } from "./migrate.ts";
import { createProjector } from "./projector/projector.ts";
import { rebuild } from "./rebuild.ts";

const database = await openScratch();

Deno.test("rebuild - mends tables that were changed, and the projector goes on from there", async () => {
  const migrations = await migrationsIn(FOLD_MIGRATIONS);
  await migrate(database, "fold", migrations, 1);
  const story = createStory("demo", 22);
  tellRandomly(story, 5, 300);
  const half = story.entries.slice(0, 150);
  await createProjector({ database, keys: story.keys, schema: "fold" }).apply(22, half);
  await database.query("update fold.conversations set agent = 'someone'");

  const read = async function* (from: number) {
    yield* half.filter((entry) => entry.sequence >= from);
  };
  const applied = await rebuild({
    database,
    keys: story.keys,
    migrations,
    sources: [{ partition: 22, read }],
    at: 2,
  });
  assert.equal(applied, half.reduce((sum, entry) => sum + entry.batch.events.length, 0));
  assert.equal((await compareWithFold(database, "fold", half, story.keys)).differences, 0);

  await createProjector({ database, keys: story.keys, schema: "fold" }).apply(22, story.entries);
  assert.equal((await compareWithFold(database, "fold", story.entries, story.keys)).differences, 0);
  assert.deepEqual(await migrate(database, "fold", migrations, 3), []);
});

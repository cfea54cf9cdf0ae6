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

/** Tables that hold a story, and its entries as a source without those that `lost` names. */
async function projected(workspace: string, partition: number) {
  const migrations = await migrationsIn(FOLD_MIGRATIONS);
  await database.query("drop schema if exists fold cascade");
  await migrate(database, "fold", migrations, 1);
  const story = createStory(workspace, partition);
  tellRandomly(story, 6, 60);
  const projector = createProjector({ database, keys: story.keys, schema: "fold" });
  await projector.apply(partition, story.entries);
  const rebuilt = (lost: (sequence: number) => boolean) =>
    rebuild({
      database,
      keys: story.keys,
      migrations,
      sources: [{
        partition,
        read: async function* () {
          yield* story.entries.filter(({ sequence }) => !lost(sequence));
        },
      }],
      at: 2,
    });
  const compared = () => compareWithFold(database, "fold", story.entries, story.keys);
  return { story, rebuilt, compared };
}

Deno.test("rebuild - a journal that is not whole is refused, and the records stay as they are", async () => {
  const { story, rebuilt, compared } = await projected("gapped", 23);
  const at = (sequence: number) => story.entries[sequence - 1].batch.events;
  assert.equal((await compared()).differences, 0);
  const begins = at(31)[0].seq;
  await assert.rejects(rebuilt((sequence) => sequence <= 30), {
    name: "JournalIncomplete",
    message:
      `Events 1 to ${begins - 1} of gapped are missing: neither the journal of partition 23 ` +
      `nor its archive has them. The records stay as they are.`,
  });
  const [from, to] = [at(20)[0].seq, at(24).at(-1)!.seq];
  await assert.rejects(rebuilt((sequence) => sequence >= 20 && sequence <= 24), {
    message: new RegExp(`^Events ${from} to ${to} of gapped are missing`),
  });
  const end = story.entries.length;
  const ends = `The records hold partition 23 up to ${end}, but its journal ends at`;
  await assert.rejects(rebuilt((sequence) => sequence > end - 5), {
    message: new RegExp(`^${ends} ${end - 5}:`),
  });
  await assert.rejects(rebuilt(() => true), { message: new RegExp(`^${ends} 0:`) });
  assert.equal((await compared()).differences, 0);
  const scratch = "select from information_schema.schemata where schema_name = 'fold_scratch'";
  assert.deepEqual(await database.query(scratch), []);
});

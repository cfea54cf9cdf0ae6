import assert from "node:assert/strict";
import { DatabaseUnavailable } from "../../contract/ports/database.ts";
import { createStory, type Story, tellRandomly } from "../../records/fold/story.ts";
import { type Local, openLocal } from "../mod.ts";
import { caughtUp } from "./compare_folder.ts";
import { openRecords, type Records } from "./open_records.ts";

const PARTITION = 22;
const VISITORS = 30;

const reports: string[] = [];

interface Desk {
  local: Local;
  story: Story;
  start(): Promise<Records>;
}

/** One desk for this file, since each folder of a database takes its time: its story goes on. */
const desk = (async (): Promise<Desk> => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-records-" });
  const local = await openLocal(folder);
  globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
  const start = () =>
    openRecords({
      folder,
      partitions: [PARTITION],
      durable: local.durable,
      report: (sentence) => void reports.push(sentence),
    });
  return { local, story: await storyFor(local), start };
})();

async function storyFor(local: Local): Promise<Story> {
  const taken = [];
  for (let n = 0; n < VISITORS; n++) {
    const id = await local.keys.take();
    taken.push({ id, key: (await local.keys.read(id))! });
  }
  return createStory("demo", PARTITION, taken);
}

/** Appends what the story has told since. */
async function append({ local, story }: Desk): Promise<void> {
  const journal = await local.journal(PARTITION);
  const { sequence: told } = await journal.tail();
  for (const { sequence, batch } of story.entries.slice(told)) {
    const encoded = new TextEncoder().encode(JSON.stringify(batch));
    const stored = await journal.append(batch, encoded, `b${sequence}`, sequence - 1);
    assert.deepEqual(stored, { state: "stored", sequence });
  }
}

const lastSeq = (story: Story): number => story.entries.at(-1)!.batch.events.at(-1)!.seq;

async function stopped(records: Records): Promise<void> {
  await records.stop();
  await assert.rejects(records.database.query("select 1"), DatabaseUnavailable);
}

Deno.test("records - follow the journal, and go on after a restart", async () => {
  const { story, start } = await desk;
  tellRandomly(story, 1, 200);
  await append(await desk);
  const first = await start();
  assert.equal(await first.reading.reached("demo", lastSeq(story), 10_000), true);
  assert.equal(await first.reading.reached("demo", lastSeq(story) + 1, 1), false);
  assert.equal(first.lagMs(), 0);
  await first.database.query(
    "insert into desk.read_marks values ('demo', 'c', 'agent:a', 7, 1)",
  );
  await stopped(first);

  const before = story.entries.length;
  tellRandomly(story, 2, 200);
  const second = await start();
  assert.equal(second.applied(PARTITION).sequence, before);
  await append(await desk);
  assert.equal(await second.reading.reached("demo", lastSeq(story), 10_000), true);
  const compared = await second.compare(PARTITION);
  assert.deepEqual(compared.first, []);
  assert.ok(compared.judged > 400);
  const marks = await second.database.query("select seq from desk.read_marks");
  assert.deepEqual(marks, [{ seq: 7 }]);
  await stopped(second);
});

Deno.test("records - made anew from the journal when their database is gone", async () => {
  const { local, story, start } = await desk;
  await Deno.remove(`${local.folder}/records/pglite`, { recursive: true });
  const records = await start();
  await caughtUp(records, PARTITION, story.entries.length);
  assert.equal((await records.compare(PARTITION)).differences, 0);
  assert.equal(await records.rebuild(), story.entries.flatMap((e) => e.batch.events).length);
  assert.equal((await records.compare(PARTITION)).differences, 0);

  const asked = Array.from({ length: 1_030 }, () => records.database.query("select 1 as one"));
  const answers = await Promise.allSettled(asked);
  const refused = answers.filter((answer) => answer.status === "rejected");
  assert.equal(refused.length, 1_030 - 1_024, "more than the bound are refused at once");
  assert.ok(refused.every(({ reason }) => reason instanceof DatabaseUnavailable));
  await assert.rejects(records.database.query("select nonsense"), { code: "42703" });
  await stopped(records);
});

Deno.test("records - an erased visitor's phrase is in no file after the erasure is run", async () => {
  const { local, story, start } = await desk;
  const phrase = "violet-umbrella-4711";
  story.batch("visitor:known", {
    type: "visitor.updated",
    visitor: "known",
    key: story.keyOf("known"),
    card: story.seal("known", { name: phrase, note: `${phrase} `.repeat(200) }),
  });
  await append(await desk);
  const records = await start();
  await caughtUp(records, PARTITION, story.entries.length);
  assert.equal((await records.reading.visitor("demo", "known"))?.card.name, phrase);
  assert.notDeepEqual(await filesWith(local.folder, phrase), []);

  story.batch("admin:x", { type: "visitor.erased", visitor: "known" });
  await append(await desk);
  await caughtUp(records, PARTITION, story.entries.length);
  await local.keys.destroy(story.keyOf("known"));
  await records.eraseNow();
  assert.deepEqual(await filesWith(local.folder, phrase), []);
  assert.equal((await records.compare(PARTITION)).differences, 0);
  await stopped(records);
  assert.deepEqual(await filesWith(local.folder, phrase), []);
});

Deno.test("records - damage found while they run ends in tables made anew", async () => {
  const { local, story, start } = await desk;
  const first = await start();
  const [{ path }] = await first.database.query<{ path: string }>(
    "select pg_relation_filepath('fold.visitors') as path",
  );
  await stopped(first);
  const file = `${local.folder}/records/pglite/${path}`;
  await Deno.writeFile(file, (await Deno.readFile(file)).map((byte) => byte ^ 0x5a));

  const second = await start();
  tellRandomly(story, 6, 50);
  await append(await desk);
  await caughtUp(second, PARTITION, story.entries.length);
  assert.equal((await second.compare(PARTITION)).differences, 0);
  assert.match(reports.join("\n"), /The records stopped \(.*made anew from the journal/s);
  await stopped(second);
  await local.close();
});

async function filesWith(folder: string, phrase: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await filesWith(path, phrase));
    else if (new TextDecoder("latin1").decode(await Deno.readFile(path)).includes(phrase)) {
      found.push(path);
    }
  }
  return found;
}

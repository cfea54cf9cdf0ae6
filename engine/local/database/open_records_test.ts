import assert from "node:assert/strict";
import { DatabaseUnavailable } from "../../contract/ports/database.ts";
import { createStory, type Story, tellRandomly } from "../../records/fold/story.ts";
import { type Local, openLocal } from "../mod.ts";
import { caughtUp } from "./compare_folder.ts";
import { openRecords, type Records } from "./open_records.ts";

const PARTITION = 22;
const VISITORS = 30;

const reports: string[] = [];

async function withDesk(
  body: (local: Local, start: () => Promise<Records>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-records-" });
  const local = await openLocal(folder);
  try {
    await body(local, () =>
      openRecords({
        folder,
        partitions: [PARTITION],
        durable: local.durable,
        report: (sentence) => void reports.push(sentence),
      }));
  } finally {
    await local.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function storyFor(local: Local): Promise<Story> {
  const taken = [];
  for (let n = 0; n < VISITORS; n++) {
    const id = await local.keys.take();
    taken.push({ id, key: (await local.keys.read(id))! });
  }
  return createStory("demo", PARTITION, taken);
}

async function append(local: Local, story: Story, from: number): Promise<void> {
  const journal = await local.journal(PARTITION);
  for (const { sequence, batch } of story.entries.slice(from)) {
    const encoded = new TextEncoder().encode(JSON.stringify(batch));
    const stored = await journal.append(batch, encoded, `b${sequence}`, sequence - 1);
    assert.deepEqual(stored, { state: "stored", sequence });
  }
}

const lastSeq = (story: Story): number => story.entries.at(-1)!.batch.events.at(-1)!.seq;

Deno.test("records - follow the journal, equal its fold, and go on after a restart", async () => {
  await withDesk(async (local, start) => {
    const story = await storyFor(local);
    tellRandomly(story, 1, 200);
    await append(local, story, 0);
    const first = await start();
    assert.equal(await first.reading.reached("demo", lastSeq(story), 10_000), true);
    assert.equal(await first.reading.reached("demo", lastSeq(story) + 1, 1), false);
    assert.equal(first.lagMs(), 0);
    await first.database.query(
      "insert into desk.read_marks values ('demo', 'c', 'agent:a', 7, 1)",
    );
    await first.stop();

    const before = story.entries.length;
    tellRandomly(story, 2, 200);
    const second = await start();
    assert.equal(second.applied(PARTITION).sequence, before);
    await append(local, story, before);
    assert.equal(await second.reading.reached("demo", lastSeq(story), 10_000), true);
    const compared = await second.compare(PARTITION);
    assert.deepEqual(compared.first, []);
    assert.ok(compared.judged > 400);
    const marks = await second.database.query("select seq from desk.read_marks");
    assert.deepEqual(marks, [{ seq: 7 }]);
    await second.stop();
  });
});

Deno.test("records - made anew from the journal when their database is gone", async () => {
  await withDesk(async (local, start) => {
    const story = await storyFor(local);
    tellRandomly(story, 3, 150);
    await append(local, story, 0);
    await (await start()).stop();
    await Deno.remove(`${local.folder}/records/pglite`, { recursive: true });
    const records = await start();
    await caughtUp(records, PARTITION, story.entries.length);
    assert.equal((await records.compare(PARTITION)).differences, 0);
    assert.equal(await records.rebuild(), story.entries.flatMap((e) => e.batch.events).length);
    assert.equal((await records.compare(PARTITION)).differences, 0);
    await records.stop();
  });
});

Deno.test("records - damage found while they run ends in tables made anew", async () => {
  await withDesk(async (local, start) => {
    const story = await storyFor(local);
    tellRandomly(story, 5, 100);
    await append(local, story, 0);
    const first = await start();
    await caughtUp(first, PARTITION, story.entries.length);
    const [{ path }] = await first.database.query<{ path: string }>(
      "select pg_relation_filepath('fold.visitors') as path",
    );
    await first.stop();
    const file = `${local.folder}/records/pglite/${path}`;
    await Deno.writeFile(file, (await Deno.readFile(file)).map((byte) => byte ^ 0x5a));

    const second = await start();
    const before = story.entries.length;
    tellRandomly(story, 6, 50);
    await append(local, story, before);
    await caughtUp(second, PARTITION, story.entries.length);
    assert.equal((await second.compare(PARTITION)).differences, 0);
    assert.match(reports.join("\n"), /The records stopped \(.*made anew from the journal/s);
    await second.stop();
  });
});

Deno.test("records - more requests than the bound are refused at once, the others answered", async () => {
  await withDesk(async (_local, start) => {
    const records = await start();
    const asked = Array.from({ length: 1_030 }, () => records.database.query("select 1 as one"));
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter((answer) => answer.status === "rejected");
    assert.equal(refused.length, 1_030 - 1_024);
    assert.ok(refused.every(({ reason }) => reason instanceof DatabaseUnavailable));
    await assert.rejects(records.database.query("select nonsense"), { code: "42703" });
    await records.stop();
    await assert.rejects(records.database.query("select 1"), DatabaseUnavailable);
  });
});

Deno.test("records - an erased visitor's phrase is in no file after the erasure is run", async () => {
  await withDesk(async (local, start) => {
    const phrase = "violet-umbrella-4711";
    const story = await storyFor(local);
    tellRandomly(story, 4, 60);
    story.batch("visitor:known", {
      type: "visitor.updated",
      visitor: "known",
      key: story.keyOf("known"),
      card: story.seal("known", { name: phrase, note: `${phrase} `.repeat(200) }),
    });
    await append(local, story, 0);
    const records = await start();
    await caughtUp(records, PARTITION, story.entries.length);
    assert.equal((await records.reading.visitor("demo", "known"))?.card.name, phrase);
    assert.notDeepEqual(await filesWith(local.folder, phrase), []);

    const before = story.entries.length;
    story.batch("admin:x", { type: "visitor.erased", visitor: "known" });
    await append(local, story, before);
    await caughtUp(records, PARTITION, story.entries.length);
    await local.keys.destroy(story.keyOf("known"));
    await records.eraseNow();
    assert.deepEqual(await filesWith(local.folder, phrase), []);
    assert.equal((await records.compare(PARTITION)).differences, 0);
    await records.stop();
    assert.deepEqual(await filesWith(local.folder, phrase), []);
  });
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

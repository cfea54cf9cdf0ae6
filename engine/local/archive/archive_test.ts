import assert from "node:assert/strict";
import { createTestClock } from "../../../tests/contract/test_clock.ts";
import { makeBatch } from "../../../tests/contract/batches.ts";
import { append, collect } from "../../../tests/contract/journal_suite.ts";
import { createDurable } from "../journal/durable.ts";
import { openJournal } from "../journal/journal.ts";
import { openJournalReader } from "../journal/reader.ts";
import { listSegments } from "../journal/segment.ts";
import { createBudget } from "../journal/settings.ts";
import { readWhole } from "../journal/whole.ts";
import { archive } from "./archive.ts";
import { openArchive } from "./read_archive.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A journal over a data folder whose clock can be driven, with its archive behind it. */
async function withArchive(
  body: (at: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const subject = await open();
  try {
    await body(subject);
  } finally {
    await subject.journal.close();
    await Deno.remove(subject.folder, { recursive: true });
  }
}

async function open() {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-archive-" });
  const clock = createTestClock(Date.UTC(2026, 10, 11, 23));
  const durable = createDurable();
  const older = openArchive(folder, 22);
  const journal = await openJournal({
    folder,
    partition: 22,
    clock,
    budget: createBudget(),
    durable,
    older,
    segmentBytesMax: 4096,
  });
  let count = 0;
  return {
    folder,
    clock,
    journal,
    durable,
    older,
    async fill(batches: number) {
      for (let i = 0; i < batches; i++) await append(journal, count + 1, count++);
    },
    archive: async (through?: number) =>
      archive(folder, 22, through ?? (await journal.tail()).sequence, clock.wall()),
    segments: () => listSegments(`${folder}/journal/p22`),
    files: async () =>
      (await Array.fromAsync(Deno.readDir(`${folder}/archive/p22`))).map((entry) => entry.name)
        .sort(),
  };
}

Deno.test("archive - full segments are archived at once, the growing one when its day is over", async () => {
  await withArchive(async ({ fill, archive, segments, clock, files }) => {
    await fill(30);
    const growing = (await segments()).at(-1)!;
    assert.equal(await archive(), growing - 1);
    clock.advance(DAY_MS);
    assert.equal(await archive(), 30);
    await fill(1);
    assert.equal(await archive(), 30, "today's batch in the growing segment waits");
    assert.deepEqual(await files(), ["2026-11-11.gz", "catalogue.json"]);
  });
});

Deno.test("archive - with the segments dropped, every batch is read as it was", async () => {
  await withArchive(async (subject) => {
    const { fill, archive, journal, clock } = subject;
    await fill(30);
    clock.advance(DAY_MS);
    await fill(30);
    await archive();
    await journal.dropBefore(45);
    const held = (await subject.segments())[0];
    assert.ok(held > 30 && held <= 45);
    assert.equal(await journal.first(), 1);
    assert.equal(await journal.at(5), undefined);
    const reader = openJournalReader(subject.folder, 22, subject.durable, subject.older);
    for (const entries of [journal.read(1), reader.read(1), readWhole(subject.folder, 22)]) {
      const all = await collect(entries);
      assert.deepEqual(
        all.map((entry) => entry.batch),
        Array.from({ length: 60 }, (_, i) => makeBatch(i + 1)),
      );
    }
    assert.equal((await collect(journal.read(31)))[0].sequence, 31);
    assert.equal((await collect(journal.read(20))).length, 41);
    assert.deepEqual(await subject.files(), ["2026-11-11.gz", "2026-11-12.gz", "catalogue.json"]);
  });
});

Deno.test("archive - bytes that a crash left behind the catalogue are written again", async () => {
  await withArchive(async ({ folder, fill, archive, clock, journal }) => {
    await fill(10);
    clock.advance(DAY_MS);
    await archive(6);
    const day = `${folder}/archive/p22/2026-11-11.gz`;
    const torn = new Uint8Array([...await Deno.readFile(day), 31, 139, 8, 0, 1, 2, 3]);
    await Deno.writeFile(day, torn);
    assert.equal((await collect(journal.read(1))).length, 10);
    assert.equal(await archive(), 10);
    assert.equal((await collect(openFrames(folder))).length, 10);
  });
});

async function* openFrames(folder: string) {
  for await (const frame of openArchive(folder, 22).frames(1, 1_000)) {
    yield { sequence: frame.sequence, batch: makeBatch(frame.sequence), bytes: frame.bytes };
  }
}

Deno.test("archive - a clock set back opens no earlier day", async () => {
  await withArchive(async ({ fill, archive, clock, files, journal }) => {
    await fill(3);
    clock.advance(-2 * DAY_MS);
    await fill(3);
    clock.advance(4 * DAY_MS);
    assert.equal(await archive(), 6);
    assert.deepEqual(await files(), ["2026-11-11.gz", "catalogue.json"]);
    assert.equal((await collect(journal.read(1))).length, 6);
  });
});

Deno.test("archive - a damaged day is noticed when it is read", async () => {
  await withArchive(async ({ folder, fill, archive, clock, journal }) => {
    await fill(60);
    clock.advance(DAY_MS);
    await archive();
    await journal.dropBefore(50);
    const day = `${folder}/archive/p22/2026-11-11.gz`;
    const bytes = await Deno.readFile(day);
    bytes[bytes.length >> 1] ^= 0xff;
    await Deno.writeFile(day, bytes);
    await assert.rejects(collect(journal.read(1)));
  });
});

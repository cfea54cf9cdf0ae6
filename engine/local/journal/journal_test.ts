import assert from "node:assert/strict";
import { createTestClock } from "../../../tests/contract/test_clock.ts";
import { encodeBatch, makeBatch, until } from "../../../tests/contract/batches.ts";
import { append, collect } from "../../../tests/contract/journal_suite.ts";
import { JournalDamaged, JournalGap } from "../faults.ts";
import { createDurable, durableSequence } from "./durable.ts";
import { createBudget, type JournalSettings } from "./settings.ts";
import { openJournal } from "./journal.ts";
import { openJournalReader } from "./reader.ts";
import { listSegments, segmentPath } from "./segment.ts";

/** A data folder with a journal of `count` batches, closed again. */
async function withJournal(
  count: number,
  body: (settings: JournalSettings, folder: string) => Promise<void>,
  more: Partial<JournalSettings> = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-journal-" });
  const settings: JournalSettings = {
    folder,
    partition: 22,
    clock: createTestClock(),
    budget: createBudget(),
    durable: createDurable(),
    ...more,
  };
  try {
    const journal = await openJournal(settings);
    for (let n = 1; n <= count; n++) await append(journal, n, n - 1);
    await journal.close();
    await body(settings, `${folder}/journal/p22`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const sequencesOf = async (settings: JournalSettings) => {
  const journal = await openJournal(settings);
  const entries = await collect(journal.read(1));
  await journal.close();
  return entries.map((entry) => entry.sequence);
};

Deno.test("journal - an append torn at any byte is cut at the last whole batch", async () => {
  await withJournal(3, async (settings, folder) => {
    const path = segmentPath(folder, 1);
    const whole = await Deno.readFile(path);
    const starts: number[] = [];
    const journal = await openJournal(settings);
    for (const entry of await collect(journal.read(1))) starts.push(entry.bytes + 36 + 2);
    await journal.close();
    const second = starts[0] + starts[1];
    for (let cut = second + 1; cut < whole.length; cut += 7) {
      await Deno.writeFile(path, whole.subarray(0, cut));
      const reports: string[] = [];
      const again = await openJournal({ ...settings, report: (one) => reports.push(one) });
      assert.equal((await again.tail()).sequence, 2);
      assert.match(reports[0], new RegExp(`${cut - second} bytes after byte ${second} were cut`));
      assert.deepEqual(await append(again, 3, 2), { state: "stored", sequence: 3 });
      await again.close();
      assert.deepEqual(await Deno.readFile(path).then((bytes) => bytes.length), whole.length);
    }
  });
});

Deno.test("journal - a torn append that left zeros or old bytes is cut as well", async () => {
  await withJournal(3, async (settings, folder) => {
    const path = segmentPath(folder, 1);
    const whole = await Deno.readFile(path);
    for (const fill of [0, 0xff, 0x41]) {
      const torn = new Uint8Array(whole.length + 5_000).fill(fill);
      torn.set(whole);
      await Deno.writeFile(path, torn);
      assert.deepEqual(await sequencesOf(settings), [1, 2, 3]);
      assert.equal((await Deno.stat(path)).size, whole.length);
    }
  });
});

Deno.test("journal - a clean start cuts nothing and reports nothing", async () => {
  await withJournal(3, async (settings) => {
    const report = (sentence: string) => assert.fail(sentence);
    assert.deepEqual(await sequencesOf({ ...settings, report }), [1, 2, 3]);
  });
});

Deno.test("journal - one changed byte before the last batch refuses the start, unchanged", async () => {
  await withJournal(4, async (settings, folder) => {
    const path = segmentPath(folder, 1);
    const whole = await Deno.readFile(path);
    const lastStart = whole.lastIndexOf(0xff);
    for (let at = 0; at < lastStart; at += 11) {
      const changed = whole.slice();
      changed[at] ^= 0x20;
      await Deno.writeFile(path, changed);
      await assert.rejects(openJournal(settings), (error: Error) => {
        assert.ok(error instanceof JournalDamaged);
        assert.match(error.message, /000000000000001\.seg is damaged at byte \d+ .*backup/);
        return true;
      });
      assert.deepEqual(await Deno.readFile(path), changed);
    }
  });
});

Deno.test("journal - a shortened or missing older segment refuses the start", async () => {
  await withJournal(60, async (settings, folder) => {
    const firsts = await listSegments(folder);
    assert.ok(firsts.length > 3);
    const middle = segmentPath(folder, firsts[1]);
    const whole = await Deno.readFile(middle);
    await Deno.writeFile(middle, whole.subarray(0, whole.length - 10));
    await assert.rejects(openJournal(settings), /later segments follow it/);
    await Deno.remove(middle);
    await assert.rejects(openJournal(settings), /it should begin with batch/);
    await Deno.writeFile(middle, whole);
    assert.equal((await sequencesOf(settings)).length, 60);
  }, { segmentBytesMax: 4096 });
});

Deno.test("journal - dropping removes whole old segments, never the newest one", async () => {
  await withJournal(60, async (settings, folder) => {
    const journal = await openJournal(settings);
    const held = (await journal.fill()).bytes;
    const [, second, third] = await listSegments(folder);
    assert.equal(await journal.dropBefore(third - 1), 1);
    assert.equal(await journal.first(), second);
    assert.ok((await journal.fill()).bytes < held);
    assert.equal(await journal.at(1), undefined);
    await assert.rejects(collect(journal.read(1)), JournalGap);
    assert.equal((await collect(journal.read(second))).length, 61 - second);
    await journal.dropBefore(1_000);
    assert.equal((await journal.tail()).sequence, 60);
    assert.deepEqual(await append(journal, 61, 60), { state: "stored", sequence: 61 });
    await journal.close();
    assert.equal((await sequencesFrom(settings)).at(-1), 61);
  }, { segmentBytesMax: 4096 });
});

Deno.test("journal - the epoch outlives a new segment whose first append was torn", async () => {
  await withJournal(60, async (settings, folder) => {
    await Deno.writeFile(segmentPath(folder, 61), new Uint8Array());
    const journal = await openJournal(settings);
    const { epoch } = await journal.tail();
    await journal.dropBefore(1_000);
    await journal.close();
    const again = await openJournal(settings);
    assert.deepEqual((await again.tail()).epoch, epoch);
    assert.equal((await again.at(60))?.sequence, 60);
    await again.close();
  }, { segmentBytesMax: 4096 });
});

async function sequencesFrom(settings: JournalSettings): Promise<number[]> {
  const journal = await openJournal(settings);
  const entries = await collect(journal.read(await journal.first()));
  await journal.close();
  return entries.map((entry) => entry.sequence);
}

/** A segment file whose next write or sync fails as told. */
function failing(plan: { write?: Error; partial?: boolean; sync?: Error }) {
  return async (path: string): Promise<Deno.FsFile> => {
    const file = await Deno.open(path, { create: true, read: true, write: true });
    const writeSync = file.writeSync.bind(file);
    const syncData = file.syncData.bind(file);
    file.writeSync = (bytes) => {
      const error = plan.write;
      if (!error) return writeSync(bytes);
      plan.write = undefined;
      if (plan.partial) writeSync(bytes.subarray(0, bytes.length >> 1));
      throw error;
    };
    file.syncData = () => {
      const error = plan.sync;
      if (!error) return syncData();
      plan.sync = undefined;
      return Promise.reject(error);
    };
    return file;
  };
}

const diskFull = Object.assign(new Error("No space left on device (os error 28)"), {
  code: "ENOSPC",
});

Deno.test("journal - a disk without room answers full and leaves no half batch", async () => {
  const plan: Parameters<typeof failing>[0] = {};
  await withJournal(2, async (settings, folder) => {
    const journal = await openJournal(settings);
    const size = (await Deno.stat(segmentPath(folder, 1))).size;
    Object.assign(plan, { write: diskFull, partial: true });
    assert.deepEqual(await append(journal, 3, 2), { state: "full" });
    assert.equal((await Deno.stat(segmentPath(folder, 1))).size, size);
    assert.deepEqual(await append(journal, 3, 2), { state: "stored", sequence: 3 });
    await journal.close();
    assert.deepEqual(await sequencesOf(settings), [1, 2, 3]);
  }, { openForWriting: failing(plan) });
});

Deno.test("journal - a failed sync acknowledges nothing; the same append heals it", async () => {
  const plan: Parameters<typeof failing>[0] = {};
  await withJournal(2, async (settings, folder) => {
    const journal = await openJournal(settings);
    const seen: number[] = [];
    journal.follow(2, (entry) => void seen.push(entry.sequence));
    plan.sync = new Error("Input/output error");
    const answer = await append(journal, 3, 2, "same");
    assert.equal(answer.state, "retry");
    assert.deepEqual([(await journal.tail()).sequence, durableSequence(settings.durable, 22)], [
      2,
      2,
    ]);
    assert.deepEqual(await append(journal, 3, 2, "same"), { state: "stored", sequence: 3 });
    await until(() => seen.length === 1);
    await journal.close();
    assert.deepEqual(await sequencesOf(settings), [1, 2, 3]);
    assert.equal((await listSegments(folder)).length, 1);
  }, { openForWriting: failing(plan) });
});

Deno.test("journal - an epoch lower than the newest one is stale", async () => {
  await withJournal(0, async (settings) => {
    const journal = await openJournal(settings);
    const high = makeBatch(1, { epoch: 5 });
    await journal.append(high, encodeBatch(high), "high", 0);
    assert.deepEqual(await append(journal, 2, 1), { state: "stale" });
    await journal.close();
  });
});

Deno.test("journal - a reader follows from one segment to the next and stops when told", async () => {
  await withJournal(30, async (settings) => {
    const journal = await openJournal(settings);
    const reader = openJournalReader(settings.folder, 22, settings.durable);
    const seen: number[] = [];
    const following = reader.follow(10, (entry) => {
      seen.push(entry.sequence);
    });
    for (let n = 31; n <= 60; n++) await append(journal, n, n - 1);
    await until(() => seen.length === 50);
    assert.deepEqual(seen, Array.from({ length: 50 }, (_, i) => i + 11));
    await following.stop();
    await append(journal, 61, 60);
    assert.equal(seen.length, 50);
    assert.equal(reader.durable(), 61);
    assert.equal((await collect(reader.read(40))).length, 22);
    await journal.close();
  }, { segmentBytesMax: 4096 });
});

Deno.test("journal - a reader never sees what is written but not declared durable", async () => {
  await withJournal(5, async (settings) => {
    const behind = createDurable();
    const reader = openJournalReader(settings.folder, 22, behind);
    assert.deepEqual(await collect(reader.read(1)), []);
    new BigInt64Array(behind)[22] = 3n;
    assert.equal((await collect(reader.read(1))).length, 3);
  });
});

Deno.test("journal - a reader never sees a batch that a failed append left on the disk", async () => {
  const plan: Parameters<typeof failing>[0] = {};
  await withJournal(0, async (settings) => {
    const journal = await openJournal(settings);
    const seen: string[] = [];
    const reader = openJournalReader(settings.folder, 22, settings.durable);
    const following = reader.follow(0, ({ batch }) => {
      seen.push((batch.events[0] as { visitor: string }).visitor);
    });
    for (let n = 1; n <= 20; n++) {
      plan.sync = new Error("Input/output error");
      assert.equal((await append(journal, 1_000 + n, n - 1)).state, "retry");
      assert.equal((await append(journal, n, n - 1)).state, "stored");
      if (n % 3 === 0) await until(() => seen.length === n);
    }
    await until(() => seen.length === 20);
    assert.deepEqual(seen, Array.from({ length: 20 }, (_, i) => `v${i + 1}`));
    await following.stop();
    await journal.close();
  }, { openForWriting: failing(plan) });
});

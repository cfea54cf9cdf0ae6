import assert from "node:assert/strict";
import type { JournalEntry } from "../../engine/contract/batch.ts";
import type { Journal } from "../../engine/ports/journal.ts";
import { encodeBatch, makeBatch, until } from "./batches.ts";
import { contractCase } from "./contract_case.ts";

/**
 * What every adapter of the Journal port must do. `open` makes an empty journal for partition 22;
 * `again` closes it and opens it anew over what is stored; `passTime` moves the adapter's clock, and
 * is absent where the time is a server's: there the boot check reads the window.
 */
export interface JournalSubject {
  journal: Journal;
  again(): Promise<Journal>;
  passTime?(ms: number): void;
  close(): Promise<void>;
}

export interface JournalAdapter {
  name: string;
  /** The part that is missing on this machine: its cases are skipped, and say so. */
  needs?: string;
  open(limits?: { bytesMax?: number }): Promise<JournalSubject>;
}

const TEN_MINUTES_MS = 10 * 60 * 1000;

export const append = (journal: Journal, number: number, expected: number, id = `b${number}`) =>
  journal.append(makeBatch(number), encodeBatch(makeBatch(number)), id, expected);

export async function collect(entries: AsyncIterable<JournalEntry>): Promise<JournalEntry[]> {
  const all: JournalEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

const sequences = (entries: JournalEntry[]) => entries.map((entry) => entry.sequence);

export function journalContract(adapter: JournalAdapter): void {
  const contract = (
    behaviour: string,
    body: (subject: JournalSubject) => Promise<void>,
    limits?: { bytesMax?: number },
  ) => contractCase("journal", adapter, behaviour, () => adapter.open(limits), body);

  contract("an empty journal has tail 0 of epoch 0 and reads nothing", async ({ journal }) => {
    const tail = await journal.tail();
    assert.deepEqual([tail.sequence, tail.epoch], [0, 0]);
    assert.deepEqual(await collect(journal.read(1)), []);
    assert.equal(await journal.at(1), undefined);
  });

  contract("sequences count from 1 and entries come back as they went in", async ({ journal }) => {
    assert.deepEqual(await append(journal, 1, 0), { state: "stored", sequence: 1 });
    assert.deepEqual(await append(journal, 2, 1), { state: "stored", sequence: 2 });
    const entries = await collect(journal.read(1));
    assert.deepEqual(entries.map((entry) => entry.batch), [makeBatch(1), makeBatch(2)]);
    assert.deepEqual(sequences(entries), [1, 2]);
    assert.equal(entries[0].bytes, encodeBatch(makeBatch(1)).length);
    assert.deepEqual(await collect(journal.read(3)), []);
    assert.deepEqual(sequences(await collect(journal.read(2))), [2]);
  });

  contract("a writer that expects another tail is stale and stores nothing", async (subject) => {
    const { journal } = subject;
    await append(journal, 1, 0);
    assert.deepEqual(await append(journal, 2, 0), { state: "stale" });
    assert.deepEqual(await append(journal, 2, 5), { state: "stale" });
    assert.equal((await journal.tail()).sequence, 1);
  });

  contract("of two writers with the same expectation exactly one wins", async ({ journal }) => {
    const both = await Promise.all([append(journal, 1, 0, "mine"), append(journal, 2, 0, "other")]);
    assert.deepEqual(both.map((one) => one.state).sort(), ["stale", "stored"]);
    assert.equal((await collect(journal.read(1))).length, 1);
  });

  contract("the newest batch's id is a duplicate, whatever is expected", async ({ journal }) => {
    await append(journal, 1, 0);
    await append(journal, 2, 1);
    assert.deepEqual(await append(journal, 2, 1), { state: "duplicate", sequence: 2 });
    assert.deepEqual(await append(journal, 2, 9), { state: "duplicate", sequence: 2 });
    // Another owner came between: it may be told either, and nothing is stored twice.
    const older = await append(journal, 1, 0);
    assert.ok(older.state === "stale" || (older.state === "duplicate" && older.sequence === 1));
    assert.equal((await journal.tail()).sequence, 2);
  });

  contract("an id is forgotten after ten minutes, not before", async (subject) => {
    await append(subject.journal, 1, 0);
    if (subject.passTime === undefined) return;
    subject.passTime(TEN_MINUTES_MS);
    assert.equal((await append(subject.journal, 1, 1)).state, "duplicate");
    subject.passTime(1);
    assert.deepEqual(await append(subject.journal, 1, 1), { state: "stored", sequence: 2 });
  });

  contract("the tail names the newest batch's epoch and id", async ({ journal }) => {
    await append(journal, 1, 0);
    const fence = makeBatch(2, { epoch: 7 });
    await journal.append(fence, encodeBatch(fence), "fence", 1);
    const { sequence, epoch, id } = await journal.tail();
    assert.deepEqual([sequence, epoch], [2, 7]);
    assert.ok(id === undefined || id === "fence");
  });

  contract("at gives one entry, and undefined outside of what is held", async ({ journal }) => {
    for (let n = 1; n <= 200; n++) await append(journal, n, n - 1);
    for (const n of [1, 63, 64, 65, 128, 200]) {
      assert.deepEqual((await journal.at(n))?.batch, makeBatch(n));
    }
    assert.equal(await journal.at(0), undefined);
    assert.equal(await journal.at(201), undefined);
    assert.equal(await journal.first(), 1);
  });

  contract("a read ends at the tail of its call though others append", async ({ journal }) => {
    for (let n = 1; n <= 3; n++) await append(journal, n, n - 1);
    const seen: number[] = [];
    for await (const entry of journal.read(1)) {
      seen.push(entry.sequence);
      const tail = (await journal.tail()).sequence;
      await append(journal, tail + 1, tail);
    }
    assert.deepEqual(seen, [1, 2, 3]);
  });

  contract("a follower gets the missed and the new ones in order, once", async ({ journal }) => {
    for (let n = 1; n <= 3; n++) await append(journal, n, n - 1);
    const seen: number[] = [];
    const stop = journal.follow(1, (entry) => void seen.push(entry.sequence));
    await append(journal, 4, 3);
    await until(() => seen.length === 3);
    await append(journal, 5, 4);
    await until(() => seen.length === 4);
    assert.deepEqual(seen, [2, 3, 4, 5]);
    stop();
    await append(journal, 6, 5);
    assert.deepEqual(await journal.at(6).then((entry) => entry?.sequence), 6);
    assert.deepEqual(seen, [2, 3, 4, 5]);
  });

  contract("everything stored is there after a restart, duplicates included", async (subject) => {
    for (let n = 1; n <= 5; n++) await append(subject.journal, n, n - 1);
    const journal = await subject.again();
    assert.equal((await journal.tail()).sequence, 5);
    assert.deepEqual(sequences(await collect(journal.read(1))), [1, 2, 3, 4, 5]);
    assert.deepEqual(await append(journal, 5, 4), { state: "duplicate", sequence: 5 });
    assert.deepEqual(await append(journal, 6, 5), { state: "stored", sequence: 6 });
  });

  contract("a full journal says so, keeps what it has and counts its bytes", async (subject) => {
    const { journal } = subject;
    const large = makeBatch(1, {
      commands: Array(900).fill(["k".repeat(32), "b".repeat(16), 1, 1]),
    });
    let stored = 0;
    for (let n = 1; n <= 40; n++) {
      const answer = await journal.append(large, encodeBatch(large), `large${n}`, stored);
      if (answer.state === "full") break;
      assert.deepEqual(answer, { state: "stored", sequence: ++stored });
    }
    assert.ok(stored > 5 && stored < 40, `stored ${stored}`);
    assert.deepEqual(await journal.append(large, encodeBatch(large), "more", stored), {
      state: "full",
    });
    const { bytes, bytesMax } = await journal.fill();
    assert.equal(bytesMax, 1024 * 1024);
    assert.ok(bytes <= bytesMax && bytes > bytesMax * 0.9);
    assert.equal((await collect(journal.read(1))).length, stored);
  }, { bytesMax: 1024 * 1024 });
}

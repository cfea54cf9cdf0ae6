import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createConfigurations } from "../../actors/configurations.ts";
import type { Event } from "../../contract/wire/events.ts";
import { encode } from "../../core/mod.ts";
import { foldRecorded } from "../../../tests/journals/recorded.ts";
import { segmentPath } from "../journal/segment.ts";
import { type Local, openLocal } from "../mod.ts";
import { readWhole } from "../journal/whole.ts";
import { advance, restore } from "./fold.ts";
import { type Follower, startFollower } from "./follower.ts";

const RECORDED = new URL("../../../tests/journals/1", import.meta.url).pathname;
const DAY_MS = 24 * 60 * 60 * 1000;
const PARTITION = 22;

interface Subject {
  folder: string;
  local: Local;
  follower: Follower;
  alarms: string[];
  records: { position: number };
  tail: number;
}

/** A data folder with the recorded journal in it, spread over several segments. */
async function withFollower(body: (subject: Subject) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-follower-" });
  const local = await openLocal(folder, { journalSegmentBytes: 32 * 1024 });
  const alarms: string[] = [];
  const records = { position: 0 };
  const tail = await copyRecorded(local, folder);
  const follower = startFollower({
    local,
    records: { applied: () => ({ sequence: records.position }) },
    report: (sentence) => alarms.push(sentence),
  });
  try {
    await body({ folder, local, follower, alarms, records, tail });
  } finally {
    await follower.stop();
    await local.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function copyRecorded(local: Local, folder: string): Promise<number> {
  for await (const entry of Deno.readDir(`${RECORDED}/documents`)) {
    await Deno.copyFile(`${RECORDED}/documents/${entry.name}`, `${folder}/documents/${entry.name}`);
  }
  const journal = await local.journal(PARTITION);
  let tail = 0;
  for await (const { batch } of readWhole(RECORDED, PARTITION)) {
    const encoded = new TextEncoder().encode(JSON.stringify(batch));
    const answer = await journal.append(batch, encoded, `recorded-${tail}`, tail);
    assert.equal(answer.state, "stored");
    tail++;
  }
  return tail;
}

const recordedState = async () => encode((await foldRecorded(RECORDED, PARTITION)).fold.state);

/** What a start of the engine would read back: newest snapshot, then the journal and archive. */
async function stateAfterRestart({ local }: Subject): Promise<Uint8Array> {
  const configurations = createConfigurations(local.documents);
  const journal = await local.journal(PARTITION);
  const through = (await journal.tail()).sequence;
  const report = () => {};
  const fold = await restore(
    PARTITION,
    local.snapshots(PARTITION),
    configurations,
    through,
    report,
  );
  for await (const entry of journal.read(fold.sequence + 1)) {
    await advance(fold, entry, configurations);
  }
  return encode(fold.state);
}

const same = (a: Uint8Array, b: Uint8Array) => assert.equal(Buffer.compare(a, b), 0);

/** Lets the newest batch of every segment look as old as told. */
async function age({ folder, local }: Subject, days: number): Promise<void> {
  const then = new Date(Date.now() - days * DAY_MS);
  for (const { first } of (await local.journal(PARTITION)).segments()) {
    await Deno.utime(segmentPath(`${folder}/journal/p22`, first), then, then);
  }
}

Deno.test("follower - the follower's snapshot is the fold of the journal, byte for byte", async () => {
  await withFollower(async ({ local, follower, tail, alarms }) => {
    assert.equal(await follower.snapshot(PARTITION), tail);
    const [name] = await local.snapshots(PARTITION).list();
    assert.equal(name.sequence, tail);
    const snapshot = await local.snapshots(PARTITION).read(name);
    same(snapshot!.state, await recordedState());
    assert.deepEqual(alarms, []);
  });
});

Deno.test("follower - deleting every snapshot, or damaging it, changes nothing", async () => {
  await withFollower(async (subject) => {
    const { folder, follower, local } = subject;
    await follower.snapshot(PARTITION);
    const wanted = await recordedState();
    same(await stateAfterRestart(subject), wanted);
    const [name] = await local.snapshots(PARTITION).list();
    for await (const entry of Deno.readDir(`${folder}/snapshots/p22`)) {
      await Deno.writeFile(`${folder}/snapshots/p22/${entry.name}`, new Uint8Array(99));
    }
    same(await stateAfterRestart(subject), wanted);
    await local.snapshots(PARTITION).remove(name);
    same(await stateAfterRestart(subject), wanted);
  });
});

Deno.test("follower - old journal goes when all three have it, and archive alone restores it", async () => {
  await withFollower(async (subject) => {
    const { folder, follower, local, records, tail, alarms } = subject;
    const journal = await local.journal(PARTITION);
    await follower.snapshot(PARTITION);
    records.position = tail;
    await age(subject, 8);
    const [decided] = await follower.settle();
    assert.equal(decided.state, "drop");
    const segments = journal.segments();
    assert.equal(segments.length, 1);
    assert.equal(follower.progress(PARTITION).archive, segments[0].first - 1);
    await Deno.remove(`${folder}/snapshots/p22`, { recursive: true });
    same(await stateAfterRestart(subject), await recordedState());
    assert.deepEqual(alarms, []);
  });
});

Deno.test("follower - without the records old journal stays, and that is told once", async () => {
  await withFollower(async (subject) => {
    const { follower, local, alarms, records } = subject;
    const journal = await local.journal(PARTITION);
    const before = journal.segments().length;
    await follower.snapshot(PARTITION);
    await age(subject, 8);
    for (let i = 0; i < 3; i++) assert.equal((await follower.settle())[0].state, "held");
    assert.equal(journal.segments().length, before);
    assert.equal(alarms.length, 1);
    assert.match(alarms[0], /because records is behind: nothing is dropped/);
    records.position = journal.segments()[0].last;
    await follower.settle();
    assert.equal(journal.segments().length, before - 1);
  });
});

Deno.test("follower - a missing configuration stops the snapshots with a sentence, nothing else", async () => {
  await withFollower(async ({ folder, follower, local, alarms }) => {
    await follower.snapshot(PARTITION);
    await Deno.remove(`${folder}/documents`, { recursive: true });
    const other = startFollower({
      local,
      records: { applied: () => ({ sequence: 0 }) },
      report: (one) => alarms.push(one),
    });
    await local.snapshots(PARTITION).remove((await local.snapshots(PARTITION).list())[0]);
    await assert.rejects(other.snapshot(PARTITION), /documents folder back from a backup/);
    await other.stop();
  });
});

Deno.test("follower - what was folded in half is in no snapshot", async () => {
  await withFollower(async ({ local, tail }) => {
    const journal = await local.journal(PARTITION);
    const { batch } = (await journal.at(tail))!;
    const event = { type: "workspace.stopped", reason: "a test", workspace: "other", by: "engine" };
    const events = [1, 99].map((seq) => ({ ...event, seq, at: batch.at })) as Event[];
    const broken = { ...batch, events, commands: [] };
    const encoded = new TextEncoder().encode(JSON.stringify(broken));
    assert.equal((await journal.append(broken, encoded, "broken", tail)).state, "stored");
    const other = startFollower({
      local,
      records: { applied: () => ({ sequence: 0 }) },
      report() {},
    });
    await assert.rejects(other.snapshot(PARTITION));
    await other.stop();
    assert.deepEqual(await local.snapshots(PARTITION).list(), []);
  });
});

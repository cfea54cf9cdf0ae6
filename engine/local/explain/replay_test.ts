import assert from "node:assert/strict";
import { createConfigurations } from "../../actors/configurations.ts";
import type { JournalEntry } from "../../contract/batch.ts";
import type { Explanation } from "../../contract/wire/explanation.ts";
import type { Snapshots } from "../../ports/snapshots.ts";
import { openDocuments } from "../documents/documents.ts";
import { startFollower } from "../follower/follower.ts";
import { readWhole } from "../journal/whole.ts";
import { openLocal } from "../mod.ts";
import { explainPast } from "./replay.ts";

const RECORDED = new URL("../../../tests/journals/1", import.meta.url).pathname;
const PARTITION = 22;
const configurations = createConfigurations(openDocuments(RECORDED));

const entries = await Array.fromAsync(readWhole(RECORDED, PARTITION));
const middle = entries[Math.floor(entries.length / 2)].sequence;

/** Numbers of the decisions on whom a conversation went to, on one side of the middle. */
const decided = (side: (entry: JournalEntry) => boolean): number[] =>
  entries.filter(side).flatMap(({ batch }) =>
    batch.events.filter(({ type }) => type === "conversation.assigned").map(({ seq }) => seq)
  );
const early = decided(({ sequence }) => sequence <= middle)[0];
const late = decided(({ sequence }) => sequence > middle).at(-1)!;

/** The explanation, and the first batch that was replayed for it. */
async function explained(
  snapshots: Snapshots,
  seq: number,
  keptFrom = 1,
): Promise<{ explanation: Explanation | undefined; from: number }> {
  let first = 0;
  const past = {
    partition: PARTITION,
    snapshots,
    configurations,
    async *read(from: number) {
      for (const entry of entries) {
        if (entry.sequence < Math.max(from, keptFrom)) continue;
        first ||= entry.sequence;
        yield entry;
      }
    },
  };
  return { explanation: await explainPast(past, "demo", seq), from: first };
}

/** Snapshots as a follower makes them halfway through the recorded day, and none. */
async function withSnapshot(body: (made: Snapshots, none: Snapshots) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-explain-" });
  const local = await openLocal(folder);
  for await (const { name } of Deno.readDir(`${RECORDED}/documents`)) {
    await Deno.copyFile(`${RECORDED}/documents/${name}`, `${folder}/documents/${name}`);
  }
  const journal = await local.journal(PARTITION);
  for (const { batch, sequence } of entries.filter((entry) => entry.sequence <= middle)) {
    const encoded = new TextEncoder().encode(JSON.stringify(batch));
    await journal.append(batch, encoded, `recorded-${sequence}`, sequence - 1);
  }
  const follower = startFollower({
    local,
    records: { applied: () => ({ sequence: 0 }) },
    report: (sentence) => assert.fail(sentence),
  });
  try {
    assert.equal(await follower.snapshot(PARTITION), middle);
    await body(local.snapshots(PARTITION), local.snapshots(PARTITION + 1));
  } finally {
    await follower.stop();
    await local.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("explain - from a follower's snapshot in between as from the journal's start", async () => {
  await withSnapshot(async (made, none) => {
    const whole = await explained(none, late);
    const short = await explained(made, late);
    assert.deepEqual([whole.from, short.from], [1, middle + 1]);
    assert.ok(whole.explanation?.winner !== undefined);
    assert.deepEqual(short.explanation, whole.explanation);
  });
});

Deno.test("explain - a decision before the snapshot is told from the journal's start", async () => {
  await withSnapshot(async (made, none) => {
    const found = await explained(made, early);
    assert.equal(found.from, 1);
    assert.deepEqual(found.explanation, (await explained(none, early)).explanation);
  });
});

Deno.test("explain - with the journal's start gone the snapshot is enough, and without it nothing is told", async () => {
  await withSnapshot(async (made, none) => {
    const kept = await explained(made, late, middle);
    assert.ok(kept.explanation?.winner !== undefined);
    assert.equal((await explained(none, late, middle)).explanation, undefined);
  });
});

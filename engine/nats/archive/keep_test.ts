import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createConfigurations } from "../../actors/configurations.ts";
import { agentRecord, PARTITION } from "../../../tests/support/virtual/company.ts";
import { createVirtualClock } from "../../../tests/support/virtual/simulation.ts";
import { createStage, foldedBytes } from "../../../tests/support/virtual/stage.ts";
import { keep, type Kept } from "./keep.ts";
import type { Archive } from "./pieces.ts";

async function open() {
  const stage = createStage(5);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  const { disk, snapshots } = stage;
  const configurations = createConfigurations(disk.documents);
  const told: string[] = [];
  const away = { documents: false };
  const kept = (): Promise<Kept> =>
    keep({
      partition: PARTITION,
      nats: { request: () => Promise.reject(new Error("no archive here")) } as never,
      journal: stage.journal.open({}),
      snapshots,
      archive: { through: () => Promise.resolve(0) } as unknown as Archive,
      configurations: {
        ...configurations,
        obtain: (hash) =>
          away.documents ? Promise.reject(new Error("no leader")) : configurations.obtain(hash),
      },
      clock: createVirtualClock(stage.simulation, {}),
      journalDays: 35,
      report: (sentence) => told.push(sentence),
    });
  return { stage, snapshots, told, away, keep: kept };
}

Deno.test("archiver - a batch that could not be folded is in no snapshot, and all begins again", async () => {
  const { stage, snapshots, told, away, keep } = await open();
  const { simulation } = stage;
  away.documents = true;
  const kept = await keep();
  await simulation.pass(1_000);
  away.documents = false;
  stage.process.kill();
  stage.start("second");
  await simulation.pass(61_000);
  await kept.tick();
  assert.match(told[0], /no leader/);
  assert.deepEqual(await snapshots.list(), [], "the fence after the gap makes no snapshot");
  await simulation.pass(61_000);
  await kept.tick();
  const [newest] = await snapshots.list();
  assert.equal(newest.sequence, stage.journal.entries.length);
  const { state } = (await snapshots.read(newest))!;
  assert.equal(Buffer.compare(state, await foldedBytes(stage)), 0);
  kept.stop();
});

Deno.test("archiver - an inbox message stays until the relay has come to the batch that decided it", async () => {
  const { stage, keep } = await open();
  const journal = stage.journal.open({});
  const { sequence } = await journal.tail();
  const { batch } = (await journal.at(sequence))!;
  const store = async (after: number, inbox: number) => {
    const next = { ...batch, inbox, events: [], commands: [] };
    const encoded = new TextEncoder().encode(JSON.stringify(next));
    await journal.append(next, encoded, `inbox-${inbox}`, after);
  };
  stage.process.kill();
  const kept = await keep();
  void store(sequence, 7);
  await stage.simulation.pass(100);
  assert.equal(kept.inboxThrough(0), 0, "from now on the batch that read 7 is waited for");
  void store(sequence + 1, 9);
  await stage.simulation.pass(100);
  assert.equal(kept.inboxThrough(sequence), 0);
  assert.equal(kept.inboxThrough(sequence + 1), 7);
  assert.equal(kept.inboxThrough(sequence + 2), 9);
  kept.stop();
});

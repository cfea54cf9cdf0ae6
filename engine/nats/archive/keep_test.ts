import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { NatsConnection } from "@nats-io/transport-node";
import { createConfigurations } from "../../actors/configurations.ts";
import { agentRecord, PARTITION } from "../../../tests/support/virtual/company.ts";
import { createVirtualClock } from "../../../tests/support/virtual/simulation.ts";
import { createStage, foldedBytes } from "../../../tests/support/virtual/stage.ts";
import { keep } from "./keep.ts";
import type { Archive } from "./pieces.ts";

Deno.test("archiver - a batch that could not be folded is in no snapshot, and all begins again", async () => {
  const stage = createStage(5);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  const { simulation, disk, snapshots } = stage;
  const configurations = createConfigurations(disk.documents);
  let away = true;
  const told: string[] = [];
  const kept = await keep({
    partition: PARTITION,
    nats: {
      request: () => Promise.reject(new Error("no archive here")),
    } as unknown as NatsConnection,
    journal: stage.journal.open({}),
    snapshots,
    archive: { through: () => Promise.resolve(0) } as unknown as Archive,
    configurations: {
      ...configurations,
      obtain: (hash) => away ? Promise.reject(new Error("no leader")) : configurations.obtain(hash),
    },
    clock: createVirtualClock(simulation, {}),
    journalDays: 35,
    report: (sentence) => told.push(sentence),
  });
  await simulation.pass(1_000);
  away = false;
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

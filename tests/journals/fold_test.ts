import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { PRODUCES } from "../../engine/contract/wire/produces.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { encode, LAYOUT } from "../../engine/core/mod.ts";
import { foldRecorded } from "./recorded.ts";

const rootOf = (level: number) => new URL(`./${level}`, import.meta.url).pathname;

/**
 * Levels that have their recording. One without could be broken without anybody noticing: `record.ts`
 * makes it when the level is released, and its number is added here.
 */
const RECORDED = [1, 2, 3];

for (const level of RECORDED) {
  const root = rootOf(level);
  const summary = JSON.parse(await Deno.readTextFile(`${root}/fold.json`));
  const partition = partitionOf(summary.workspace);
  const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

  Deno.test(`recorded journal ${level} - folds to the state it had when it was recorded`, async () => {
    const { fold } = await foldRecorded(root, partition);
    assert.equal(fold.sequence, summary.sequence);
    assert.ok(summary.folds[LAYOUT], `no recorded hash for snapshot layout ${LAYOUT}`);
    assert.equal(hashOf(encode(fold.state)), summary.folds[LAYOUT]);
  });

  Deno.test(`recorded journal ${level} - snapshots on the way change nothing, byte for byte`, async () => {
    for (const passEvery of [5, 64]) {
      const { fold } = await foldRecorded(root, partition, passEvery);
      assert.equal(hashOf(encode(fold.state)), summary.folds[LAYOUT], `every ${passEvery}`);
    }
  });

  if (level !== LEVEL) continue;
  Deno.test(`recorded journal ${level} - every event that a command makes is in it`, async () => {
    const { events } = await foldRecorded(root, partition);
    const missing = new Set(Object.values(PRODUCES).flat().filter((type) => !events.has(type)));
    assert.deepEqual([...missing], []);
  });
}

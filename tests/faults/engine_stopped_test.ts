/**
 * An engine sleeps in the middle of its work and wakes when another one owns its partitions: it
 * sees that its lease is old before it appends, and what it had in flight is refused.
 */
import assert from "node:assert/strict";
import { fault, full, PARTITION } from "./stage.ts";

/** Longer than a lease of 2 s and the takeover. */
const ASLEEP_MS = full ? 30_000 : 9_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

fault("an engine that slept wakes up beside its heir and writes nothing", {}, async (stage) => {
  const [sleeper] = stage.engines;
  const { epoch } = await stage.journal.tail();
  sleeper.signal("SIGSTOP");
  const begun = performance.now();
  const heir = stage.engine("heir");
  const recoveryMs = await stage.recovered();
  await pause(Math.max(0, ASLEEP_MS - (performance.now() - begun)));
  sleeper.signal("SIGCONT");
  await stage.recovered(100);
  const owns = (await heir.partitions())?.some(({ partition }) => partition === PARTITION);
  assert.ok(owns, "the heir owns what it took");
  const { epoch: now } = await stage.journal.tail();
  assert.equal(now, epoch + 1, "one takeover and no contest");
  await stage.end(`SIGSTOP for ${ASLEEP_MS} ms`, `epoch ${epoch} to ${now}`, recoveryMs);
});

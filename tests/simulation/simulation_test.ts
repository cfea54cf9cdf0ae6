/** Twenty seeds of the simulation, and those that failed once. */
import assert from "node:assert/strict";
import { simulate } from "./run.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const ACTS = 120;
/** Broke a promise once: a clock that began anew, a dead owner that fed, deadlines behind a retry. */
const ONCE_FAILED = [1000, 1016, 1017];

Deno.test("simulation - twenty seeds keep every promise", async () => {
  const events = new Map<string, number>();
  for (const seed of SEEDS) {
    const outcome = await simulate({ seed, acts: ACTS });
    for (const [name, count] of outcome.events) events.set(name, (events.get(name) ?? 0) + count);
  }
  for (const name of ["assigned", "queued", "overflowed", "alerted", "parked", "closed"]) {
    assert.ok((events.get(`conversation.${name}`) ?? 0) > 0, `nothing was ever ${name}`);
  }
});

Deno.test("simulation - what failed once passes", async () => {
  for (const seed of ONCE_FAILED) await simulate({ seed, acts: 200 });
});

Deno.test("simulation - equal seeds give equal runs", async () => {
  const [one, two] = [await simulate({ seed: 7, acts: 60 }), await simulate({ seed: 7, acts: 60 })];
  assert.deepEqual([...one.events].sort(), [...two.events].sort());
  assert.equal(one.batches, two.batches);
});

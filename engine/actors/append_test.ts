import assert from "node:assert/strict";
import type { Batch } from "../contract/batch.ts";
import type { Appended, Journal } from "../ports/journal.ts";
import { createAlarms } from "./alarms.ts";
import { append } from "./append.ts";

const batch = { epoch: 3 } as Batch;

/** An append against scripted answers; time passes by its own alarms alone. */
async function run(
  answers: (Appended | Error)[],
  tail: { epoch: number; id?: string } | Error,
  wanted = () => true,
) {
  let monotonic = 0;
  const clock = {
    wall: () => 0,
    monotonic: () => monotonic,
    alarm(afterMs: number, ring: () => void) {
      queueMicrotask(() => {
        monotonic += afterMs;
        ring();
      });
      return () => {};
    },
  };
  const ids: string[] = [];
  const waits: number[] = [];
  const journal = {
    append(_batch: Batch, _encoded: Uint8Array, id: string) {
      ids.push(id);
      waits.push(monotonic);
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    tail: () =>
      tail instanceof Error ? Promise.reject(tail) : Promise.resolve({ sequence: 9, ...tail }),
  } as unknown as Journal;
  let retries = 0;
  const alarms = createAlarms(clock);
  const appending = { journal, clock, alarms, alarm: "retry", wanted, retried: () => retries++ };
  const outcome = await append(appending, batch, new Uint8Array(), "mine", 8);
  return { outcome, ids, retries, waits, monotonic };
}

const stale: Appended = { state: "stale" };
const stored: Appended = { state: "stored", sequence: 9 };
const retry: Appended = { state: "retry", reason: "no reply" };

Deno.test("append - stored and duplicate are success", async () => {
  assert.deepEqual((await run([stored], { epoch: 3 })).outcome, { state: "durable", sequence: 9 });
  const duplicate: Appended = { state: "duplicate", sequence: 7 };
  const { outcome } = await run([duplicate], { epoch: 3 });
  assert.deepEqual(outcome, { state: "durable", sequence: 7 });
});

Deno.test("append - stale with our own id at the tail is success", async () => {
  const { outcome, retries } = await run([retry, stale], { epoch: 3, id: "mine" });
  assert.deepEqual(outcome, { state: "durable", sequence: 9 });
  assert.equal(retries, 1);
});

Deno.test("append - stale with a higher epoch at the tail means another owner", async () => {
  const { outcome } = await run([stale], { epoch: 4, id: "theirs" });
  assert.deepEqual(outcome, { state: "superseded", epoch: 4 });
});

Deno.test("append - stale with neither means that memory is wrong", async () => {
  assert.deepEqual((await run([stale], { epoch: 3, id: "x" })).outcome, { state: "lost" });
  assert.deepEqual((await run([stale], { epoch: 2 })).outcome, { state: "lost" });
});

Deno.test("append - full is certain at once", async () => {
  const { outcome, retries } = await run([{ state: "full" }], { epoch: 3 });
  assert.deepEqual([outcome, retries], [{ state: "full" }, 0]);
});

Deno.test("append - the same id goes out again with growing pauses", async () => {
  const { outcome, ids, waits } = await run(
    [retry, new Error("broken pipe"), retry, stored],
    { epoch: 3 },
  );
  assert.deepEqual(outcome, { state: "durable", sequence: 9 });
  assert.deepEqual(ids, ["mine", "mine", "mine", "mine"]);
  assert.deepEqual(waits, [0, 50, 150, 350]);
});

Deno.test("append - gives up after ten minutes with the last reason", async () => {
  const { outcome, monotonic } = await run([retry], { epoch: 3 });
  assert.deepEqual(outcome, { state: "expired", reason: "no reply" });
  assert.ok(monotonic <= 600_000 && monotonic > 590_000);
});

Deno.test("append - an unreadable tail is asked again, never guessed", async () => {
  const { outcome } = await run([stale, stored], new Error("no leader"));
  assert.deepEqual(outcome, { state: "durable", sequence: 9 });
});

Deno.test("append - memory that was given up sends nothing again and sets no alarm", async () => {
  const { outcome, ids, monotonic } = await run([retry], { epoch: 3 }, () => false);
  assert.deepEqual(outcome, { state: "expired", reason: "no reply" });
  assert.deepEqual([ids.length, monotonic], [1, 0]);
});

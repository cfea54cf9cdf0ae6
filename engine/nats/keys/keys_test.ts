import assert from "node:assert/strict";
import type { NatsConnection } from "@nats-io/transport-node";
import { KeysUnavailable } from "../../contract/ports/keys.ts";
import { createClock } from "../../local/clock.ts";
import type { Publisher, Stored } from "../publisher.ts";
import { openKeys } from "./keys.ts";

const STORED: Stored = { state: "stored", sequence: 1, duplicate: false };
const SILENT: Stored = { state: "silent", reason: "no answer" };

/** Keys in a bucket that answers like this, call by call. */
function keysThat(answer: (call: number) => Promise<Stored>) {
  let calls = 0;
  const publisher = { publish: () => answer(++calls) } as unknown as Publisher;
  return openKeys({} as NatsConnection, publisher, createClock());
}

Deno.test("keys - the first key is given out before the rest of its block is made", async () => {
  const keys = keysThat((call) => call === 1 ? Promise.resolve(STORED) : new Promise(() => {}));
  assert.match(await keys.take(), /^[A-Za-z0-9_-]{22}$/);
});

Deno.test("keys - one that could not be made holds up nobody who can have another", async () => {
  const keys = keysThat((call) => Promise.resolve(call % 2 === 0 ? STORED : SILENT));
  const taken = await Promise.all(Array.from({ length: 20 }, () => keys.take()));
  assert.equal(new Set(taken).size, 20);
});

Deno.test("keys - a bucket that does not answer is unavailable, and is asked again", async () => {
  let there = false;
  const keys = keysThat(() => Promise.resolve(there ? STORED : SILENT));
  await assert.rejects(keys.take(), KeysUnavailable);
  there = true;
  await keys.take();
});

Deno.test("keys - who comes when ten thousand wait already is told that there is none now", async () => {
  const keys = keysThat(() => new Promise(() => {}));
  const served: unknown[] = [];
  for (let n = 0; n < 10_240; n++) void keys.take().then((id) => served.push(id));
  await assert.rejects(keys.take(), KeysUnavailable);
  assert.equal(served.length, 0, "those before wait on");
});

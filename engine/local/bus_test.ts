import assert from "node:assert/strict";
import type { FeedMessage, Signal } from "../contract/wire/feed.ts";
import type { EngineDoor } from "../ports/door.ts";
import { createLocalBus } from "./bus.ts";
import { createVirtualDocuments } from "../../tests/support/virtual/store.ts";

const feed = (batch: number): FeedMessage => ({ partition: 22, epoch: 1, batch, items: [] });
const signal = { conversation: "c", kind: "typing" } as Signal;

function open(engine: Partial<EngineDoor> = {}) {
  const deaf: EngineDoor = { submit() {}, query() {}, hello() {}, signal() {}, ...engine };
  return createLocalBus(deaf, createVirtualDocuments());
}

Deno.test("bus - every gateway gets every feed and signal until it stops listening", () => {
  const local = open();
  const heard: [string, number][] = [];
  const stop = local.bus.onFeed("one", ({ batch }) => heard.push(["one", batch]));
  local.bus.onFeed("two", ({ batch }) => heard.push(["two", batch]));
  local.bus.onSignal("one", () => heard.push(["signal", 0]));
  local.feed(feed(1));
  local.signal(signal);
  stop();
  local.feed(feed(2));
  assert.deepEqual(heard, [["one", 1], ["two", 1], ["signal", 0], ["two", 2]]);
});

Deno.test("bus - a gateway that throws loses the message, the others do not", () => {
  const local = open();
  const heard: number[] = [];
  local.bus.onFeed("broken", () => {
    throw new Error("socket gone");
  });
  local.bus.onFeed("whole", ({ batch }) => heard.push(batch));
  local.feed(feed(1));
  assert.deepEqual([heard, local.feedDrops()], [[1], 1]);
});

Deno.test("bus - commands and queries resolve with what the engine answers", async () => {
  const local = open({
    submit: (_command, reply) => reply({ ok: true, seq: 7, result: {} }),
    query: (_workspace, _name, _ask, answer) => answer({ ok: false, error: { code: "not_found" } }),
  });
  assert.deepEqual(await local.bus.command({} as never), { ok: true, seq: 7, result: {} });
  const answer = await local.bus.query("demo", "conversation.get", { conversation: "c" });
  assert.deepEqual(answer, { ok: false, error: { code: "not_found" } });
});

Deno.test("bus - a document is found under the hash that putting it gave", async () => {
  const { bus } = open();
  const bytes = new TextEncoder().encode("{}");
  const hash = await bus.putDocument(bytes);
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.deepEqual(await bus.getDocument(hash), bytes);
  assert.equal(await bus.getDocument("0".repeat(64)), undefined);
});

Deno.test("bus - the seventeenth listener is refused", () => {
  const local = open();
  for (let n = 0; n < 16; n++) local.bus.onFeed(`g${n}`, () => {});
  assert.throws(() => local.bus.onFeed("g16", () => {}), /too many gateways/);
});

import assert from "node:assert/strict";
import type { Msg, NatsConnection } from "@nats-io/transport-node";
import type { FeedMessage } from "../../contract/wire/feed.ts";
import type { EngineDoor } from "../../ports/door.ts";
import { gatewayFeed, gatewayHello } from "../subjects.ts";
import { serveGateways } from "./engine_side.ts";

/** A connection that keeps what is published, and the way to say something on a subject. */
function wire() {
  const published: [subject: string, text: string][] = [];
  const listeners = new Map<string, (error: null, message: Msg) => void>();
  const nats = {
    publish: (subject: string, text: string) => void published.push([subject, text]),
    subscribe(subject: string, { callback }: { callback: (error: null, message: Msg) => void }) {
      listeners.set(subject, callback);
      return { unsubscribe() {} };
    },
  } as unknown as NatsConnection;
  const hello = (gateway: string) =>
    listeners.get(gatewayHello("*"))!(null, { subject: gatewayHello(gateway) } as Msg);
  return { nats, published, hello };
}

const door = { hello() {} } as unknown as EngineDoor;
const fed = (batch: number, chars: number): FeedMessage => ({
  partition: 1,
  epoch: 1,
  batch,
  items: [{ pad: "-".repeat(chars) } as never],
});
const batchesOf = (published: [string, string][]): number[] =>
  published.map(([, text]) => JSON.parse(text).batch);

Deno.test("engine side - who is heard first gets the last seconds again, in their order", () => {
  const { nats, published, hello } = wire();
  const side = serveGateways(nats, door);
  for (let batch = 1; batch <= 3; batch++) side.feed(fed(batch, 10));
  assert.equal(published.length, 0);
  hello("g1");
  assert.deepEqual(published.map(([subject]) => subject), Array(3).fill(gatewayFeed("g1")));
  assert.deepEqual(batchesOf(published), [1, 2, 3]);
  hello("g1");
  assert.equal(published.length, 3, "once");
  side.stop();
});

Deno.test("engine side - of large batches the newest are said again, as far as there is room", () => {
  const { nats, published, hello } = wire();
  const side = serveGateways(nats, door);
  for (let batch = 1; batch <= 100; batch++) side.feed(fed(batch, 250_000));
  hello("g1");
  const chars = published.reduce((sum, [, text]) => sum + text.length, 0);
  assert.ok(chars <= 8_000_000, `${chars} characters at once`);
  const again = batchesOf(published);
  assert.deepEqual(again, Array.from({ length: again.length }, (_, at) => 101 - again.length + at));
  assert.equal(again.length, 31);
  side.stop();
});

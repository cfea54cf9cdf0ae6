/** A gateway's bus and the engine's side of it through a real server, with the engine behind. */
import assert from "node:assert/strict";
import type { FeedMessage, Signal } from "../../engine/contract/wire/feed.ts";
import { createClock } from "../../engine/local/clock.ts";
import { connectNats, createGatewayBus, openNats, serveGateways } from "../../engine/nats/mod.ts";
import { provisionStreams } from "../../engine/nats/streams.ts";
import type { EngineDoor } from "../../engine/ports/door.ts";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";
import { opening, PARTITION } from "../support/virtual/company.ts";
import { until } from "./batches.ts";
import { contractCase } from "./contract_case.ts";

async function open() {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "bus" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  const door: EngineDoor = {
    submit(command, reply) {
      if (command.id === "breaks") throw new Error("a bug of the engine");
      reply({ ok: true, seq: 7, result: { conversation: command.id } });
    },
    query: (_, name, __, answer) =>
      answer({ ok: false, error: { code: "not_found", seq: name.length } }),
    hello() {},
    signal: (signal) => side.signal(signal),
  };
  const side = serveGateways(nats, door);
  const bus = createGatewayBus(nats, { gateway: "g1", documents: parts.documents });
  return {
    nats,
    side,
    bus,
    async close() {
      bus.close();
      side.stop();
      parts.close();
      await nats.close();
      await server.stop();
    },
  };
}

const bus = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof open>>) => Promise<void>,
) =>
  contractCase(
    "bus",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    open,
    body,
  );

bus("a command and a query reach the owner and come back", async ({ bus, side }) => {
  side.open(PARTITION);
  const reply = await bus.command(opening("c1"));
  assert.deepEqual(reply, { ok: true, seq: 7, result: { conversation: "open-c1" } });
  const answer = await bus.query("demo", "workspace.live", {});
  assert.deepEqual(answer, { ok: false, error: { code: "not_found", seq: 14 } });
});

bus("what nobody listens to is sent again until the new owner does", async ({ bus, side }) => {
  const asked = bus.command(opening("c1"));
  side.open(PARTITION);
  assert.equal((await asked).ok, true);
});

bus(
  "a gateway that says hello gets the feeds of the last seconds and those that follow",
  async (subject) => {
    const { nats, bus, side } = subject;
    side.open(PARTITION);
    const feeds: FeedMessage[] = [];
    const signals: Signal[] = [];
    bus.onFeed("g1", (message) => feeds.push(message));
    bus.onSignal("g1", (signal) => signals.push(signal));
    const message = { partition: PARTITION, epoch: 1, batch: 3, items: [] };
    side.feed({ ...message, items: [item(1)] });
    bus.hello("g1");
    await until(() => side.gateways().length === 1);
    side.feed({ ...message, items: [item(2), item(3)] });
    bus.signal({ workspace: "demo", conversation: "c1", kind: "typing", from: "agent", id: "lin" });
    await until(() => feeds.length === 2 && signals.length === 1);
    await nats.flush();
    assert.deepEqual(feeds.map(({ items }) => items.map(({ prev }) => prev)), [[1], [2, 3]]);
  },
);

bus("commands that come up together travel together", async ({ nats, bus, side }) => {
  side.open(PARTITION);
  let messages = 0;
  nats.subscribe(`tg.gw.g1.cmd.${PARTITION}`, { callback: () => void messages++ });
  await nats.flush();
  const names = Array.from({ length: 300 }, (_, n) => `c${n}`);
  const replies = await Promise.all(names.map((name) => bus.command(opening(name))));
  assert.deepEqual(
    replies.map((reply) => reply.ok && reply.result),
    names.map((name) => ({ conversation: `open-${name}` })),
  );
  assert.equal(messages, 2);
});

bus("what is no command, or breaks, is refused alone in its bundle", async ({ nats, side }) => {
  side.open(PARTITION);
  await nats.flush();
  const bundle = JSON.stringify([7, { id: "breaks" }, opening("c1")]);
  const reply = await nats.request(`tg.gw.g1.cmd.${PARTITION}`, bundle);
  assert.deepEqual(reply.json(), [
    [0, { ok: false, error: { code: "invalid" } }],
    [1, { ok: false, error: { code: "internal" } }],
    [2, { ok: true, seq: 7, result: { conversation: "open-c1" } }],
  ]);
});

const item = (prev: number): FeedMessage["items"][number] => ({
  event: { type: "visitor.erased", seq: 1, at: 1, workspace: "demo", by: "engine", visitor: "v" },
  prev,
  publicPrev: 0,
  agents: [],
  wall: true,
});

bus("a payload that is no JSON is refused and nothing breaks", async ({ nats, bus, side }) => {
  side.open(PARTITION);
  await nats.flush();
  const reply = await nats.request(`tg.gw.g1.cmd.${PARTITION}`, "{no");
  assert.equal(reply.json<{ error: { code: string } }>().error.code, "invalid");
  assert.equal((await bus.command(opening("c1"))).ok, true);
});

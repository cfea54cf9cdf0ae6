/** Leases on a real server: created once, renewed by their revision, lapsed, given back. */
import assert from "node:assert/strict";
import { connectNats, openNats } from "../../engine/nats/mod.ts";
import { openLeases } from "../../engine/nats/leases.ts";
import { openNeighbours } from "../../engine/nats/neighbours.ts";
import { createClock } from "../../engine/local/clock.ts";
import { provisionStreams } from "../../engine/nats/streams.ts";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";
import { contractCase } from "./contract_case.ts";

async function open() {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "leases" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  return {
    nats,
    leases: openLeases(nats, parts.publisher),
    async close() {
      parts.close();
      await nats.close();
      await server.stop();
    },
  };
}

const leases = (behaviour: string, body: (of: Awaited<ReturnType<typeof open>>) => Promise<void>) =>
  contractCase(
    "leases",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    open,
    body,
  );

leases("one of two contenders gets it, and only its revision renews it", async ({ leases }) => {
  assert.deepEqual(await leases.read(22), { state: "absent", revision: 0, released: false });
  const both = await Promise.all([leases.create(22, "e1", 0), leases.create(22, "e2", 0)]);
  assert.deepEqual(both.map(({ state }) => state).sort(), ["held", "refused"]);
  const read = await leases.read(22);
  assert.ok(read.state === "held");
  assert.equal((await leases.renew(22, read.owner, read.revision - 1)).state, "refused");
  assert.equal((await leases.renew(22, read.owner, read.revision)).state, "held");
  assert.equal((await leases.read(23)).state, "absent");
});

leases("it lapses by itself after two seconds, and renewing puts that off", async ({ leases }) => {
  const began = performance.now();
  let held = await leases.create(22, "e1", 0);
  let unwatch = (): void => {};
  const hinted = new Promise<number>((resolve) => unwatch = leases.watch(resolve));
  while (performance.now() - began < 2_500) {
    assert.ok(held.state === "held");
    held = await leases.renew(22, "e1", held.revision);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  assert.equal((await leases.read(22)).state, "held");
  assert.equal(await hinted, 22);
  unwatch();
  const read = await leases.read(22);
  assert.ok(read.state === "absent" && !read.released);
  assert.equal((await leases.create(22, "e2", read.revision)).state, "held");
});

leases("one given back is free at once, and says so", async ({ leases }) => {
  const held = await leases.create(22, "e1", 0);
  assert.ok(held.state === "held");
  await leases.release(22, held.revision);
  const read = await leases.read(22);
  assert.ok(read.state === "absent" && read.released);
  assert.equal((await leases.create(22, "e2", read.revision)).state, "held");
});

leases("a living neighbour answers, a name nobody has does not", async ({ nats }) => {
  const [one, two] = [openNeighbours(nats, "e1"), openNeighbours(nats, "e2")];
  assert.deepEqual([await one.ask("e2"), await one.ask("e9")], ["lives", "nobody"]);
  one.close();
  two.close();
});

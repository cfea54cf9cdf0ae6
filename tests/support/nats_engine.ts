/** One engine of a cluster inside the test's process, on a real nats-server. */
import { createClock } from "../../engine/local/clock.ts";
import { createRandom } from "../../engine/local/random.ts";
import { type Member, startMember } from "../../engine/member.ts";
import { serveIntegrators } from "../../engine/nats/integrators/serve.ts";
import { openLeases } from "../../engine/nats/leases.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
  serveGateways,
} from "../../engine/nats/mod.ts";
import { openNeighbours } from "../../engine/nats/neighbours.ts";
import { serveService } from "../../engine/nats/service.ts";
import { startNatsServer } from "./nats_server.ts";

/** A member that owns these partitions, a gateway's bus, and the connection they share. */
export async function startNatsEngine(partitions: number[]) {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "engine-1" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  const neighbours = openNeighbours(nats, "engine-1");
  const member: Member = startMember({
    name: "engine-1",
    partitions,
    open: (partition) =>
      Promise.resolve({ journal: parts.journal(partition), snapshots: parts.snapshots(partition) }),
    documents: parts.documents,
    clock: createClock(),
    random: createRandom(),
    leases: openLeases(nats, parts.publisher),
    neighbours,
    doors: {
      open(partition) {
        side.open(partition);
        integrators.open(partition);
      },
      close(partition) {
        side.close(partition);
        integrators.close(partition);
      },
    },
    onFeed: (message) => side.feed(message),
    onSignal: (signal) => side.signal(signal),
    onDeadLetter() {},
    onAlarm() {},
  });
  const side = serveGateways(nats, member.door);
  const integrators = serveIntegrators(nats, member.door, parts.keys);
  const endService = serveService(nats, "engine-1", integrators.stats);
  const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
  return {
    server,
    nats,
    parts,
    member,
    bus,
    async close() {
      bus.close();
      await member.leave();
      endService();
      integrators.stop();
      side.stop();
      neighbours.close();
      parts.close();
      await nats.close();
      await server.stop();
    },
  };
}

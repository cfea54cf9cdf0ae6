/** One engine of a cluster inside the test's process, on a real nats-server. */
import { createClock } from "../../engine/local/clock.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { createRandom } from "../../engine/local/random.ts";
import { type Member, startMember } from "../../engine/member.ts";
import { createDoors } from "../../engine/nats/doors.ts";
import { createNatsExplainer } from "../../engine/nats/explain/explainer.ts";
import { openLeases } from "../../engine/nats/leases.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import { openNeighbours } from "../../engine/nats/neighbours.ts";
import { serveSimulations } from "../../engine/nats/simulations/engine_side.ts";
import { natsSimulations } from "../../engine/nats/simulations/gateway_side.ts";
import { startNatsServer } from "./nats_server.ts";

/** A member that owns these partitions, a gateway's bus, and the connection they share. */
export async function startNatsEngine(partitions: number[]) {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "engine-1" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  const neighbours = openNeighbours(nats, "engine-1");
  const beside = serveSimulations(nats, { url: server.url, name: "engine-1" });
  const doors = createDoors(nats, "engine-1", parts.keys, () => member, beside);
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
    doors,
    explain: createNatsExplainer({ url: server.url, name: "engine-1" }, partitionOf, () => {}),
    onFeed: doors.feed,
    onSignal: doors.signal,
    onDeadLetter() {},
    onAlarm() {},
  });
  const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
  const simulations = natsSimulations(nats, { gateway: "gw1", documents: parts.documents });
  return {
    server,
    nats,
    parts,
    member,
    bus,
    simulations,
    beside,
    async close() {
      bus.close();
      simulations.close();
      await member.leave();
      doors.stop();
      neighbours.close();
      parts.close();
      await nats.close();
      await server.stop();
    },
  };
}

import type { NatsConnection } from "@nats-io/transport-node";
import type { Keys } from "../contract/ports/keys.ts";
import type { Member } from "../member.ts";
import { serveGateways } from "./bus/engine_side.ts";
import { type InboxReader, readInbox } from "./inbox/reader.ts";
import { serveIntegrators } from "./integrators/serve.ts";
import { serveService } from "./service.ts";
import type { SimulationsServed } from "./simulations/engine_side.ts";

/**
 * All the ways by which others reach an engine's partitions: gateways, integrators, the inbox, the
 * what-ifs beside them, and the stock tool. Opened for a partition when it is taken, closed when it is given up.
 */
export type Doors = ReturnType<typeof createDoors>;

export function createDoors(
  nats: NatsConnection,
  name: string,
  keys: Keys,
  member: () => Member,
  simulations: SimulationsServed,
) {
  const door: Member["door"] = {
    submit: (...call) => member().door.submit(...call),
    query: (...call) => member().door.query(...call),
    hello: (gateway) => member().door.hello(gateway),
    signal: (signal) => member().door.signal(signal),
  };
  const gateways = serveGateways(nats, door);
  const integrators = serveIntegrators(nats, door, keys);
  const endService = serveService(nats, name, integrators.stats);
  const readers = new Map<number, InboxReader>();
  const parts = { nats, door, keys, inboxOf: (partition: number) => member().inboxOf(partition) };

  function close(partition: number): void {
    gateways.close(partition);
    integrators.close(partition);
    simulations.close(partition);
    readers.get(partition)?.stop();
    readers.delete(partition);
  }

  return {
    open(partition: number): void {
      gateways.open(partition);
      integrators.open(partition);
      simulations.open(partition);
      if (!readers.has(partition)) readers.set(partition, readInbox(parts, partition));
    },
    close,
    feed: gateways.feed,
    signal: gateways.signal,
    stop(): void {
      for (const partition of [...readers.keys()]) close(partition);
      gateways.stop();
      integrators.stop();
      endService();
    },
  };
}

/**
 * The adapters on NATS and what a process needs of them. A gateway connects, opens the parts it
 * uses and makes its bus; an engine connects, opens the parts and serves gateways.
 *
 *     const nats = await connectNats({ url: "nats://127.0.0.1:4222", name: "gateway-1" });
 *     const parts = openNats(nats, createClock());
 *     const bus = createGatewayBus(nats, { gateway: "gateway-1", documents: parts.documents });
 */
import type { NatsConnection } from "@nats-io/transport-node";
import type { Files } from "../contract/ports/files.ts";
import type { Keys } from "../contract/ports/keys.ts";
import type { Clock } from "../ports/clock.ts";
import type { Documents } from "../ports/documents.ts";
import type { Journal } from "../ports/journal.ts";
import type { Snapshots } from "../ports/snapshots.ts";
import { openArchive } from "./archive/pieces.ts";
import { openFiles } from "./files/files.ts";
import { openJournal } from "./journal/journal.ts";
import { openKeys } from "./keys/keys.ts";
import { createPublisher, type Publisher } from "./publisher.ts";
import { openDocuments } from "./store/documents.ts";
import { openSnapshots } from "./store/snapshots.ts";

export { connectNats, type NatsOptions, NatsUrlWrong } from "./connection.ts";
export { type Caller, createCaller } from "./bus/caller.ts";
export { createGatewayBus, type GatewayBus } from "./bus/gateway_bus.ts";
export { type EngineSide, serveGateways } from "./bus/engine_side.ts";
export { provisionStreams, type StreamSettings } from "./streams.ts";

export interface NatsParts {
  journal(partition: number): Journal;
  snapshots(partition: number): Snapshots;
  documents: Documents;
  keys: Keys;
  files: Files;
  publisher: Publisher;
  /** Ends what the parts hold; the connection is closed by whoever opened it. */
  close(): void;
}

export function openNats(nats: NatsConnection, clock: Clock): NatsParts {
  const publisher = createPublisher(nats);
  const keys = openKeys(nats, publisher, clock);
  return {
    journal: (partition) => openJournal(nats, publisher, partition, openArchive(nats, partition)),
    snapshots: (partition) => openSnapshots(nats, partition),
    documents: openDocuments(nats),
    keys,
    files: openFiles(nats, publisher, keys, clock),
    publisher,
    close: () => publisher.close(),
  };
}

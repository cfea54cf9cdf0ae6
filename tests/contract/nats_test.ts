import { jetstreamManager } from "@nats-io/jetstream";
import { connectNats } from "../../engine/nats/connection.ts";
import { openFiles } from "../../engine/nats/files/files.ts";
import { openKeys } from "../../engine/nats/keys/keys.ts";
import { createPublisher } from "../../engine/nats/publisher.ts";
import { openDocuments } from "../../engine/nats/store/documents.ts";
import { openSnapshots } from "../../engine/nats/store/snapshots.ts";
import { provisionStreams } from "../../engine/nats/streams.ts";
import { natsProgram, type NatsServer, startNatsServer } from "../support/nats_server.ts";
import { documentsContract } from "./documents_suite.ts";
import { filesContract } from "./files_suite.ts";
import { keysContract } from "./keys_suite.ts";
import { snapshotsContract } from "./snapshots_suite.ts";
import { createTestClock } from "./test_clock.ts";

const needs = natsProgram === undefined ? "nats-server" : undefined;

/** A server with every stream, and a connection to it. */
async function open() {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "contract" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
  const publisher = createPublisher(nats);
  const close = async () => {
    publisher.close();
    await nats.close();
    await server.stop();
  };
  return { server, nats, publisher, close };
}

documentsContract({
  name: "nats",
  needs,
  async open() {
    const { nats, close } = await open();
    return {
      documents: openDocuments(nats),
      again: () => Promise.resolve(openDocuments(nats)),
      close,
    };
  },
});

snapshotsContract({
  name: "nats",
  needs,
  async open() {
    const { nats, publisher, close } = await open();
    return {
      snapshots: openSnapshots(nats, 22),
      again: () => Promise.resolve(openSnapshots(nats, 22)),
      async spoil() {
        const manager = await jetstreamManager(nats);
        const ask = { subjects_filter: "$O.TG_SNAPSHOTS.C.>" };
        const { state } = await manager.streams.info("OBJ_TG_SNAPSHOTS", ask);
        for (const [filter, chunks] of Object.entries(state.subjects ?? {})) {
          await manager.streams.purge("OBJ_TG_SNAPSHOTS", { filter });
          for (let n = 0; n < chunks; n++) await publisher.publish(filter, new Uint8Array(9));
        }
      },
      close,
    };
  },
});

keysContract({
  name: "nats",
  needs,
  async open() {
    const { nats, publisher, close } = await open();
    const clock = createTestClock();
    const another = () => openKeys(nats, publisher, clock);
    return {
      keys: another(),
      reader: another(),
      again: () => Promise.resolve(another()),
      passTime: (ms) => clock.advance(ms),
      close,
    };
  },
});

async function* bytesBelow(folder: string): AsyncGenerator<Uint8Array> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* bytesBelow(path);
    else yield await Deno.readFile(path);
  }
}

const stored = (server: NatsServer) => Array.fromAsync(bytesBelow(`${server.folder}/jetstream`));

filesContract({
  name: "nats",
  needs,
  async open() {
    const { server, nats, publisher, close } = await open();
    const clock = createTestClock(Date.now());
    const keys = openKeys(nats, publisher, clock);
    const another = () => openFiles(nats, publisher, keys, clock);
    return {
      files: another(),
      keys,
      now: () => clock.wall(),
      passTime: (ms) => clock.advance(ms),
      again: () => Promise.resolve(another()),
      bytes: () => stored(server),
      close,
    };
  },
});

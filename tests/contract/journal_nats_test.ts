import { connectNats } from "../../engine/nats/connection.ts";
import { openJournal } from "../../engine/nats/journal/journal.ts";
import { createPublisher } from "../../engine/nats/publisher.ts";
import { provisionStreams } from "../../engine/nats/streams.ts";
import { natsProgram, reconnected, startNatsServer } from "../support/nats_server.ts";
import { journalContract } from "./journal_suite.ts";

journalContract({
  name: "nats",
  needs: natsProgram === undefined ? "nats-server" : undefined,
  async open(limits) {
    const server = await startNatsServer();
    const nats = await connectNats({ url: server.url, name: "contract" });
    await provisionStreams(nats, {
      replicas: 1,
      journalBytesMax: limits?.bytesMax ?? 256 * 1024 * 1024,
    });
    const publisher = createPublisher(nats);
    const open = () => Promise.resolve(openJournal(nats, publisher, 22));
    return {
      journal: await open(),
      async again() {
        await server.kill();
        await server.start();
        await reconnected(nats);
        return await open();
      },
      async close() {
        publisher.close();
        await nats.close();
        await server.stop();
      },
    };
  },
});

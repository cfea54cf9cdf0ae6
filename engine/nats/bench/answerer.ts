/**
 * The other side of the journal's bench, a process of its own. `echo` answers each body from a raw
 * callback; `commit` first stores it, with whatever waits, in one message of the partition's
 * journal. Nothing is parsed in either.
 */
import type { Msg } from "@nats-io/transport-node";
import { connectNats } from "../connection.ts";
import { createPublisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { journalSubject, STREAMS } from "../subjects.ts";
import { PARTITIONS } from "./load.ts";

/** As a batch closes (architecture §2). */
const BATCH_BYTES_MAX = 900_000;
const AGAIN_MS = 20;
/** Who was answered together asks again within this, and shares the next message. */
const GATHER_MS = 1;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const [mode, url] = Deno.args;
const nats = await connectNats({ url, name: `bench-${mode}` });
const publisher = createPublisher(nats);

/** Takes everything that waits, one append in flight, and answers all when it is stored. */
async function commitsOf(partition: number): Promise<(message: Msg) => void> {
  const subject = journalSubject(partition);
  const last = await readMessage(nats, STREAMS.journal, { last_by_subj: subject });
  let expected = last?.sequence ?? 0;
  let waiting: Msg[] = [];
  let busy = false;
  let batches = 0;

  async function flush(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      let bytes = 0;
      const fits = batch.findIndex(({ data }) => (bytes += data.length) > BATCH_BYTES_MAX);
      if (fits > 0) waiting = batch.splice(fits);
      const framed = new Uint8Array(batch.reduce((sum, { data }) => sum + data.length, 0));
      let at = 0;
      for (const { data } of batch) {
        framed.set(data, at);
        at += data.length;
      }
      const id = `${partition}-${Deno.pid}-${batches++}`;
      for (;;) {
        const stored = await publisher.publish(subject, framed, {
          "Nats-Msg-Id": id,
          "Nats-Expected-Last-Subject-Sequence": String(expected),
        });
        if (stored.state === "stored") {
          expected = stored.sequence;
          break;
        }
        await pause(AGAIN_MS);
      }
      for (const message of batch) message.respond(message.data);
      if (batch.length > 1) await pause(GATHER_MS);
    }
    busy = false;
  }

  return (message) => {
    waiting.push(message);
    if (!busy) void flush();
  };
}

for (let partition = 0; partition < PARTITIONS; partition++) {
  const receive = mode === "commit"
    ? await commitsOf(partition)
    : (message: Msg) => void message.respond(message.data);
  nats.subscribe(`bench.${mode}.${partition}`, {
    callback(error, message) {
      if (error === null) receive(message);
    },
  });
}
await nats.flush();
console.log("ready");

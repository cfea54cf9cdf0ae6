import { DeliverPolicy, jetstream, type JsMsg } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { JournalEntry } from "../../contract/batch.ts";
import { entryOf } from "./entry.ts";

/**
 * Reading one subject of a stream in order through an ordered consumer: it notices a gap and begins
 * again where it was, and leaves nothing behind on the server.
 */
const PULL_BYTES = 8 * 1024 * 1024;
/** A stream without a leader heals within twelve seconds; nobody hammers it meanwhile. */
const AGAIN_MS = 500;

const consumer = (nats: NatsConnection, stream: string, subject: string, from: number) =>
  jetstream(nats, { checkAPI: false }).consumers.get(stream, {
    filter_subjects: [subject],
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: Math.max(1, from),
  });

/** Entries from `from` to `through`, which is known to be there. */
export async function* readSubject(
  nats: NatsConnection,
  stream: string,
  subject: string,
  from: number,
  through: number,
): AsyncIterable<JournalEntry> {
  const messages = await (await consumer(nats, stream, subject, from))
    .consume({ max_bytes: PULL_BYTES });
  try {
    for await (const message of messages) {
      if (message.seq > through) return;
      yield entryOf(message.seq, message.data);
      if (message.seq >= through) return;
    }
  } finally {
    messages.stop();
  }
}

/** Every entry after `after`, until stopped; begins again where it was when the stream was gone. */
export function followSubject(
  nats: NatsConnection,
  stream: string,
  subject: string,
  after: number,
  receive: (entry: JournalEntry) => void | Promise<void>,
): () => void {
  return followMessages(
    nats,
    stream,
    subject,
    after,
    (message) => receive(entryOf(message.seq, message.data)),
  );
}

export function followMessages(
  nats: NatsConnection,
  stream: string,
  subject: string,
  after: number,
  receive: (message: JsMsg) => void | Promise<void>,
): () => void {
  let last = after;
  let stop = (): void => {};
  let stopped = false;

  async function run(): Promise<void> {
    const messages = await (await consumer(nats, stream, subject, last + 1))
      .consume({ max_bytes: PULL_BYTES });
    stop = () => messages.stop();
    if (stopped) return stop();
    for await (const message of messages) {
      if (stopped) return;
      await receive(message);
      last = message.seq;
    }
  }

  async function keep(): Promise<void> {
    while (!stopped && !nats.isClosed()) {
      await run().catch(() => {}); // no leader, or the connection is away: again from `last`
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  void keep();
  return () => {
    stopped = true;
    stop();
  };
}

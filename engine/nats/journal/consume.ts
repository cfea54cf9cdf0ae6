import { DeliverPolicy, jetstream, type JsMsg } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { JournalEntry } from "../../contract/batch.ts";
import { reporterOf } from "../connection.ts";
import { entryOf } from "./entry.ts";

/**
 * Reading one subject of a stream in order through an ordered consumer: it notices a gap and begins
 * again where it was, and leaves nothing behind on the server.
 */
const PULL_BYTES = 8 * 1024 * 1024;
/**
 * A pull that was lost with a broken connection is only noticed by the silence that follows: two of
 * these without a sign, and it begins anew. The client's own 15 s left a reader of a connection that
 * broke twice 48 s behind with nothing wrong; at 3 s a cluster of 64 partitions and 4 readers of
 * each says a hundred times a second that it lives.
 */
export const SIGN_OF_LIFE_MS = 3_000;
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
  const reading = await consumer(nats, stream, subject, from);
  const messages = await reading
    .consume({ max_bytes: PULL_BYTES, idle_heartbeat: SIGN_OF_LIFE_MS });
  try {
    for await (const message of messages) {
      if (message.seq > through) return;
      yield entryOf(message.seq, message.data);
      if (message.seq >= through) return;
    }
  } finally {
    messages.stop();
    forget(reading);
  }
}

/**
 * The server would keep a consumer that nobody reads for five minutes, and a stream has a limit of
 * them: engines that come and go would end with journals that nobody can read.
 */
function forget(reading: { delete(): Promise<boolean> }): void {
  reading.delete().catch(() => {}); // no leader, or the connection ends: those five minutes
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

/**
 * What the reader cannot take is tried again, for ever: to leave it out would be a loss in silence.
 * `trouble` and the connection's reporter are told which message that is and why, once; `trouble`
 * is told undefined when it is behind.
 */
export function followMessages(
  nats: NatsConnection,
  stream: string,
  subject: string,
  after: number,
  receive: (message: JsMsg) => void | Promise<void>,
  trouble: (sentence: string | undefined) => void = () => {},
): () => void {
  let last = after;
  let stop = (): void => {};
  let stopped = false;
  let told = 0;

  async function take(message: JsMsg): Promise<void> {
    try {
      await receive(message);
    } catch (cause) {
      if (told !== message.seq) {
        const sentence =
          `message ${message.seq} of ${stream} cannot be taken and is tried again: ` +
          (cause as Error).message;
        trouble(sentence);
        reporterOf(nats)(sentence);
      }
      told = message.seq;
      throw cause;
    }
    last = message.seq;
    if (told > 0) trouble(undefined);
    told = 0;
  }

  async function run(): Promise<void> {
    const reading = await consumer(nats, stream, subject, last + 1);
    const messages = await reading
      .consume({ max_bytes: PULL_BYTES, idle_heartbeat: SIGN_OF_LIFE_MS });
    stop = () => messages.stop();
    if (stopped) {
      forget(reading);
      return stop();
    }
    try {
      for await (const message of messages) {
        if (stopped) return;
        await take(message);
      }
    } finally {
      messages.stop();
      forget(reading);
    }
  }

  async function keep(): Promise<void> {
    while (!stopped && !nats.isClosed()) {
      await run().catch(() => {}); // no leader, connection away, or not to be taken: again
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  void keep();
  return () => {
    stopped = true;
    stop();
  };
}

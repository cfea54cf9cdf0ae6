import type { NatsConnection } from "@nats-io/transport-node";
import type { Batch } from "../../contract/batch.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import { followMessages } from "../journal/consume.ts";
import { entryOf } from "../journal/entry.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage, streamFill } from "../stream_reads.ts";
import { BUCKETS, bucketSubject, RELAYED_KEY, STREAMS } from "../subjects.ts";
import { writeDeadLetters } from "./dead_letters.ts";
import { type PublicEvent, publicEvent } from "./public_event.ts";

/**
 * Derives `TG_EVENTS` from the journal (architecture §4). Each event keeps its id as message id, so
 * that a relay which was killed, or a second one beside it, says nothing twice; the journal's
 * sequence stands in a header, so the stream itself says where to go on. The relay stops at the
 * first batch that was not wholly acknowledged and begins there again.
 */
export interface Relay {
  /** Newest journal sequence that was relayed wholly, and the events so far. */
  progress(): { sequence: number; events: number; at: number };
  stop(): void;
}

const RELAYED_HEADER = "Tidegate-Journal";
const AGAIN_MS = 500;
/** The archiver looks once a minute. */
const NOTE_EVERY_MS = 2_000;

export async function startRelay(
  nats: NatsConnection,
  { publisher, keys }: { publisher: Publisher; keys: Keys },
  since?: number,
): Promise<Relay> {
  const begin = since ?? await relayedUpTo(nats);
  const progress = { sequence: begin, events: 0, at: 0 };
  let stopped = false;
  const encoder = new TextEncoder();

  async function publish(event: PublicEvent, sequence: number): Promise<boolean> {
    const body = encoder.encode(JSON.stringify({ level: LEVEL, ...event.body }));
    const stored = await publisher.publish(event.subject, body, {
      "Nats-Msg-Id": event.id,
      [RELAYED_HEADER]: String(sequence),
    });
    return stored.state === "stored";
  }

  /** A batch again and again until every one of its events is stored. */
  async function relay(sequence: number, events: PublicEvent[], batch: Batch): Promise<void> {
    while (!stopped) {
      const stored = await Promise.all(events.map((event) => publish(event, sequence)));
      const dead = await writeDeadLetters(nats, publisher, keys, batch).catch(() => false);
      if (dead && stored.every(Boolean)) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  const stop = followMessages(nats, STREAMS.journal, "tg.j.*", begin, async (message) => {
    const { batch } = entryOf(message.seq, message.data);
    const events = batch.events.flatMap((event) => publicEvent(event) ?? []);
    await relay(message.seq, events, batch);
    if (stopped) return;
    progress.sequence = message.seq;
    progress.events += events.length;
    progress.at = batch.at;
  });

  /** Inbox messages may go from now on: what was refused of them lies in the dead letters. */
  let noted = -1;
  async function note(): Promise<void> {
    const { sequence } = progress;
    if (sequence === noted) return;
    const subject = bucketSubject(BUCKETS.cluster, RELAYED_KEY);
    const stored = await publisher.publish(subject, encoder.encode(String(sequence)));
    if (stored.state === "stored") noted = sequence;
  }
  const noting = setInterval(note, NOTE_EVERY_MS);

  return {
    progress: () => ({ ...progress }),
    stop() {
      stopped = true;
      clearInterval(noting);
      stop();
    },
  };
}

/** One before the batch of the newest event: that batch may have been relayed in part. */
async function relayedUpTo(nats: NatsConnection): Promise<number> {
  const last = (await streamFill(nats, STREAMS.events))?.last ?? 0;
  if (last === 0) return 0;
  const newest = await readMessage(nats, STREAMS.events, { seq: last });
  return Math.max(0, Number(newest?.header(RELAYED_HEADER) ?? 1) - 1);
}

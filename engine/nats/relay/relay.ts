import type { NatsConnection } from "@nats-io/transport-node";
import type { Batch } from "../../contract/batch.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { followMessages } from "../journal/consume.ts";
import { entryOf } from "../journal/entry.ts";
import type { Publisher } from "../publisher.ts";
import { BUCKETS, bucketSubject, RELAYED_KEY, STREAMS } from "../subjects.ts";
import { writeDeadLetters } from "./dead_letters.ts";
import { createAppender } from "./in_order.ts";
import { beginning, END_HEADER, noteText, storedAfter } from "./ledger.ts";
import { publicEvent } from "./public_event.ts";

/**
 * Derives `TG_EVENTS` from the journal (architecture §4). Every event stands there once and in the
 * journal's order, whatever is lost, killed or started beside it: `in_order.ts` appends them,
 * `ledger.ts` says where to go on. The relay stops at the first event that was not acknowledged and
 * begins there again.
 */
export interface Relay {
  /** Newest journal sequence that was relayed wholly, and the events so far. */
  progress(): { sequence: number; events: number; at: number };
  /** What it cannot get past, for the operator. */
  wrong(): string[];
  /** Says how far it is, too: one that is killed loses two seconds of that, nothing else. */
  stop(): Promise<void>;
}

const AGAIN_MS = 500;
/** The archiver looks once a minute. */
const NOTE_EVERY_MS = 2_000;

export async function startRelay(
  nats: NatsConnection,
  { publisher, keys }: { publisher: Publisher; keys: Keys },
  since?: number,
): Promise<Relay> {
  const left = await beginning(nats);
  const begin = since ?? left.journal;
  const stored = since === undefined ? left.stored : new Map();
  const appender = createAppender(publisher, (after) => storedAfter(nats, after), {
    end: left.end,
    stored,
  });
  const progress = { sequence: begin, events: 0, at: 0 };
  /** Journal and stream as they belong together: between batches the stream is ahead. */
  let whole = { journal: begin, end: left.end };
  let stopped = false;
  let trouble: string | undefined;

  async function relayDeadLetters(batch: Batch): Promise<void> {
    while (!stopped && !await writeDeadLetters(nats, publisher, keys, batch).catch(() => false)) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  const { silentThrough = 0 } = left;
  const silent = (sequence: number): boolean => since === undefined && sequence <= silentThrough;
  const retired = left.silentThrough !== undefined;
  const place = () => ({ ...whole, retired: whole.journal < silentThrough });
  const note = createNote(publisher, retired ? left.journal - 1 : left.journal, place);
  if (retired) await note(); // erasures wait for this one from here on

  const stop = followMessages(nats, STREAMS.journal, "tg.j.*", begin, async (message) => {
    const { batch } = entryOf(message.seq, message.data);
    const told = silent(message.seq) ? [] : batch.events;
    const events = told.flatMap((event) => publicEvent(event) ?? []);
    await appender.append(events, message.seq, () => !stopped);
    await relayDeadLetters(batch);
    if (stopped) return;
    progress.sequence = message.seq;
    whole = { journal: message.seq, end: appender.passed(message.seq) };
    progress.events += events.length;
    progress.at = batch.at;
    if (batch.refused.length > 0) await note();
  }, (sentence) => trouble = sentence);

  const noting = setInterval(note, NOTE_EVERY_MS);

  return {
    progress: () => ({ ...progress }),
    wrong: () => trouble === undefined ? [] : [trouble],
    async stop() {
      stopped = true;
      clearInterval(noting);
      stop();
      await note();
    },
  };
}

/**
 * Says how far the relay is: inbox messages may go from then on, for what was refused of them lies
 * in the dead letters. A replay takes nothing back of what was noted before.
 */
function createNote(
  publisher: Publisher,
  before: number,
  place: () => { journal: number; end: number; retired: boolean },
): () => Promise<void> {
  const subject = bucketSubject(BUCKETS.cluster, RELAYED_KEY);
  let noted = before;
  return async () => {
    const { journal, end, retired } = place();
    if (journal <= noted) return;
    const body = noteText({ journal, retired });
    const answer = await publisher.publish(subject, body, { [END_HEADER]: String(end) });
    if (answer.state === "stored") noted = Math.max(noted, journal);
  };
}

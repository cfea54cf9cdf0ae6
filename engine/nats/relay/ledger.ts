import { type Consumer, DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { readMessage, streamFill } from "../stream_reads.ts";
import {
  BUCKETS,
  bucketStream,
  bucketSubject,
  EVENT_SUBJECTS,
  RELAYED_KEY,
  STREAMS,
} from "../subjects.ts";

/** In each event: the journal's sequence that it comes from. */
export const RELAYED_HEADER = "Tidegate-Journal";
/** In the relay's note: the end of `TG_EVENTS` when everything up to the note was in it. */
export const END_HEADER = "Tidegate-Events";

/** Where a relay begins, and the events that the stream holds beyond that place. */
export interface Beginning {
  /** Newest batch of the journal that was relayed wholly. */
  journal: number;
  /** The relay before was retired: no event up to here is said any more, dead letters are. */
  silentThrough?: number;
  /** Last sequence of `TG_EVENTS`. */
  end: number;
  stored: Said;
}

/** Events that the stream holds, by id and in its order: where each stands, and its batch. */
export type Said = Map<string, { sequence: number; journal: number }>;

/** Without a note the stream's newest event is asked, and as many are remembered as one batch has. */
const LOOK_BACK = 20_000;

/**
 * What an earlier relay left: its note says which batch is wholly relayed and how long the stream
 * was then, and what came after that is read. So nothing is said twice however long ago it ended,
 * whatever was purged or has expired since: the server's own memory lasts ten minutes.
 */
export async function beginning(nats: NatsConnection): Promise<Beginning> {
  const note = await readNote(nats);
  const last = (await streamFill(nats, STREAMS.events))?.last ?? 0;
  if (note?.retired) {
    const silentThrough = await journalEnd(nats);
    return { journal: note.journal, silentThrough, end: last, stored: new Map() };
  }
  const journal = note === undefined ? await journalOfNewest(nats) : note.journal;
  const after = note?.end === undefined ? Math.max(0, last - LOOK_BACK) : Number(note.end);
  return { journal, ...await storedAfter(nats, after) };
}

/** Before the sequence in the note when an operator ended its relay (`retire.ts`). */
const RETIRED = "retired ";

export interface Note {
  journal: number;
  retired: boolean;
  end?: string;
}

/** What the last relay, or who retired it, has noted. */
export async function readNote(nats: NatsConnection): Promise<Note | undefined> {
  const last_by_subj = bucketSubject(BUCKETS.cluster, RELAYED_KEY);
  const note = await readMessage(nats, bucketStream(BUCKETS.cluster), { last_by_subj });
  if (note === undefined) return undefined;
  const text = new TextDecoder().decode(note.data);
  const retired = text.startsWith(RETIRED);
  const journal = Number(retired ? text.slice(RETIRED.length) : text) || 0;
  return { journal, retired, end: note.header(END_HEADER) };
}

export const noteText = ({ journal, retired }: Pick<Note, "journal" | "retired">): Uint8Array =>
  new TextEncoder().encode(`${retired ? RETIRED : ""}${journal}`);

/** The newest batch of any partition. */
export async function journalEnd(nats: NatsConnection): Promise<number> {
  const tail = await readMessage(nats, STREAMS.journal, { last_by_subj: "tg.j.*" });
  return tail?.sequence ?? 0;
}

/** One before the batch of the newest event: that batch may have been relayed in part. */
async function journalOfNewest(nats: NatsConnection): Promise<number> {
  const newest = await readMessage(nats, STREAMS.events, { last_by_subj: EVENT_SUBJECTS });
  return Math.max(0, Number(newest?.header(RELAYED_HEADER) ?? 1) - 1);
}

const READ_AT_ONCE = 5_000;
const READ_WITHIN_MS = 2_000;

/** Events that the stream took after `after`, and its end. Throws when it could not be read to it. */
export async function storedAfter(
  nats: NatsConnection,
  after: number,
): Promise<{ end: number; stored: Said }> {
  const end = (await streamFill(nats, STREAMS.events))?.last ?? 0;
  if (end <= after) return { end, stored: new Map() };
  const consumer = await jetstream(nats, { checkAPI: false }).consumers.get(STREAMS.events, {
    filter_subjects: [EVENT_SUBJECTS],
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    headers_only: true,
  });
  return { end, stored: await saidThrough(consumer, end) };
}

/** Reads in a row that may come back empty from a server that is busy. */
const EMPTY_READS_MAX = 5;

/**
 * Reads to `end`. A fetch that brings nothing may only have been too early for a busy server, so
 * what is pending tells whether there is more; the newest may have been purged, and then nothing
 * pending is the end as well.
 */
export async function saidThrough(
  consumer: Pick<Consumer, "fetch" | "info">,
  end: number,
): Promise<Said> {
  const stored: Said = new Map();
  for (let empty = 0; empty < EMPTY_READS_MAX;) {
    let brought = false;
    const read = await consumer.fetch({ max_messages: READ_AT_ONCE, expires: READ_WITHIN_MS });
    for await (const message of read) {
      brought = true;
      const id = message.headers?.get("Nats-Msg-Id");
      const journal = Number(message.headers?.get(RELAYED_HEADER));
      if (id && message.seq <= end) stored.set(id, { sequence: message.seq, journal });
      if (message.seq >= end || message.info.pending === 0) return stored;
    }
    if (!brought && (await consumer.info()).num_pending === 0) return stored;
    empty = brought ? 0 : empty + 1;
  }
  throw new EventsUnread(`${STREAMS.events} does not give what it holds up to ${end}`);
}

/** A stream that says it has more gives nothing: nothing is known. */
class EventsUnread extends Error {
  override name = "EventsUnread";
}

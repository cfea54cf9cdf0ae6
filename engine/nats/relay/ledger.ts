import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
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
  /** Last sequence of `TG_EVENTS`. */
  end: number;
  stored: Set<string>;
}

/** Without a note the stream's newest event is asked, and as many are remembered as one batch has. */
const LOOK_BACK = 20_000;

/**
 * What an earlier relay left: its note says which batch is wholly relayed and how long the stream
 * was then, and what came after that is read. So nothing is said twice however long ago it ended,
 * whatever was purged or has expired since: the server's own memory lasts ten minutes.
 */
export async function beginning(nats: NatsConnection): Promise<Beginning> {
  const last_by_subj = bucketSubject(BUCKETS.cluster, RELAYED_KEY);
  const note = await readMessage(nats, bucketStream(BUCKETS.cluster), { last_by_subj });
  const last = (await streamFill(nats, STREAMS.events))?.last ?? 0;
  const journal = note === undefined
    ? await journalOfNewest(nats)
    : Number(new TextDecoder().decode(note.data)) || 0;
  const noted = note?.header(END_HEADER);
  const after = noted === undefined ? Math.max(0, last - LOOK_BACK) : Number(noted);
  return { journal, ...await storedAfter(nats, after) };
}

/** One before the batch of the newest event: that batch may have been relayed in part. */
async function journalOfNewest(nats: NatsConnection): Promise<number> {
  const newest = await readMessage(nats, STREAMS.events, { last_by_subj: EVENT_SUBJECTS });
  return Math.max(0, Number(newest?.header(RELAYED_HEADER) ?? 1) - 1);
}

const READ_AT_ONCE = 5_000;
const READ_WITHIN_MS = 2_000;

/** Ids of the events that the stream took after `after`, and its end. */
export async function storedAfter(
  nats: NatsConnection,
  after: number,
): Promise<{ end: number; stored: Set<string> }> {
  const end = (await streamFill(nats, STREAMS.events))?.last ?? 0;
  const stored = new Set<string>();
  if (end <= after) return { end, stored };
  const consumer = await jetstream(nats, { checkAPI: false }).consumers.get(STREAMS.events, {
    filter_subjects: [EVENT_SUBJECTS],
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    headers_only: true,
  });
  for (let more = true; more;) {
    more = false;
    const read = await consumer.fetch({ max_messages: READ_AT_ONCE, expires: READ_WITHIN_MS });
    for await (const message of read) {
      const id = message.headers?.get("Nats-Msg-Id");
      if (id && message.seq <= end) stored.add(id);
      more = message.seq < end && message.info.pending > 0;
      // the newest may have been purged: nothing pending is an end as well
      if (!more) break;
    }
  }
  return { end, stored };
}

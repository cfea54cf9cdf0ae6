import type { NatsConnection } from "@nats-io/transport-node";
import type { Publisher } from "../publisher.ts";
import { readMessage, streamFill } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject, STREAMS } from "../subjects.ts";
import { BootRefused } from "./refused.ts";

/**
 * Went the journal backwards? A stream that was made anew, cut, or put back from an older copy
 * takes new batches without a murmur, and what was acknowledged is gone. So its birth, its last
 * sequence and that message's id are kept beside it, and an engine that finds it younger, shorter or
 * different writes nothing. The inbox's birth is kept as well: its sequences stand in batches.
 */
interface Mark {
  createdAt: number;
  inboxCreatedAt: number;
  last: number;
  id: string;
}

const KEY = "journal.mark";
const ACCEPT = `nats kv del ${BUCKETS.cluster} ${KEY}`;

const subject = bucketSubject(BUCKETS.cluster, KEY);
const encoder = new TextEncoder();

async function readMark(nats: NatsConnection): Promise<{ mark?: Mark; revision: number }> {
  const stream = bucketStream(BUCKETS.cluster);
  const found = await readMessage(nats, stream, { last_by_subj: subject });
  if (found === undefined) return { revision: 0 };
  const { sequence: revision } = found;
  if (found.data.length === 0) return { revision };
  return { mark: JSON.parse(new TextDecoder().decode(found.data)), revision };
}

const idAt = async (nats: NatsConnection, sequence: number): Promise<string | undefined> =>
  (await readMessage(nats, STREAMS.journal, { seq: sequence }))?.header("Nats-Msg-Id");

export async function checkBackwards(nats: NatsConnection): Promise<void> {
  const { mark } = await readMark(nats);
  if (mark === undefined) return;
  const journal = await streamFill(nats, STREAMS.journal);
  const inbox = await streamFill(nats, STREAMS.inbox);
  const refuse = (what: string): never => {
    throw new BootRefused(
      `${what}: acknowledged work may be missing, so nothing is written. Put the right stream ` +
        `back (deno task restore), or accept this one for good: ${ACCEPT}`,
    );
  };
  if (journal?.createdAt !== mark.createdAt) refuse("The journal is not the one that it was");
  if (inbox?.createdAt !== mark.inboxCreatedAt) refuse("The inbox is not the one that it was");
  const last = journal?.last ?? 0;
  if (last < mark.last) refuse(`The journal ends at ${last} and has reached ${mark.last} before`);
  const id = await idAt(nats, mark.last);
  if (id !== undefined && id !== mark.id) {
    refuse(`Batch ${mark.last} of the journal is another one`);
  }
}

/** Notes how far the journal is. Several engines may; a higher mark is never replaced by a lower. */
export async function noteMark(nats: NatsConnection, publisher: Publisher): Promise<void> {
  const journal = await streamFill(nats, STREAMS.journal);
  const inbox = await streamFill(nats, STREAMS.inbox);
  if (journal === undefined || inbox === undefined || journal.last === 0) return;
  const { mark, revision } = await readMark(nats);
  if (mark !== undefined && mark.last >= journal.last) return;
  const id = await idAt(nats, journal.last);
  if (id === undefined) return;
  const { createdAt, last } = journal;
  const next: Mark = { createdAt, inboxCreatedAt: inbox.createdAt, last, id };
  await publisher.publish(subject, encoder.encode(JSON.stringify(next)), {
    "Nats-Expected-Last-Subject-Sequence": String(revision),
  });
}

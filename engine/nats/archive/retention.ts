import type { NatsConnection } from "@nats-io/transport-node";
import { readMessage, type StreamMessage } from "../stream_reads.ts";
import {
  BUCKETS,
  bucketStream,
  bucketSubject,
  journalSubject,
  RELAYED_KEY,
  STREAMS,
} from "../subjects.ts";

/**
 * What may be dropped: journal older than its days, when snapshot, archive and records all have it,
 * and inbox messages that are decided. Never a partition's last message: it says which epoch was
 * the last. Otherwise an alarm, never a drop (architecture §3).
 */
const DAY_MS = 86_400_000;

export interface Reached {
  partition: number;
  snapshot: number;
  archived: number;
  inbox: number;
}

/** Where the projector says how far the records are: a sequence in decimal digits. */
const recordsThrough = (nats: NatsConnection, partition: number): Promise<number> =>
  noted(nats, `records.${partition}`);

/** How far the relay is in the journal, by its own word. */
export const relayedThrough = (nats: NatsConnection): Promise<number> => noted(nats, RELAYED_KEY);

async function noted(nats: NatsConnection, key: string): Promise<number> {
  const subject = bucketSubject(BUCKETS.cluster, key);
  const found = await readMessage(nats, bucketStream(BUCKETS.cluster), { last_by_subj: subject });
  return found === undefined ? 0 : Number(new TextDecoder().decode(found.data)) || 0;
}

/** Purges what may go; the sentence for the operator when something is held past its time. */
export async function retain(
  nats: NatsConnection,
  reached: Reached,
  olderThan: number,
): Promise<string | undefined> {
  const { partition, inbox } = reached;
  if (inbox > 0) await purge(nats, STREAMS.inbox, `tg.i.${partition}.>`, inbox + 1);
  const subject = journalSubject(partition);
  const tail = await readMessage(nats, STREAMS.journal, { last_by_subj: subject });
  const oldest = await readMessage(nats, STREAMS.journal, { seq: 1, next_by_subj: subject });
  if (tail === undefined || oldest === undefined || oldest.storedAt >= olderThan) return undefined;
  const records = await recordsThrough(nats, partition);
  const through = Math.min(reached.snapshot, reached.archived, records, tail.sequence - 1);
  if (through < oldest.sequence) {
    const behind = Object.entries({
      snapshot: reached.snapshot,
      archive: reached.archived,
      records,
    })
      .filter(([, sequence]) => sequence < oldest.sequence).map(([name]) => name);
    const days = Math.floor((olderThan - oldest.storedAt) / DAY_MS);
    return behind.length === 0 ? undefined : `partition ${partition} keeps journal ${days} days ` +
      `past its time, because ${behind.join(" and ")} did not get there: nothing is dropped`;
  }
  await purge(nats, STREAMS.journal, subject, await dueBefore(nats, subject, through, olderThan));
  return undefined;
}

/** First sequence that stays: young enough, or not yet everywhere. Looked for by halving. */
async function dueBefore(
  nats: NatsConnection,
  subject: string,
  through: number,
  olderThan: number,
): Promise<number> {
  let [low, high] = [1, through + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found: StreamMessage | undefined = await readMessage(nats, STREAMS.journal, {
      seq: middle,
      next_by_subj: subject,
    });
    if (found !== undefined && found.sequence <= through && found.storedAt < olderThan) {
      low = found.sequence + 1;
    } else high = middle;
  }
  return low;
}

async function purge(
  nats: NatsConnection,
  stream: string,
  filter: string,
  before: number,
): Promise<void> {
  const ask = JSON.stringify({ filter, seq: before });
  const answer = (await nats.request(`$JS.API.STREAM.PURGE.${stream}`, ask))
    .json<{ error?: { description: string } }>();
  if (answer.error !== undefined) throw new Error(`${stream}: ${answer.error.description}`);
}

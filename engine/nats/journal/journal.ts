import type { NatsConnection } from "@nats-io/transport-node";
import type { JournalEntry } from "../../contract/batch.ts";
import type { Appended, Journal } from "../../ports/journal.ts";
import type { Publisher, Stored } from "../publisher.ts";
import { readMessage, streamFill } from "../stream_reads.ts";
import { journalSubject, STREAMS } from "../subjects.ts";
import { entryOf, EPOCH_HEADER } from "./entry.ts";
import { followSubject, readSubject } from "./consume.ts";

/**
 * One partition's journal in a stream that it shares with the others. Its sequences are the
 * stream's, so they grow but do not follow each other: the expectation of an append is "the last
 * message of my subject is the one I know", which no writer of another partition disturbs.
 *
 * What an answer means (architecture §3): 10071 is a batch in the place where ours should stand. It
 * may be our own, stored by an earlier try: nats-server 2.15 looks at the expectation before it
 * looks for duplicates, so the tail's id says which. If it is another's, the caller looks at the
 * tail again to see whose. 10164 and 10158 come from a replica that is being written to by
 * ourselves, 503 and silence from a stream without a leader: the same message again. Full is
 * certain, nothing was stored.
 */
const STALE = 10_071;
const FULL = [10_077, 10_023, 10_047];

/** Batches that the stream no longer holds. */
export interface OlderBatches {
  /** First sequence it holds, or undefined. */
  first(): Promise<number | undefined>;
  read(from: number, before: number): AsyncIterable<JournalEntry>;
}

export function openJournal(
  nats: NatsConnection,
  publisher: Publisher,
  partition: number,
  older?: OlderBatches,
): Journal {
  const subject = journalSubject(partition);
  const stream = STREAMS.journal;

  async function tail() {
    const last = await readMessage(nats, stream, { last_by_subj: subject });
    if (last === undefined) return { sequence: 0, epoch: 0 };
    const epoch = Number(
      last.header(EPOCH_HEADER) ?? entryOf(last.sequence, last.data).batch.epoch,
    );
    const id = last.header("Nats-Msg-Id");
    return { sequence: last.sequence, epoch, id: id?.slice(id.indexOf("-") + 1) };
  }

  const held = async (): Promise<number | undefined> =>
    (await readMessage(nats, stream, { seq: 1, next_by_subj: subject }))?.sequence;

  async function* read(from: number): AsyncIterable<JournalEntry> {
    const { sequence: through } = await tail();
    if (from > through) return;
    let next = Math.max(1, from);
    // The archiver may drop more while older ones are read: those are older ones by then.
    for (let first; older !== undefined && next < (first = await held() ?? through + 1);) {
      yield* older.read(next, first);
      next = first;
    }
    if (next <= through) yield* readSubject(nats, stream, subject, next, through);
  }

  return {
    async append(batch, encoded, id, expected) {
      const answer = appendedOf(
        await publisher.publish(subject, encoded, {
          "Nats-Msg-Id": `${partition}-${id}`,
          "Nats-Expected-Last-Subject-Sequence": String(expected),
          [EPOCH_HEADER]: String(batch.epoch),
        }),
      );
      if (answer.state !== "stale") return answer;
      const last = await tail();
      return last.id === id ? { state: "duplicate", sequence: last.sequence } : answer;
    },
    tail,
    read,
    async at(sequence) {
      if (sequence < 1) return undefined;
      const message = await readMessage(nats, stream, { seq: sequence });
      if (message?.subject !== subject) return undefined;
      return entryOf(sequence, message.data);
    },
    now: async () => (await streamFill(nats, stream))?.at,
    storedAt: async (sequence) => (await readMessage(nats, stream, { seq: sequence }))?.storedAt,
    follow: (after, receive) => followSubject(nats, stream, subject, after, receive),
    async first() {
      return await older?.first() ?? await held() ?? 1;
    },
    async fill() {
      const { bytes, bytesMax } = await streamFill(nats, stream) ?? { bytes: 0, bytesMax: 0 };
      return { bytes, bytesMax };
    },
    close: () => Promise.resolve(),
  };
}

function appendedOf(stored: Stored): Appended {
  switch (stored.state) {
    case "stored":
      return { state: stored.duplicate ? "duplicate" : "stored", sequence: stored.sequence };
    case "silent":
      return { state: "retry", reason: stored.reason };
    case "refused":
      if (stored.code === STALE) return { state: "stale" };
      if (FULL.includes(stored.code)) return { state: "full" };
      return { state: "retry", reason: `${stored.code} ${stored.reason}` };
  }
}

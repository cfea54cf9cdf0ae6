import type { Batch, JournalEntry } from "../../contract/batch.ts";
import type { Appended, Journal } from "../../ports/journal.ts";
import { unwritable } from "../faults.ts";
import { removeIfThere, syncFolder } from "../durable_file.ts";
import { createDuplicates, DUPLICATES_MAX } from "./duplicates.ts";
import { publishDurable } from "./durable.ts";
import { firstReadable, type Place, readFrames, toEntry } from "./entries.ts";
import { createFollowers } from "./follow.ts";
import { FRAME_HEADER_BYTES } from "./frame.ts";
import { MARK_EVERY, recover, type Segment } from "./recover.ts";
import { partitionFolder, segmentPath } from "./segment.ts";
import type { JournalSettings } from "./settings.ts";
import { openWriter, write } from "./writer.ts";

/** What the local journal offers beyond the port, for retention. */
export interface LocalJournal extends Journal {
  /** Whole segments, oldest first; the last one still grows. */
  segments(): readonly Readonly<Segment>[];
  /**
   * Removes segments whose every batch is below `sequence`. The newest that holds a batch always
   * stays: it says which epoch was the last.
   */
  dropBefore(sequence: number): Promise<number>;
}

/** Appends that may wait for the one being written: the partition keeps one in flight. */
const APPENDS_WAITING_MAX = 64;

/** Opens one partition's journal for its only writer: checks it, cuts a torn tail, reads the end. */
export async function openJournal(settings: JournalSettings): Promise<LocalJournal> {
  const { partition, clock, budget, durable } = settings;
  const folder = partitionFolder(settings.folder, "journal", partition);
  await Deno.mkdir(folder, { recursive: true }).catch((error) => {
    throw unwritable(settings.folder, error);
  });
  const recovered = await recover(folder, DUPLICATES_MAX, settings.known);
  if (recovered.cut) {
    settings.report?.(
      `The last append to ${recovered.cut.path} was torn by a crash: ` +
        `${recovered.cut.bytes} bytes after byte ${recovered.cut.offset} were cut, ` +
        `nothing acknowledged was in them.`,
    );
  }
  const writer = await openWriter(settings, folder, recovered);
  const duplicates = createDuplicates(recovered.recent);
  let tail = recovered.tail;
  let waiting = 0;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  budget.bytes += writer.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  publishDurable(durable, partition, tail.sequence);

  const read = (from: number) => entries(Math.max(1, from), tail.sequence);
  async function* entries(from: number, through: number): AsyncIterable<JournalEntry> {
    for await (const { frame } of readFrames(folder, from, through, settings.older, hint)) {
      yield toEntry(frame);
    }
  }
  const hint = (sequence: number): Place | undefined => placeOf(writer.segments, sequence);
  const followers = createFollowers(read, () => tail.sequence);

  async function store(batch: Batch, encoded: Uint8Array, id: string, expected: number) {
    const now = clock.wall();
    const known = duplicates.find(id, now);
    if (known !== undefined) return { state: "duplicate", sequence: known } as const;
    if (expected !== tail.sequence || batch.epoch < tail.epoch) return { state: "stale" } as const;
    if (budget.bytes + encoded.length + FRAME_HEADER_BYTES > budget.bytesMax) {
      return { state: "full" } as const;
    }
    const sequence = tail.sequence + 1;
    const head = { sequence, epoch: batch.epoch, storedAt: now, id };
    const written = await write(writer, head, encoded);
    if (written.state === "full") return { state: "full" } as const;
    if (written.state === "failed") return { state: "retry", reason: written.reason } as const;
    budget.bytes += written.bytes;
    duplicates.add(head);
    tail = { sequence, epoch: batch.epoch, id };
    publishDurable(durable, partition, sequence);
    followers.deliver({ sequence, batch, bytes: encoded.length });
    return { state: "stored", sequence } as const;
  }

  return {
    append(batch, encoded, id, expected): Promise<Appended> {
      if (closed) return Promise.resolve({ state: "retry", reason: "the journal is closed" });
      if (waiting >= APPENDS_WAITING_MAX) {
        return Promise.resolve({ state: "retry", reason: "too many appends wait" });
      }
      waiting++;
      const mine = last.then(() => store(batch, encoded, id, expected))
        .finally(() => waiting--);
      last = mine.catch(() => {}); // the caller gets the error; the next append starts afresh
      return mine;
    },
    tail: () => Promise.resolve(tail),
    read,
    async at(sequence) {
      const oldest = writer.segments[0]?.first ?? 1;
      if (sequence < oldest || sequence > tail.sequence) return undefined;
      for await (const entry of entries(sequence, sequence)) return entry;
      return undefined;
    },
    follow: (after, receive) => followers.add(after, receive),
    first: () => firstReadable(writer.segments[0]?.first ?? tail.sequence + 1, settings.older),
    fill: () => Promise.resolve({ bytes: budget.bytes, bytesMax: budget.bytesMax }),
    segments: () => writer.segments,
    async dropBefore(sequence) {
      let dropped = 0;
      const kept = writer.segments.findLast((segment) => segment.bytes > 0);
      while (writer.segments[0] !== kept && writer.segments[0].last < sequence) {
        const oldest = writer.segments.shift()!;
        await removeIfThere(segmentPath(folder, oldest.first));
        budget.bytes -= oldest.bytes;
        dropped++;
      }
      if (dropped > 0) await syncFolder(folder);
      return dropped;
    },
    async close() {
      if (closed) return;
      closed = true;
      await last;
      followers.stopAll();
      writer.file?.close();
      budget.bytes -= writer.segments.reduce((sum, segment) => sum + segment.bytes, 0);
    },
  };
}

/** The nearest remembered offset at or before a sequence. */
function placeOf(segments: readonly Segment[], sequence: number): Place | undefined {
  const segment = segments.findLast((one) => one.first <= sequence);
  const offset = segment?.marks?.[Math.floor((sequence - segment.first) / MARK_EVERY)];
  return segment && offset !== undefined ? { first: segment.first, offset } : undefined;
}

import type { JournalEntry } from "../../contract/batch.ts";
import { readBatch } from "../../contract/upcast/mod.ts";
import { JournalGap } from "../faults.ts";
import type { Frame } from "./frame.ts";
import { damaged } from "./recover.ts";
import { listSegments, readSegment, segmentPath } from "./segment.ts";

/** Where a read of the journal can begin: a segment, and an offset of one of its frames. */
export interface Place {
  first: number;
  offset: number;
}

/** Where entries older than the oldest segment are found; in order, no gaps. */
export interface OlderEntries {
  frames(from: number, through: number): AsyncIterable<Frame>;
  /** The sequences it holds, or undefined when it holds none. */
  span(): Promise<{ first: number; last: number } | undefined>;
}

/** The first sequence from which everything can be read without a gap. */
export async function firstReadable(
  firstHeld: number,
  older: OlderEntries | undefined,
): Promise<number> {
  const span = await older?.span();
  return span && span.last + 1 >= firstHeld ? Math.min(span.first, firstHeld) : firstHeld;
}

export const toEntry = (frame: Frame): JournalEntry => ({
  sequence: frame.sequence,
  batch: readBatch(frame.payload),
  bytes: frame.payload.length,
});

/**
 * The frames `from` … `through` of one partition, in order and without a gap, wherever they are:
 * first the archive, then the segments. The last yielded place lets a reader go on where it was.
 */
export async function* readFrames(
  folder: string,
  from: number,
  through: number,
  older: OlderEntries | undefined,
  hint?: (sequence: number) => Place | undefined,
): AsyncGenerator<{ frame: Frame; next: Place }> {
  let wanted = from;
  while (wanted <= through) {
    const firsts = await listSegments(folder);
    const before = wanted;
    if (firsts.length === 0 || wanted < firsts[0]) {
      const last = firsts.length === 0 ? through : Math.min(through, firsts[0] - 1);
      for await (const frame of older?.frames(wanted, last) ?? []) {
        yield { frame, next: { first: frame.sequence + 1, offset: 0 } };
        wanted = frame.sequence + 1;
      }
      if (wanted === before) throw gap(folder, wanted, firsts[0]);
      continue;
    }
    const holding = firsts.findLast((first) => first <= wanted)!;
    const hinted = hint?.(wanted);
    const place = hinted?.first === holding ? hinted : { first: holding, offset: 0 };
    for await (const step of segmentFrames(folder, place, wanted, through)) {
      yield step;
      wanted = step.frame.sequence + 1;
    }
    if (wanted === before) {
      throw damaged(segmentPath(folder, place.first), 0, `batch ${wanted} is not in it`);
    }
  }
}

async function* segmentFrames(folder: string, place: Place, from: number, through: number) {
  const path = segmentPath(folder, place.first);
  const file = await Deno.open(path, { read: true });
  try {
    const frames = readSegment(file, place.offset);
    let step = await frames.next();
    for (; !step.done; step = await frames.next()) {
      const { frame, offset } = step.value;
      if (frame.sequence < from) continue;
      if (frame.sequence !== from) throw damaged(path, offset, `batch ${from} must stand here`);
      yield { frame, next: { first: place.first, offset: offset + frame.bytes } };
      if (++from > through) return;
    }
    if (step.value.state !== "end") {
      throw damaged(path, step.value.offset, `batch ${from} must stand here`);
    }
  } finally {
    file.close();
  }
}

function gap(folder: string, wanted: number, first: number | undefined): JournalGap {
  return new JournalGap(
    `The journal in ${folder} begins with batch ${
      first ?? "none"
    } and batch ${wanted} is needed: ` +
      `put back the archive's files, or the snapshots, from a backup and start again.`,
  );
}

import { JournalDamaged } from "../faults.ts";
import { syncFolder } from "../durable_file.ts";
import { decodeFrame, findMagic, type FrameHead } from "./frame.ts";
import { refuseShortened } from "./shortened.ts";
import { listSegments, readSegment, segmentPath } from "./segment.ts";

/**
 * What a start finds on disk, and what it does about it.
 *
 * A crash can leave one unfinished frame at the very end of the newest segment: the append that
 * was being written. Nobody was told that it is durable, so it is cut and reported. Everything
 * else that does not check out was durable once and acknowledged: it is never cut. What tells the
 * two apart is what follows: behind a torn append there is no whole frame, behind damage there is.
 */
export interface Segment {
  first: number;
  /** Sequence of the last frame; `first - 1` when the segment is empty. */
  last: number;
  bytes: number;
  /** Offset of every `MARK_EVERY`th frame, the first included; absent until it was scanned. */
  marks?: number[];
}

/** How far apart the remembered offsets lie: a read skips at most so many frames. */
export const MARK_EVERY = 64;

/**
 * Newest bytes that a start checks frame by frame: 0.3 s here. Older segments are checked when
 * they are read: by the archiver, a replay, or a reader.
 */
const CHECKED_AT_START_BYTES = 512 * 1024 * 1024;

export interface Recovered {
  segments: Segment[];
  tail: { sequence: number; epoch: number; id?: string };
  /** Youngest frames, oldest first, for the duplicate window. */
  recent: FrameHead[];
  /** The bytes that were cut, when the last append was torn. */
  cut?: { path: string; offset: number; bytes: number };
}

/** `known` is the newest batch that is known to have been durable; the journal must reach it. */
export async function recover(
  folder: string,
  recentMax: number,
  known = 0,
): Promise<Recovered> {
  const firsts = await listSegments(folder);
  const recovered: Recovered = { segments: [], tail: { sequence: 0, epoch: 0 }, recent: [] };
  const sizes = await Promise.all(
    firsts.map(async (first) => (await Deno.stat(segmentPath(folder, first))).size),
  );
  let unchecked = sizes.reduce((sum, size) => sum + size, 0) - CHECKED_AT_START_BYTES;
  for (const [i, first] of firsts.entries()) {
    const last = i === firsts.length - 1;
    unchecked -= sizes[i];
    if (!last && unchecked > 0) {
      recovered.segments.push({ first, last: firsts[i + 1] - 1, bytes: sizes[i] });
      recovered.tail = { sequence: firsts[i + 1] - 1, epoch: 0 };
      continue;
    }
    await checkSegment(folder, first, recovered, recentMax, last ? known : undefined);
  }
  refuseShortened(folder, recovered.tail.sequence, known);
  return recovered;
}

/** Reads every frame of a segment; cuts a torn append at the end of the newest one. */
async function checkSegment(
  folder: string,
  first: number,
  into: Recovered,
  recentMax: number,
  /** Given for the newest segment only. */
  known: number | undefined,
): Promise<void> {
  const newest = known !== undefined;
  const path = segmentPath(folder, first);
  if (into.segments.length > 0 && first !== into.tail.sequence + 1) {
    throw damaged(path, 0, `it should begin with batch ${into.tail.sequence + 1}`);
  }
  const file = await Deno.open(path, { read: true, write: newest });
  try {
    const segment: Segment = { first, last: first - 1, bytes: 0, marks: [] };
    const frames = readSegment(file, 0);
    let step = await frames.next();
    for (; !step.done; step = await frames.next()) {
      const { frame, offset } = step.value;
      if (frame.sequence !== segment.last + 1) {
        throw damaged(
          path,
          offset,
          `batch ${frame.sequence} stands where ${segment.last + 1} must`,
        );
      }
      note(segment, frame, offset);
      const { sequence, epoch, storedAt, id } = frame;
      into.tail = { sequence, epoch, id };
      into.recent.push({ sequence, epoch, storedAt, id });
      if (into.recent.length > recentMax * 2) into.recent.splice(0, recentMax);
    }
    if (step.value.state !== "end") {
      if (newest) refuseShortened(folder, into.tail.sequence, known);
      await cutTornTail(file, path, step.value.offset, into, newest);
      if (newest) await syncFolder(folder);
    }
    if (segment.last < first) into.tail = { ...into.tail, sequence: first - 1 };
    into.segments.push(segment);
  } finally {
    file.close();
  }
}

/** Adds a frame to its segment's figures. */
export function note(segment: Segment, frame: { sequence: number; bytes: number }, offset: number) {
  if ((frame.sequence - segment.first) % MARK_EVERY === 0) segment.marks?.push(offset);
  segment.last = frame.sequence;
  segment.bytes = offset + frame.bytes;
}

async function cutTornTail(
  file: Deno.FsFile,
  path: string,
  offset: number,
  into: Recovered,
  newest: boolean,
): Promise<void> {
  const size = (await file.stat()).size;
  if (!newest) throw damaged(path, offset, "later segments follow it");
  if (await wholeFrameAfter(file, offset, size)) {
    throw damaged(path, offset, "whole batches follow it");
  }
  await file.truncate(offset);
  await file.sync();
  into.cut = { path, offset, bytes: size - offset };
}

/** Looks for a frame that checks out behind the bytes that do not. */
async function wholeFrameAfter(file: Deno.FsFile, offset: number, size: number): Promise<boolean> {
  const rest = new Uint8Array(size - offset);
  await file.seek(offset, Deno.SeekMode.Start);
  let held = 0;
  while (held < rest.length) {
    const count = await file.read(rest.subarray(held));
    if (count === null) break;
    held += count;
  }
  for (let at = findMagic(rest, 1, held); at >= 0; at = findMagic(rest, at + 1, held)) {
    if (decodeFrame(rest, at, held).state === "whole") return true;
  }
  return false;
}

/** The sentence for the operator: which file, where, what is wrong, how to mend it. */
export function damaged(path: string, offset: number, what: string): JournalDamaged {
  return new JournalDamaged(
    `The journal file ${path} is damaged at byte ${offset} (${what}): ` +
      `nothing was changed; put back this file, or the data folder, from a backup and start again.`,
  );
}

import { decodeFrame, type Frame, FRAME_HEADER_BYTES } from "./frame.ts";

/**
 * Segment files of one partition: `journal/p22/000000000001.seg`, named for the first sequence in
 * them, so a folder listing is the index of the journal.
 */
const NAME = /^(\d{15})\.seg$/;

/** Bytes read at a time; grown to one frame when a frame is larger. */
const CHUNK_BYTES = 1024 * 1024;

export const partitionFolder = (folder: string, kind: string, partition: number): string =>
  `${folder}/${kind}/p${String(partition).padStart(2, "0")}`;

export const segmentPath = (folder: string, first: number): string =>
  `${folder}/${String(first).padStart(15, "0")}.seg`;

/** First sequences of the segments in a folder, ascending. */
export async function listSegments(folder: string): Promise<number[]> {
  const firsts: number[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const match = NAME.exec(entry.name);
      if (match) firsts.push(Number(match[1]));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return firsts.sort((a, b) => a - b);
}

/** How the frames of a file end: at its end, in an unfinished frame, or in bytes that are none. */
export interface SegmentEnd {
  state: "end" | "short" | "damaged";
  /** Offset of the first byte after the last whole frame. */
  offset: number;
}

export interface PlacedFrame {
  frame: Frame;
  offset: number;
}

/** Where bytes come from: a file, or an archive that is unpacked on the way. */
export interface ByteSource {
  read(into: Uint8Array): Promise<number | null>;
}

/** A buffer that a reader may use again for its next read; it grows to the largest frame. */
export interface Scratch {
  bytes: Uint8Array<ArrayBuffer>;
}

export const createScratch = (): Scratch => ({ bytes: new Uint8Array(CHUNK_BYTES) });

/** The whole frames of a segment from `offset` on, in order; returns how they end. */
export async function* readSegment(
  file: Deno.FsFile,
  offset: number,
  scratch: Scratch = createScratch(),
): AsyncGenerator<PlacedFrame, SegmentEnd> {
  file.seekSync(offset, Deno.SeekMode.Start);
  return yield* readFramesOf(file, offset, scratch);
}

/** The frames of any source; a frame's payload is a view that is valid until the next step. */
export async function* readFramesOf(
  source: ByteSource,
  offset: number,
  scratch: Scratch = createScratch(),
): AsyncGenerator<PlacedFrame, SegmentEnd> {
  let held = 0;
  let used = 0;
  while (true) {
    const read = decodeFrame(scratch.bytes, used, held);
    if (read.state === "whole") {
      yield { frame: read.frame, offset };
      used += read.frame.bytes;
      offset += read.frame.bytes;
      continue;
    }
    if (read.state === "damaged") return { state: "damaged", offset };
    scratch.bytes = makeRoom(scratch.bytes, used, held, read.bytes);
    held -= used;
    used = 0;
    const count = await source.read(scratch.bytes.subarray(held));
    if (count === null) return { state: held === 0 ? "end" : "short", offset };
    held += count;
  }
}

/** Moves the unread bytes to the front of a buffer that holds at least `needed`. */
function makeRoom(buffer: Uint8Array<ArrayBuffer>, used: number, held: number, needed: number) {
  const roomy = needed > buffer.length ? new Uint8Array(needed + FRAME_HEADER_BYTES) : buffer;
  if (roomy === buffer) buffer.copyWithin(0, used, held);
  else roomy.set(buffer.subarray(used, held));
  return roomy;
}

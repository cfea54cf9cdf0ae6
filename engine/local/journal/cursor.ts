import { type OlderEntries, type Place, readFrames } from "./entries.ts";
import type { Frame } from "./frame.ts";
import { createScratch, readSegment, segmentPath } from "./segment.ts";

/**
 * The place of a follower that is close behind the writer: the segment stays open and one buffer
 * serves every read, so a new batch costs one read instead of a listing, an opening and a megabyte
 * of memory. Bytes behind the last durable frame are never kept: the writer may still take them
 * back and write others in their place.
 */
export interface Cursor {
  /** The frames `from` … `through`, all durable; a frame is valid until the next step. */
  frames(from: number, through: number): AsyncGenerator<Frame>;
  close(): void;
}

export function createCursor(folder: string, older: OlderEntries | undefined): Cursor {
  const scratch = createScratch();
  let place: Place | undefined;
  let file: Deno.FsFile | undefined;

  function close(): void {
    file?.close();
    file = undefined;
  }

  /** What the open segment has of the frames wanted; possibly nothing, when the next one began. */
  async function* near(from: number, through: number): AsyncGenerator<Frame> {
    if (!place) return;
    file ??= await openIfThere(segmentPath(folder, place.first));
    if (!file) return;
    for await (const { frame, offset } of readSegment(file, place.offset, scratch)) {
      if (frame.sequence !== from++) return; // read again from the start, where it is judged
      place = { first: place.first, offset: offset + frame.bytes };
      yield frame;
      if (from > through) return;
    }
  }

  return {
    close,
    async *frames(from, through) {
      let wanted = from;
      for await (const frame of near(wanted, through)) {
        wanted = frame.sequence + 1;
        yield frame;
      }
      if (wanted > through) return;
      close();
      place = undefined;
      for await (const { frame, next } of readFrames(folder, wanted, through, older)) {
        place = next;
        yield frame;
      }
    },
  };
}

/** An archived stretch ends where no segment may begin, and retention removes old ones. */
async function openIfThere(path: string): Promise<Deno.FsFile | undefined> {
  try {
    return await Deno.open(path, { read: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Frame } from "../journal/frame.ts";
import { damaged } from "../journal/recover.ts";
import { type ByteSource, readFramesOf } from "../journal/segment.ts";
import type { OlderEntries } from "../journal/entries.ts";
import { type ArchivedDay, archiveFolder, dayPath, readCatalogue } from "./catalogue.ts";

/** Reads a partition's archive: the frames as they stood in the journal, checked again. */
export function openArchive(dataFolder: string, partition: number): OlderEntries {
  const folder = archiveFolder(dataFolder, partition);
  async function* frames(from: number, through: number): AsyncGenerator<Frame> {
    for (const day of (await readCatalogue(folder)).days) {
      if (day.last < from || day.first > through) continue;
      for await (const frame of framesOfDay(folder, day, 0)) {
        if (frame.sequence > through) return;
        if (frame.sequence >= from) yield frame;
      }
    }
  }
  return {
    frames,
    async span() {
      const { days } = await readCatalogue(folder);
      return days.length > 0 ? { first: days[0].first, last: days.at(-1)!.last } : undefined;
    },
  };
}

/** The frames of a day's file from the gzip member that begins at `offset` on. */
export async function* framesOfDay(
  folder: string,
  day: ArchivedDay,
  offset: number,
): AsyncGenerator<Frame> {
  const path = dayPath(folder, day.day);
  const packed = createReadStream(path, { start: offset, end: day.bytes - 1 });
  const unpacked = createGunzip();
  packed.on("error", (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  try {
    const frames = readFramesOf(sourceOf(unpacked), 0);
    let step = await frames.next();
    for (; !step.done; step = await frames.next()) yield step.value.frame;
    if (step.value.state !== "end") throw damaged(path, step.value.offset, "unpacked");
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

function sourceOf(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest = new Uint8Array(0);
  return {
    async read(into) {
      while (rest.length === 0) {
        const step = await iterator.next();
        if (step.done) return null;
        rest = new Uint8Array(step.value);
      }
      const count = Math.min(rest.length, into.length);
      into.set(rest.subarray(0, count));
      rest = rest.subarray(count);
      return count;
    },
  };
}

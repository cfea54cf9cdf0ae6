import type { JournalEntry } from "../../contract/batch.ts";
import { openArchive } from "../archive/read_archive.ts";
import { firstReadable, readFrames, toEntry } from "./entries.ts";
import { listSegments, partitionFolder, readSegment, segmentPath } from "./segment.ts";

/**
 * Every entry that is on disk, from the oldest archived one, or from `begin` when that is newer, to
 * the last whole frame. Only reads: it takes no lock and cuts nothing, so it works beside a running
 * desk as well as after its stop.
 */
export async function* readWhole(
  dataFolder: string,
  partition: number,
  begin = 1,
): AsyncGenerator<JournalEntry> {
  const folder = partitionFolder(dataFolder, "journal", partition);
  const older = openArchive(dataFolder, partition);
  const firsts = await listSegments(folder);
  const from = Math.max(begin, await firstReadable(firsts[0] ?? 1, older));
  const through = await lastWhole(folder, firsts);
  for await (const { frame } of readFrames(folder, from, through, older)) {
    yield toEntry(frame);
  }
}

async function lastWhole(folder: string, firsts: number[]): Promise<number> {
  const newest = firsts.at(-1);
  if (newest === undefined) return 0;
  const file = await Deno.open(segmentPath(folder, newest), { read: true });
  try {
    let last = newest - 1;
    for await (const { frame } of readSegment(file, 0)) last = frame.sequence;
    return last;
  } finally {
    file.close();
  }
}

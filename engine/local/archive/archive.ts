import { gzipSync } from "node:zlib";
import { Buffer } from "node:buffer";
import { syncFolder } from "../durable_file.ts";
import { readFrames } from "../journal/entries.ts";
import { listSegments, partitionFolder } from "../journal/segment.ts";
import {
  archivedThrough,
  archiveFolder,
  type Catalogue,
  dayOf,
  dayPath,
  readCatalogue,
  writeCatalogue,
} from "./catalogue.ts";
import { framesOfDay } from "./read_archive.ts";

/**
 * Copies the journal into the archive: one gzip file per partition and day, made of members of
 * about a megabyte each, appended. A stretch is archived when its day is over or its segment is
 * full, whichever comes first. It counts as archived only after it was synced, read back and
 * checked; retention drops nothing that does not.
 */
const MEMBER_BYTES = 1024 * 1024;

/** Archives what is due and durable; returns the newest archived sequence. */
export async function archive(
  dataFolder: string,
  partition: number,
  durable: number,
  now: number,
): Promise<number> {
  const folder = archiveFolder(dataFolder, partition);
  const journal = partitionFolder(dataFolder, "journal", partition);
  await Deno.mkdir(folder, { recursive: true });
  const catalogue = await readCatalogue(folder);
  const firsts = await listSegments(journal);
  const fullBefore = firsts.at(-1) ?? 1;
  const today = dayOf(now);
  // An archive that an operator took away begins again with what the journal still holds.
  const start = catalogue.days.length > 0 ? archivedThrough(catalogue) + 1 : firsts[0] ?? 1;
  let member = emptyMember(catalogue.days.at(-1)?.day ?? "");
  for await (const { frame } of readFrames(journal, start, durable, undefined)) {
    if (frame.sequence >= fullBefore && dayOf(frame.storedAt) >= today) break;
    const day = laterDay(member.day, dayOf(frame.storedAt));
    if (member.frames.length > 0 && (day !== member.day || member.bytes >= MEMBER_BYTES)) {
      await appendMember(folder, catalogue, member);
      member = emptyMember(day);
    }
    member.day = day;
    member.first ||= frame.sequence;
    member.last = frame.sequence;
    member.bytes += frame.bytes;
    member.frames.push(Buffer.from(frame.whole));
  }
  if (member.frames.length > 0) await appendMember(folder, catalogue, member);
  return archivedThrough(catalogue);
}

interface Member {
  day: string;
  first: number;
  last: number;
  bytes: number;
  frames: Buffer[];
}

const emptyMember = (day: string): Member => ({ day, first: 0, last: 0, bytes: 0, frames: [] });

/** A clock that was set back does not open an earlier day again: days stay in order. */
const laterDay = (newest: string, day: string): string => day > newest ? day : newest;

async function appendMember(folder: string, catalogue: Catalogue, member: Member): Promise<void> {
  const newest = catalogue.days.at(-1);
  const day = newest?.day === member.day
    ? newest
    : { day: member.day, first: member.first, last: member.last, bytes: 0 };
  const packed = gzipSync(Buffer.concat(member.frames));
  const offset = day.bytes;
  const file = await Deno.open(dayPath(folder, day.day), { create: true, write: true });
  try {
    await file.truncate(offset);
    await file.seek(offset, Deno.SeekMode.Start);
    let done = 0;
    while (done < packed.length) done += await file.write(packed.subarray(done));
    await file.sync();
  } finally {
    file.close();
  }
  await syncFolder(folder);
  const written = { ...day, last: member.last, bytes: offset + packed.length };
  let expected = member.first;
  for await (const frame of framesOfDay(folder, written, offset)) {
    if (frame.sequence !== expected++) {
      throw new Error(`the archive took ${frame.sequence} wrongly`);
    }
  }
  if (expected !== member.last + 1) throw new Error(`the archive ends before ${member.last}`);
  if (newest?.day === member.day) catalogue.days.pop();
  catalogue.days.push(written);
  await writeCatalogue(folder, catalogue);
}

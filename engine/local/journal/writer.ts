import { isDiskFull } from "../faults.ts";
import { syncFolder, writeAllSync } from "../durable_file.ts";
import { encodeFrame, type FrameHead } from "./frame.ts";
import { note, type Recovered, type Segment } from "./recover.ts";
import { type JournalSettings, openSegmentFile, segmentBytes } from "./settings.ts";
import { segmentPath } from "./segment.ts";

/**
 * The end of the journal that grows. A frame goes to the page cache in one synchronous write (a
 * copy of some KB), then `fdatasync` runs off the event loop; only after it is the batch durable.
 *
 * When a write or a sync fails, what the disk holds behind the last durable frame is unknown: a
 * part of the frame, all of it, or nothing, and the kernel may have forgotten that the page was
 * dirty. So before anything else is written the file is cut back to the last durable byte and
 * synced; while that fails, every append says so and nothing is acknowledged.
 */
export interface Writer {
  segments: Segment[];
  file: Deno.FsFile | undefined;
  broken: string | undefined;
  settings: JournalSettings;
  folder: string;
  segmentBytesMax: number;
}

export type Written = { state: "written"; bytes: number } | { state: "full" } | {
  state: "failed";
  reason: string;
};

export async function openWriter(
  settings: JournalSettings,
  folder: string,
  recovered: Recovered,
): Promise<Writer> {
  const writer: Writer = {
    segments: recovered.segments,
    file: undefined,
    broken: undefined,
    settings,
    folder,
    segmentBytesMax: segmentBytes(settings),
  };
  const newest = writer.segments.at(-1);
  if (newest) {
    writer.file = await open(writer, newest.first);
    await writer.file.seek(newest.bytes, Deno.SeekMode.Start);
  }
  return writer;
}

const open = (writer: Writer, first: number): Promise<Deno.FsFile> =>
  (writer.settings.openForWriting ?? openSegmentFile)(segmentPath(writer.folder, first));

/** Resolves when the frame is on the disk, or with why it is not. Never throws for the disk. */
export async function write(writer: Writer, head: FrameHead, payload: Uint8Array) {
  const frame = encodeFrame(head, payload);
  try {
    if (writer.broken) await repair(writer);
    await makeSegment(writer, head.sequence, frame.length);
    const segment = writer.segments.at(-1)!;
    writer.broken = "the last append did not finish";
    writeAllSync(writer.file!, frame);
    await writer.file!.syncData();
    writer.broken = undefined;
    note(segment, { sequence: head.sequence, bytes: frame.length }, segment.bytes);
    return { state: "written", bytes: frame.length } satisfies Written as Written;
  } catch (error) {
    writer.broken ??= String((error as Error).message);
    if (isDiskFull(error)) {
      await repair(writer).catch(() => {}); // no room is an expected outcome; tried again later
      return { state: "full" } satisfies Written as Written;
    }
    const reason = `the journal cannot be written: ${(error as Error).message}`;
    return { state: "failed", reason } satisfies Written as Written;
  }
}

/** Cuts what is not known to be durable; throws while the disk does not allow even that. */
async function repair(writer: Writer): Promise<void> {
  const segment = writer.segments.at(-1);
  if (segment && writer.file) {
    await writer.file.truncate(segment.bytes);
    await writer.file.seek(segment.bytes, Deno.SeekMode.Start);
    await writer.file.sync();
  }
  writer.broken = undefined;
}

/** Begins a new segment when there is none or the newest would grow too large. */
async function makeSegment(writer: Writer, sequence: number, bytes: number): Promise<void> {
  const newest = writer.segments.at(-1);
  const roomy = newest && (newest.bytes === 0 || newest.bytes + bytes <= writer.segmentBytesMax);
  if (roomy && writer.file) return;
  const file = await open(writer, sequence);
  try {
    await syncFolder(writer.folder);
  } catch (error) {
    file.close();
    throw error;
  }
  writer.file?.close();
  writer.file = file;
  writer.segments.push({ first: sequence, last: sequence - 1, bytes: 0, marks: [] });
}

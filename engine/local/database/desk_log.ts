import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import { syncFolder, writeAllSync, writeDurably } from "../durable_file.ts";

/**
 * The log of schema `desk`. PGlite never syncs its files, and what stands in `desk` cannot be
 * folded again from the journal; so every change of a desk row is written here, and synced, before
 * its transaction commits. A record is one transaction: a line of `<crc32> <json>`. A torn last
 * line was never acknowledged and is cut. Behind a damaged one whole lines follow: those were
 * acknowledged, so such a start is refused.
 *
 * Rows are whole and writing them again changes nothing, so the log is also what a lost database
 * is made from, and what a surviving one is brought up to date with.
 */
class DeskLogDamaged extends Error {
  override name = "DeskLogDamaged";
}

export interface DeskChange {
  table: string;
  operation: "put" | "remove";
  row: Record<string, unknown>;
}

export interface DeskLog {
  /** Durable when it returns. The returned function takes the record back. */
  append(changes: readonly DeskChange[]): () => void;
  bytes(): number;
  /** Replaces the log by these records; either the old or the new one survives a crash. */
  replace(records: readonly (readonly DeskChange[])[]): Promise<void>;
  close(): void;
}

const CRC_CHARACTERS = 8;

export interface OpenedDeskLog {
  log: DeskLog;
  /** Every transaction in it, oldest first. */
  records: DeskChange[][];
  /** Bytes of a torn end that were cut. */
  cutBytes: number;
}

export async function openDeskLog(path: string): Promise<OpenedDeskLog> {
  let file = await openAtEnd(path);
  const content = await Deno.readFile(path);
  const { records, wholeBytes } = recordsIn(content);
  if (wholeFollows(content, wholeBytes)) {
    file.close();
    throw new DeskLogDamaged(
      `The desk's log ${path} is damaged at byte ${wholeBytes} (whole records follow it): ` +
        `nothing was changed; put it back from a backup and start again.`,
    );
  }
  let bytes = wholeBytes;
  if (wholeBytes < content.length) {
    file.truncateSync(wholeBytes);
    file.syncSync();
  }
  file.seekSync(bytes, Deno.SeekMode.Start);
  const cutTo = (length: number) => {
    file.truncateSync(length);
    file.seekSync(length, Deno.SeekMode.Start);
    file.syncDataSync();
    bytes = length;
  };
  const log: DeskLog = {
    append(changes) {
      const before = bytes;
      const line = lineOf(changes);
      try {
        writeAllSync(file, line);
        file.syncDataSync();
      } catch (error) {
        cutTo(before);
        throw error;
      }
      bytes += line.length;
      return () => cutTo(before);
    },
    bytes: () => bytes,
    async replace(next) {
      const whole = Buffer.concat(next.map(lineOf));
      await writeDurably(path, whole);
      file.close();
      file = await openAtEnd(path);
      bytes = whole.length;
    },
    close: () => file.close(),
  };
  return { log, records, cutBytes: content.length - wholeBytes };
}

async function openAtEnd(path: string): Promise<Deno.FsFile> {
  const file = await Deno.open(path, { create: true, read: true, write: true, mode: 0o600 });
  file.seekSync(0, Deno.SeekMode.End);
  await syncFolder(path.slice(0, path.lastIndexOf("/")));
  return file;
}

function lineOf(changes: readonly DeskChange[]): Uint8Array {
  const json = Buffer.from(JSON.stringify(changes));
  const check = crc32(json).toString(16).padStart(CRC_CHARACTERS, "0");
  return Buffer.concat([Buffer.from(`${check} `), json, Buffer.from("\n")]);
}

/** The JSON of the line that begins at `from`, when it is whole. */
function wholeLine(content: Uint8Array, from: number): { json?: Uint8Array; end: number } {
  const end = content.indexOf(0x0a, from);
  if (end < 0) return { end };
  const check = Buffer.from(content.subarray(from, from + CRC_CHARACTERS)).toString();
  const json = content.subarray(from + CRC_CHARACTERS + 1, end);
  const whole = crc32(json).toString(16).padStart(CRC_CHARACTERS, "0") === check;
  return whole ? { json, end } : { end };
}

/** Reads whole lines up to the first that does not verify. */
function recordsIn(content: Uint8Array): { records: DeskChange[][]; wholeBytes: number } {
  const records: DeskChange[][] = [];
  let from = 0;
  while (from < content.length) {
    const { json, end } = wholeLine(content, from);
    if (json === undefined) break;
    records.push(JSON.parse(Buffer.from(json).toString()));
    from = end + 1;
  }
  return { records, wholeBytes: from };
}

/** Whether a line that verifies begins somewhere after the one at `from`. */
function wholeFollows(content: Uint8Array, from: number): boolean {
  for (let end = content.indexOf(0x0a, from); end >= 0; end = content.indexOf(0x0a, end + 1)) {
    if (wholeLine(content, end + 1).json !== undefined) return true;
  }
  return false;
}

import type { Clock } from "../../ports/clock.ts";
import { SettingWrong } from "../faults.ts";
import type { DurableSequences } from "./durable.ts";
import type { OlderEntries } from "./entries.ts";

const MIB = 1024 * 1024;

/** Small enough that retention can let go of a day piece by piece, large enough to be few. */
const SEGMENT_BYTES = 64 * MIB;
const SEGMENT_BYTES_LEAST = 4096;
const SEGMENT_BYTES_MOST = 256 * MIB;
/** Embedded default of architecture §3. */
const JOURNAL_BYTES_MAX = 2048 * MIB;

/** All partitions of one data folder share one limit, as they share one stream on NATS. */
export interface JournalBudget {
  bytes: number;
  bytesMax: number;
}

export interface JournalSettings {
  /** Data folder. */
  folder: string;
  partition: number;
  clock: Clock;
  budget: JournalBudget;
  durable: DurableSequences;
  segmentBytesMax?: number;
  /** Where entries older than the oldest segment are: the archive. */
  older?: OlderEntries;
  /** The newest batch that other parts of the folder prove to have been durable. */
  known?: number;
  /** Told when a torn append was cut at the start. */
  report?: (sentence: string) => void;
  /** Opens a segment for writing; tests hand in files that fail. */
  openForWriting?: (path: string) => Promise<Deno.FsFile>;
}

export function createBudget(bytesMax: number = JOURNAL_BYTES_MAX): JournalBudget {
  if (!Number.isFinite(bytesMax) || bytesMax < MIB) {
    throw new SettingWrong(
      `journalBytesMax is ${bytesMax} and must be at least ${MIB} bytes, for example ${
        2048 * MIB
      }.`,
    );
  }
  return { bytes: 0, bytesMax };
}

export function segmentBytes(settings: { segmentBytesMax?: number }): number {
  const bytes = settings.segmentBytesMax ?? SEGMENT_BYTES;
  if (!(bytes >= SEGMENT_BYTES_LEAST && bytes <= SEGMENT_BYTES_MOST)) {
    throw new SettingWrong(
      `journalSegmentBytes is ${bytes} and must lie between ${SEGMENT_BYTES_LEAST} and ` +
        `${SEGMENT_BYTES_MOST}, for example ${SEGMENT_BYTES}.`,
    );
  }
  return bytes;
}

export const openSegmentFile = (path: string): Promise<Deno.FsFile> =>
  Deno.open(path, { create: true, read: true, write: true });

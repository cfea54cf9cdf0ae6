import type { Files } from "../contract/ports/files.ts";
import type { Keys } from "../contract/ports/keys.ts";
import type { Clock } from "../ports/clock.ts";
import type { Documents } from "../ports/documents.ts";
import type { Random } from "../ports/random.ts";
import type { Snapshots } from "../ports/snapshots.ts";
import { openArchive } from "./archive/read_archive.ts";
import { createClock } from "./clock.ts";
import { takeDataFolder } from "./data_folder.ts";
import { openDocuments } from "./documents/documents.ts";
import { openFiles } from "./files/files.ts";
import { createDurable, type DurableSequences } from "./journal/durable.ts";
import { type LocalJournal, openJournal } from "./journal/journal.ts";
import { knownThrough } from "./journal/shortened.ts";
import { createBudget, segmentBytes } from "./journal/settings.ts";
import { openKeys } from "./keys/keys.ts";
import { openJournalReader } from "./journal/reader.ts";
import { createRandom } from "./random.ts";
import { openSnapshots } from "./snapshots/snapshots.ts";

export interface LocalSettings {
  /** Bytes of all partitions' journals together; 2 GiB unless told. */
  journalBytesMax?: number;
  /** Bytes of one segment; 64 MiB unless told. */
  journalSegmentBytes?: number;
  /** Sentences for the operator's log, such as a torn append that was cut. */
  report?: (sentence: string) => void;
}

/** The local adapters over one data folder, which this process alone writes. */
export interface Local {
  folder: string;
  /** The partition's journal, opened at the first call; the same one at every later call. */
  journal(partition: number): Promise<LocalJournal>;
  /** Calls `listener` for each journal that is open and each one opened later, until stopped. */
  onJournal(listener: (partition: number) => void): () => void;
  snapshots(partition: number): Snapshots;
  /** Partitions that have a journal in the folder. */
  partitions(): Promise<number[]>;
  documents: Documents;
  keys: Keys;
  files: Files;
  clock: Clock;
  random: Random;
  /** Handed to workers, so that their readers know what is durable. */
  durable: DurableSequences;
  close(): Promise<void>;
}

/**
 * Opens a data folder, making it when it is not there. Throws one of `faults.ts`, whose message is
 * the sentence for the operator.
 */
export async function openLocal(folder: string, settings: LocalSettings = {}): Promise<Local> {
  const budget = createBudget(settings.journalBytesMax);
  segmentBytes({ segmentBytesMax: settings.journalSegmentBytes });
  const giveBack = await takeDataFolder(folder);
  const clock = createClock();
  const durable = createDurable();
  const journals = new Map<number, Promise<LocalJournal>>();
  const open = new Set<number>();
  const listeners = new Set<(partition: number) => void>();
  const keys = await openKeys(folder, clock).catch((error) => {
    giveBack();
    throw error;
  });

  return {
    folder,
    journal(partition) {
      const known = journals.get(partition);
      if (known) return known;
      const opened = knownThrough(folder, partition).then((known) =>
        openJournal({
          folder,
          partition,
          clock,
          budget,
          durable,
          segmentBytesMax: settings.journalSegmentBytes,
          older: openArchive(folder, partition),
          known,
          report: settings.report,
        })
      );
      journals.set(partition, opened);
      opened.then(() => {
        open.add(partition);
        for (const listener of listeners) listener(partition);
      }, () => {}); // who asked for it gets the error
      return opened;
    },
    onJournal(listener) {
      for (const partition of open) listener(partition);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshots: (partition) => openSnapshots(folder, partition),
    partitions: () => listPartitions(folder),
    documents: openDocuments(folder),
    keys,
    files: await openFiles(folder, keys, clock),
    clock,
    random: createRandom(),
    durable,
    async close() {
      for (const opened of journals.values()) await (await opened.catch(() => undefined))?.close();
      await keys.close();
      giveBack();
    },
  };
}

async function listPartitions(folder: string): Promise<number[]> {
  const partitions: number[] = [];
  for await (const entry of Deno.readDir(`${folder}/journal`)) {
    const match = /^p(\d\d)$/.exec(entry.name);
    if (match) partitions.push(Number(match[1]));
  }
  return partitions.sort((a, b) => a - b);
}

/** For workers: what is durable in a partition's journal, the archive before it. */
export const openReader = (folder: string, partition: number, durable: DurableSequences) =>
  openJournalReader(folder, partition, durable, openArchive(folder, partition));
export { openKeyReader } from "./keys/keys.ts";

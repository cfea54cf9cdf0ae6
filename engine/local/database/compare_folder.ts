import type { Comparison } from "../../records/compare.ts";
import { openLocal } from "../mod.ts";
import { openRecords, type Records } from "./open_records.ts";

/** How long the records may take to catch up with the journal before they count as broken. */
const CATCH_UP_MS_MAX = 10 * 60 * 1000;
const LOOK_EVERY_MS = 50;

/**
 * P7 for a data folder that no desk is using: opens it as a start would, lets the projector catch
 * up, and compares every row with the fold of the journal. Throws `DataFolderInUse` beside a
 * running desk, which compares by its own `Records.compare`.
 */
export async function compareFolder(
  folder: string,
  report: (sentence: string) => void,
): Promise<Comparison[]> {
  const local = await openLocal(folder, { report });
  try {
    const partitions = await local.partitions();
    const tails = new Map<number, number>();
    for (const partition of partitions) {
      tails.set(partition, (await (await local.journal(partition)).tail()).sequence);
    }
    const records = await openRecords({ folder, partitions, durable: local.durable, report });
    try {
      const compared: Comparison[] = [];
      for (const [partition, tail] of tails) {
        await caughtUp(records, partition, tail);
        compared.push(await records.compare(partition));
      }
      return compared;
    } finally {
      await records.stop();
    }
  } finally {
    await local.close();
  }
}

/** Waits until the records hold the partition's journal up to `tail`. */
export async function caughtUp(records: Records, partition: number, tail: number): Promise<void> {
  const until = performance.now() + CATCH_UP_MS_MAX;
  while (records.applied(partition).sequence < tail) {
    if (performance.now() > until) {
      throw new Error(`the records of partition ${partition} do not reach batch ${tail}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

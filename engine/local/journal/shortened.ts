import { archivedThrough, archiveFolder, readCatalogue } from "../archive/catalogue.ts";
import { JournalDamaged } from "../faults.ts";
import { openSnapshots } from "../snapshots/snapshots.ts";

/**
 * Snapshots and archive are only made of durable batches. When one of them reaches further than
 * the journal, acknowledged batches are missing at the journal's end: a file was taken away, put
 * back from an older copy, or damaged in its last batch, which a start would take for a torn
 * append. To go on would give their numbers to other batches, so such a start is refused.
 */
export async function knownThrough(dataFolder: string, partition: number): Promise<number> {
  const [newest] = await openSnapshots(dataFolder, partition).list();
  const catalogue = await readCatalogue(archiveFolder(dataFolder, partition));
  return Math.max(newest?.sequence ?? 0, archivedThrough(catalogue));
}

export function refuseShortened(folder: string, tail: number, known: number): void {
  if (known <= tail) return;
  throw new JournalDamaged(
    `The journal in ${folder} ends at batch ${tail}, but snapshots or archive reach batch ` +
      `${known}, so acknowledged batches are missing: nothing was changed; put the journal ` +
      `folder back from a backup and start again.`,
  );
}

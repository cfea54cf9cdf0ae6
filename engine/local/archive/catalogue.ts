import { readIfThere, writeDurably } from "../durable_file.ts";
import { partitionFolder } from "../journal/segment.ts";

/**
 * What the archive of one partition holds: `archive/p22/catalogue.json` beside one
 * `2026-11-11.gz` per day. The catalogue is written after the bytes it speaks of are durable, so
 * whatever lies behind `bytes` in a day's file was cut off by a crash and is written again.
 */
export interface ArchivedDay {
  /** UTC day, `2026-11-11`. */
  day: string;
  first: number;
  last: number;
  /** Bytes of the day's file that count. */
  bytes: number;
}

export interface Catalogue {
  version: 1;
  /** Ascending, without a gap between one's last and the next one's first. */
  days: ArchivedDay[];
}

export const archiveFolder = (dataFolder: string, partition: number): string =>
  partitionFolder(dataFolder, "archive", partition);

export const dayPath = (folder: string, day: string): string => `${folder}/${day}.gz`;

export const dayOf = (storedAt: number): string => new Date(storedAt).toISOString().slice(0, 10);

export async function readCatalogue(folder: string): Promise<Catalogue> {
  const bytes = await readIfThere(`${folder}/catalogue.json`);
  return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : { version: 1, days: [] };
}

export const writeCatalogue = (folder: string, catalogue: Catalogue): Promise<void> =>
  writeDurably(
    `${folder}/catalogue.json`,
    new TextEncoder().encode(JSON.stringify(catalogue)),
  );

/** The newest archived sequence; 0 when nothing is archived. */
export const archivedThrough = (catalogue: Catalogue): number => catalogue.days.at(-1)?.last ?? 0;

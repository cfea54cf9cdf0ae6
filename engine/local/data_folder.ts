import { DataFolderInUse, unwritable } from "./faults.ts";
import { readIfThere, writeAllSync } from "./durable_file.ts";

/** Everything that one embedded Tidegate keeps, by folder. */
const FOLDERS = ["journal", "snapshots", "archive", "documents", "keys", "files"] as const;

const text = { encode: new TextEncoder(), decode: new TextDecoder() };

/**
 * Makes the folder and takes it for this process. The system's file lock goes with the process
 * that holds it, so a `kill -9` leaves nothing behind that would have to be cleaned up.
 * Returns what gives it back.
 */
export async function takeDataFolder(folder: string): Promise<() => void> {
  const file = await openLock(folder);
  if (!await file.tryLock(true)) {
    file.close();
    const holder = text.decode.decode(await readIfThere(`${folder}/lock`)).trim();
    throw new DataFolderInUse(
      `The data folder ${folder} is in use by process ${holder || "unknown"}: ` +
        `stop that process first, or name another folder in TIDEGATE_DATA.`,
    );
  }
  await file.truncate(0);
  writeAllSync(file, text.encode.encode(`${Deno.pid}\n`));
  return () => file.close();
}

async function openLock(folder: string): Promise<Deno.FsFile> {
  try {
    for (const name of FOLDERS) await Deno.mkdir(`${folder}/${name}`, { recursive: true });
    return await Deno.open(`${folder}/lock`, { create: true, read: true, write: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/**
 * Files that are either wholly there or not at all, also after the power failed: written under
 * another name, synced, renamed, and the folder synced so that the name itself is on the disk.
 */

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await Deno.open(folder, { read: true });
  try {
    await handle.sync();
  } finally {
    handle.close();
  }
}

/** `writeSync` may write less than asked; this writes all or throws. */
export function writeAllSync(file: Deno.FsFile, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) {
    const count = file.writeSync(bytes.subarray(done));
    if (count === 0) throw new Error("the system wrote nothing");
    done += count;
  }
}

/** Reads exactly into `into` from `offset`, as far as the file goes. Returns the bytes read. */
export function readAtSync(file: Deno.FsFile, offset: number, into: Uint8Array): number {
  file.seekSync(offset, Deno.SeekMode.Start);
  let done = 0;
  while (done < into.length) {
    const count = file.readSync(into.subarray(done));
    if (count === null) break;
    done += count;
  }
  return done;
}

/** Writes under way, by path: whoever writes the same name meanwhile waits, they share `.new`. */
const writing = new Map<string, Promise<void>>();

/** `mode` is that of a file which is made anew. */
export function writeDurably(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const before = writing.get(path) ?? Promise.resolve();
  const mine = before.catch(() => {}).then(() => write(path, bytes, mode)).finally(() => {
    if (writing.get(path) === mine) writing.delete(path);
  });
  writing.set(path, mine);
  return mine;
}

async function write(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const unfinished = `${path}.new`;
  const file = await Deno.open(unfinished, { create: true, write: true, truncate: true, mode });
  try {
    let done = 0;
    while (done < bytes.length) done += await file.write(bytes.subarray(done));
    await file.sync();
  } finally {
    file.close();
  }
  await Deno.rename(unfinished, path);
  await syncFolder(folder);
}

/** The bytes of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Removes a file; that it is gone already is fine. Returns whether it was there. */
export async function removeIfThere(path: string): Promise<boolean> {
  try {
    await Deno.remove(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

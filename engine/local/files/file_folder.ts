import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import type { StoredFile } from "../../contract/ports/files.ts";
import type { Sealed } from "../../contract/wire/messages.ts";
import { readIfThere, removeIfThere, writeDurably } from "../durable_file.ts";

/**
 * On disk: `files/content/<aa>/<sha-256>` holds the sealed bytes under the hash of what is stored,
 * `files/entries/<aa>/<id>.json` says what they are. The file's name is sealed too, so nothing a
 * visitor wrote lies here in clear text.
 */
export interface StoredEntry extends Omit<StoredFile, "name"> {
  name: Sealed;
  /** SHA-256 of the sealed content. */
  content: string;
}

const shard = (name: string): string => createHash("sha256").update(name).digest("hex").slice(0, 2);

const entryPath = (root: string, id: string): string => `${root}/entries/${shard(id)}/${id}.json`;
const contentPath = (root: string, hash: string): string =>
  `${root}/content/${hash.slice(0, 2)}/${hash}`;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await Deno.mkdir(folderOf(path), { recursive: true });
  await writeDurably(path, bytes);
}

export async function writeContent(root: string, sealed: Uint8Array): Promise<string> {
  const hash = createHash("sha256").update(sealed).digest("hex");
  await write(contentPath(root, hash), sealed);
  return hash;
}

/** The sealed bytes, or undefined when they are gone or not what was stored. */
export async function readContent(root: string, hash: string): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(contentPath(root, hash));
  if (!bytes || createHash("sha256").update(bytes).digest("hex") !== hash) return undefined;
  return bytes;
}

export const writeEntry = (root: string, entry: StoredEntry): Promise<void> =>
  write(entryPath(root, entry.id), Buffer.from(JSON.stringify(entry)));

export async function readEntry(root: string, id: string): Promise<StoredEntry | undefined> {
  const bytes = await readIfThere(entryPath(root, id));
  return bytes && JSON.parse(Buffer.from(bytes).toString("utf8"));
}

/** The entry goes last: while it stands, a crashed removal is found and finished. */
export async function removeStored(root: string, id: string, content: string): Promise<void> {
  await removeIfThere(contentPath(root, content));
  await removeIfThere(entryPath(root, id));
}

/** Every entry of the store, in no order. */
export async function* allEntries(root: string): AsyncGenerator<StoredEntry> {
  for await (const path of filesBelow(`${root}/entries`)) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (!name.endsWith(".json")) continue;
    const entry = await readEntry(root, name.slice(0, -5));
    if (entry) yield entry;
  }
}

/** Content that no entry names: left by a crash between the two writes. */
export async function* strayContent(
  root: string,
  isNamed: (hash: string) => boolean,
): AsyncGenerator<{ hash: string; storedAt: number }> {
  for await (const path of filesBelow(`${root}/content`)) {
    const hash = path.slice(path.lastIndexOf("/") + 1);
    if (isNamed(hash)) continue;
    const storedAt = (await Deno.stat(path).catch(() => null))?.mtime?.getTime();
    if (storedAt !== undefined) yield { hash, storedAt };
  }
}

export const removeContent = (root: string, hash: string): Promise<boolean> =>
  removeIfThere(contentPath(root, hash));

async function* filesBelow(folder: string): AsyncGenerator<string> {
  try {
    for await (const shardEntry of Deno.readDir(folder)) {
      for await (const entry of Deno.readDir(`${folder}/${shardEntry.name}`)) {
        yield `${folder}/${shardEntry.name}/${entry.name}`;
      }
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

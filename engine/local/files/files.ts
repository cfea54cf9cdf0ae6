import type { Files, StoredFile } from "../../contract/ports/files.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { openJson, sealJson } from "../../contract/sealing.ts";
import type { Clock } from "../../ports/clock.ts";
import { openAside, sealAside } from "./aside.ts";
import { addFile, createFileIndex, removeFile, visitorOf } from "./file_index.ts";
import {
  allEntries,
  readContent,
  readEntry,
  removeContent,
  removeStored,
  type StoredEntry,
  strayContent,
  writeContent,
  writeEntry,
} from "./file_folder.ts";

/**
 * Visitors' files in a local folder. Content is durable before its entry, the entry before `put`
 * resolves, so a message never names a file that a crash takes away. Destroying the visitor's key
 * alone makes the content unreadable; `removeOfVisitor` takes the bytes away as well.
 */
export async function openFiles(dataFolder: string, keys: Keys, clock: Clock): Promise<Files> {
  const root = `${dataFolder}/files`;
  const index = createFileIndex();
  for await (const entry of allEntries(root)) addFile(index, entry);

  async function open(entry: StoredEntry): Promise<StoredFile | undefined> {
    const key = await keys.read(entry.key);
    const name = key && openJson(key, entry.name);
    if (typeof name !== "string") return undefined;
    const { content: _, ...file } = entry;
    return { ...file, name };
  }

  async function remove(id: string): Promise<void> {
    const file = index.files.get(id);
    if (!file) return;
    await removeStored(root, id, file.content);
    removeFile(index, id);
  }

  return {
    async put(file, content) {
      if (!isToken(file.id)) throw new TypeError("a file's id must be a token");
      const key = await keys.read(file.key);
      if (!key) throw new Error("a file cannot be sealed: its key is gone");
      const hash = await writeContent(root, await sealAside(file.key, key, content));
      const stored: StoredFile = { ...file, storedAt: clock.wall(), named: false };
      const entry: StoredEntry = {
        ...stored,
        name: sealJson(file.key, key, file.name),
        content: hash,
      };
      await writeEntry(root, entry);
      addFile(index, entry);
      return stored;
    },
    async head(id) {
      if (!index.files.has(id)) return undefined;
      const entry = await readEntry(root, id);
      return entry && open(entry);
    },
    async read(id) {
      const file = index.files.get(id);
      const entry = file && await readEntry(root, id);
      const key = entry && await keys.read(entry.key);
      const sealed = key && await readContent(root, entry.content);
      return sealed && await openAside(entry.key, key, sealed);
    },
    async name(id) {
      const file = index.files.get(id);
      const entry = file && !file.named && await readEntry(root, id);
      if (!entry) return;
      await writeEntry(root, { ...entry, named: true });
      file.named = true;
    },
    async removeOfVisitor(workspace, visitor) {
      const ids = [...index.ofVisitor.get(visitorOf({ workspace, visitor })) ?? []];
      for (const id of ids) await remove(id);
      return ids.length;
    },
    async sweep(now, olderThanMs) {
      let removed = 0;
      for (const file of [...index.files.values()]) {
        if (file.named || now - file.storedAt <= olderThanMs) continue;
        await remove(file.id);
        removed++;
      }
      const held = new Set([...index.files.values()].map((file) => file.content));
      for await (const stray of strayContent(root, (hash) => held.has(hash))) {
        if (now - stray.storedAt > olderThanMs) await removeContent(root, stray.hash);
      }
      return removed;
    },
    usedBy: (workspace, visitor) => {
      const whose = visitor === undefined ? workspace : visitorOf({ workspace, visitor });
      return Promise.resolve(index.bytesOf.get(whose) ?? 0);
    },
  };
}

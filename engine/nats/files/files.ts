import { createHash } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Files, StoredFile } from "../../contract/ports/files.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { openBytes, openJson, sealBytes, sealJson } from "../../contract/sealing.ts";
import { isToken } from "../../contract/wire/ids.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Publisher } from "../publisher.ts";
import { openObjects } from "../store/objects.ts";
import { BUCKETS } from "../subjects.ts";
import { type FileEntry, openFileEntries } from "./entries.ts";

/**
 * Visitors' files: sealed content as objects named by their hash, what they are as entries of a
 * bucket. Content is durable before its entry, and the entry before `put` resolves. Quotas, sweeps
 * and erasing go through the entries, so that every gateway sees every other's uploads.
 */
export function openFiles(
  nats: NatsConnection,
  publisher: Publisher,
  keys: Keys,
  clock: Clock,
): Files {
  const objects = openObjects(nats, BUCKETS.files);
  const entries = openFileEntries(nats, publisher);

  async function open(entry: FileEntry): Promise<StoredFile | undefined> {
    const key = await keys.read(entry.key);
    const name = key && openJson(key, entry.name);
    if (typeof name !== "string") return undefined;
    const { content: _, ...file } = entry;
    return { ...file, name };
  }

  /** The entry goes last: while it stands, a crashed removal is found and finished. */
  async function remove(entry: FileEntry): Promise<void> {
    await objects.remove(entry.content);
    await entries.remove(entry);
  }

  return {
    async put(file, content) {
      if (!isToken(file.id)) throw new TypeError("a file's id must be a token");
      const key = await keys.read(file.key);
      if (!key) throw new Error("a file cannot be sealed: its key is gone");
      const sealed = sealBytes(file.key, key, content);
      const hash = createHash("sha256").update(sealed).digest("hex");
      await objects.put(hash, sealed);
      const stored: StoredFile = { ...file, storedAt: clock.wall(), named: false };
      await entries.put({ ...stored, name: sealJson(file.key, key, file.name), content: hash });
      return stored;
    },
    async head(id) {
      const entry = await entries.find(id);
      return entry && await open(entry);
    },
    async read(id) {
      const entry = await entries.find(id);
      const key = entry && await keys.read(entry.key);
      const sealed = key && await objects.read(entry.content);
      return sealed && openBytes(entry.key, key, sealed);
    },
    async name(id) {
      const entry = await entries.find(id);
      if (entry !== undefined && !entry.named) await entries.put({ ...entry, named: true });
    },
    async removeOfVisitor(workspace, visitor) {
      const found = await entries.list(workspace, visitor);
      for (const entry of found) await remove(entry);
      return found.length;
    },
    async sweep(now, olderThanMs) {
      const unnamed = (await entries.list()).filter((entry) =>
        !entry.named && now - entry.storedAt > olderThanMs
      );
      for (const entry of unnamed) await remove(entry);
      return unnamed.length;
    },
    async usedBy(workspace, visitor) {
      const found = await entries.list(workspace, visitor);
      return found.reduce((sum, entry) => sum + entry.bytes, 0);
    },
  };
}

import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { StoredFile } from "../../contract/ports/files.ts";
import type { Sealed } from "../../contract/wire/messages.ts";
import { isToken } from "../../contract/wire/ids.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "../subjects.ts";

/** What lies in the bucket: the file's name is sealed, so nothing stands there in clear text. */
export interface FileEntry extends Omit<StoredFile, "name"> {
  name: Sealed;
  /** SHA-256 of the sealed content: the object's name. */
  content: string;
}

/**
 * Entries by `<workspace>.<visitor>.<id>`: one by its id alone, or all of a visitor or workspace,
 * through the bucket's subjects. A visitor has a few dozen at most; a workspace's are listed for
 * its quota and once an hour.
 */
export interface FileEntries {
  put(entry: FileEntry): Promise<void>;
  find(id: string): Promise<FileEntry | undefined>;
  list(workspace?: string, visitor?: string): Promise<FileEntry[]>;
  remove(entry: FileEntry): Promise<void>;
}

class EntryNotStored extends Error {
  override name = "EntryNotStored";
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function openFileEntries(nats: NatsConnection, publisher: Publisher): FileEntries {
  const stream = bucketStream(BUCKETS.fileEntries);
  const keyOf = (entry: FileEntry): string => `${entry.workspace}.${entry.visitor}.${entry.id}`;

  async function last(subject: string): Promise<FileEntry | undefined> {
    const message = await readMessage(nats, stream, { last_by_subj: subject });
    if (message === undefined || message.data.length === 0) return undefined;
    return JSON.parse(decoder.decode(message.data));
  }

  return {
    async put(entry) {
      const subject = bucketSubject(BUCKETS.fileEntries, keyOf(entry));
      const stored = await publisher.publish(subject, encoder.encode(JSON.stringify(entry)));
      if (stored.state !== "stored") throw new EntryNotStored(stored.reason);
    },
    find: async (id) =>
      isToken(id) ? await last(bucketSubject(BUCKETS.fileEntries, `*.*.${id}`)) : undefined,
    async list(workspace = "*", visitor = "*") {
      const manager = await jetstreamManager(nats, { checkAPI: false });
      const filter = bucketSubject(BUCKETS.fileEntries, `${workspace}.${visitor}.*`);
      const { state } = await manager.streams.info(stream, { subjects_filter: filter });
      const found: FileEntry[] = [];
      for (const subject of Object.keys(state.subjects ?? {})) {
        const entry = await last(subject);
        if (entry !== undefined) found.push(entry);
      }
      return found;
    },
    async remove(entry) {
      const manager = await jetstreamManager(nats, { checkAPI: false });
      const filter = bucketSubject(BUCKETS.fileEntries, keyOf(entry));
      await manager.streams.purge(stream, { filter });
    },
  };
}

import { createHash } from "node:crypto";
import type { Documents } from "../../ports/documents.ts";
import { readIfThere, writeDurably } from "../durable_file.ts";

const HASH = /^[0-9a-f]{64}$/;

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Configuration documents, one file each, named by the SHA-256 of its content. They are never
 * removed: any batch of the journal may name one when it is replayed.
 */
export function openDocuments(dataFolder: string): Documents {
  const path = (hash: string) => `${dataFolder}/documents/${hash}`;
  return {
    async put(bytes) {
      const hash = hashOf(bytes);
      const stored = await readIfThere(path(hash));
      if (!stored || hashOf(stored) !== hash) await writeDurably(path(hash), bytes);
      return hash;
    },
    async get(hash) {
      if (!HASH.test(hash)) return undefined;
      const bytes = await readIfThere(path(hash));
      return bytes && hashOf(bytes) === hash ? bytes : undefined;
    },
  };
}

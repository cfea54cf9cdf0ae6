import { createHash } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Documents } from "../../ports/documents.ts";
import { BUCKETS } from "../subjects.ts";
import { openObjects } from "./objects.ts";

const HASH = /^[0-9a-f]{64}$/;

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Configuration documents as objects named by their hash; never removed, as in the local folder. */
export function openDocuments(nats: NatsConnection): Documents {
  const objects = openObjects(nats, BUCKETS.documents);

  async function get(hash: string): Promise<Uint8Array | undefined> {
    if (!HASH.test(hash)) return undefined;
    const bytes = await objects.read(hash);
    return bytes && hashOf(bytes) === hash ? bytes : undefined;
  }

  return {
    async put(bytes) {
      const hash = hashOf(bytes);
      if (await get(hash) === undefined) await objects.put(hash, bytes);
      return hash;
    },
    get,
  };
}

import type { NatsConnection } from "@nats-io/transport-node";
import { type Keys, KeysUnavailable } from "../../contract/ports/keys.ts";
import { SEALING_KEY_BYTES } from "../../contract/sealing.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage, type StreamMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "../subjects.ts";
import { createSupply } from "./supply.ts";

/** After an erasure another process may use a key no longer than this (architecture §3). */
const CACHE_MS = 5 * 60 * 1000;
/** About 3 MB; the oldest leave first. */
const CACHED_MAX = 16_384;
const ID = /^[A-Za-z0-9_-]{22}$/;

/**
 * Sealing keys in a bucket of their own, one entry per visitor: history 1, three copies. Any number
 * of processes make and destroy them. A destroyed key is deleted by its sequence, which overwrites
 * its bytes on the servers' disks; a marker would only hide them.
 */
export function openKeys(nats: NatsConnection, publisher: Publisher, clock: Clock): Keys {
  const stream = bucketStream(BUCKETS.keys);
  const cache = new Map<string, { key: Uint8Array; until: number }>();
  const supply = createSupply(publisher);

  async function find(id: string): Promise<StreamMessage | undefined> {
    if (!ID.test(id)) return undefined;
    try {
      return await readMessage(nats, stream, { last_by_subj: bucketSubject(BUCKETS.keys, id) });
    } catch (cause) {
      throw new KeysUnavailable((cause as Error).message, { cause });
    }
  }

  return {
    take: supply.take,
    async read(id) {
      const cached = cache.get(id);
      const now = clock.monotonic();
      if (cached !== undefined && now < cached.until) return cached.key;
      cache.delete(id);
      const key = (await find(id))?.data;
      if (key?.length !== SEALING_KEY_BYTES) return undefined;
      cache.set(id, { key, until: now + CACHE_MS });
      if (cache.size > CACHED_MAX) cache.delete(cache.keys().next().value!);
      return key;
    },
    async destroy(id) {
      cache.delete(id);
      const found = await find(id);
      if (found === undefined) return;
      const ask = JSON.stringify({ seq: found.sequence });
      const answer = await nats.request(`$JS.API.STREAM.MSG.DELETE.${stream}`, ask);
      const { success, error } = answer.json<
        { success?: boolean; error?: { description: string } }
      >();
      if (success !== true) {
        throw new KeysUnavailable(error?.description ?? "the key is still there");
      }
    },
    forget: (id) => void cache.delete(id),
  };
}

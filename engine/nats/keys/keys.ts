import { randomBytes } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Keys } from "../../contract/ports/keys.ts";
import { SEALING_KEY_BYTES } from "../../contract/sealing.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "../subjects.ts";

/**
 * Sealing keys in a bucket of their own, one entry per visitor: history 1, three copies. Any number
 * of processes make and destroy them. A destroyed key is deleted by its sequence, which overwrites
 * its bytes on the servers' disks; a marker would only hide them.
 */
const KEYS_PER_BLOCK = 1_000;
/** The next block is made when fewer are left: a block takes about 50 ms. */
const REFILL_BELOW = 500;
/** After an erasure another process may use a key no longer than this (architecture §3). */
const CACHE_MS = 5 * 60 * 1000;
/** About 3 MB; the oldest leave first. */
const CACHED_MAX = 16_384;
const ID = /^[A-Za-z0-9_-]{22}$/;
const ID_BYTES = 16;

/** The bucket refused a key, or did not answer. */
class KeysUnavailable extends Error {
  override name = "KeysUnavailable";
}

export function openKeys(nats: NatsConnection, publisher: Publisher, clock: Clock): Keys {
  const stream = bucketStream(BUCKETS.keys);
  const cache = new Map<string, { key: Uint8Array; until: number }>();
  let free: string[] = [];
  let refilling: Promise<void> | undefined;

  async function makeOne(): Promise<string> {
    const id = randomBytes(ID_BYTES).toString("base64url");
    const stored = await publisher.publish(
      bucketSubject(BUCKETS.keys, id),
      randomBytes(SEALING_KEY_BYTES),
      { "Nats-Expected-Last-Subject-Sequence": "0" },
    );
    if (stored.state !== "stored") throw new KeysUnavailable(stored.reason);
    return id;
  }

  const refill = () =>
    refilling ??= Promise.all(Array.from({ length: KEYS_PER_BLOCK }, makeOne))
      .then((ids) => void (free = [...ids, ...free]))
      .finally(() => refilling = undefined);

  const find = async (id: string) =>
    ID.test(id)
      ? await readMessage(nats, stream, { last_by_subj: bucketSubject(BUCKETS.keys, id) })
      : undefined;

  return {
    async take() {
      while (free.length === 0) await refill();
      const id = free.pop()!;
      if (free.length < REFILL_BELOW) refill().catch(() => {}); // the take that needs it reports
      return id;
    },
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

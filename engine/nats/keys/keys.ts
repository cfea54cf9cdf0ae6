import { randomBytes } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import { type Keys, KeysUnavailable } from "../../contract/ports/keys.ts";
import { SEALING_KEY_BYTES } from "../../contract/sealing.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage, type StreamMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "../subjects.ts";

/**
 * Sealing keys in a bucket of their own, one entry per visitor: history 1, three copies. Any number
 * of processes make and destroy them. A destroyed key is deleted by its sequence, which overwrites
 * its bytes on the servers' disks; a marker would only hide them.
 */
const KEYS_PER_BLOCK = 1_024;
const AT_ONCE = 64;
/** The next block is made when fewer are left: a block takes about 50 ms. */
const REFILL_BELOW = 500;
/** After an erasure another process may use a key no longer than this (architecture §3). */
const CACHE_MS = 5 * 60 * 1000;
/** About 3 MB; the oldest leave first. */
const CACHED_MAX = 16_384;
const ID = /^[A-Za-z0-9_-]{22}$/;
const ID_BYTES = 16;

/** A caller who takes the next key. */
interface Waiting {
  go(): void;
  fail(cause: unknown): void;
}

export function openKeys(nats: NatsConnection, publisher: Publisher, clock: Clock): Keys {
  const stream = bucketStream(BUCKETS.keys);
  const cache = new Map<string, { key: Uint8Array; until: number }>();
  const free: string[] = [];
  const waiting: Waiting[] = [];
  let refilling = false;

  async function makeOne(): Promise<void> {
    const id = randomBytes(ID_BYTES).toString("base64url");
    const stored = await publisher.publish(
      bucketSubject(BUCKETS.keys, id),
      randomBytes(SEALING_KEY_BYTES),
      { "Nats-Expected-Last-Subject-Sequence": "0" },
    );
    if (stored.state !== "stored") throw new KeysUnavailable(stored.reason);
    free.unshift(id);
    waiting.shift()?.go();
  }

  /**
   * A block, a few at a time: a disk that syncs each takes hundreds a second and would leave the
   * last of a thousand without an answer in time. One that fails ends the block.
   */
  async function makeBlock(): Promise<void> {
    for (let made = 0; made < KEYS_PER_BLOCK; made += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, makeOne));
    }
  }

  function refill(): void {
    if (refilling) return;
    refilling = true;
    const end = (settle: (one: Waiting) => void): void => {
      refilling = false;
      waiting.splice(0).forEach(settle);
    };
    makeBlock().then(() => end(({ go }) => go()), (cause) => end(({ fail }) => fail(cause)));
  }

  /** Resolves when a key was made; rejects when the block ended without one for this caller. */
  const awaitOne = (): Promise<void> =>
    new Promise((go, fail) => {
      waiting.push({ go, fail });
      refill();
    });

  async function find(id: string): Promise<StreamMessage | undefined> {
    if (!ID.test(id)) return undefined;
    try {
      return await readMessage(nats, stream, { last_by_subj: bucketSubject(BUCKETS.keys, id) });
    } catch (cause) {
      throw new KeysUnavailable((cause as Error).message, { cause });
    }
  }

  return {
    async take() {
      while (free.length === 0) await awaitOne();
      const id = free.pop()!;
      if (free.length < REFILL_BELOW) refill();
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

import { randomBytes } from "node:crypto";
import { KeysUnavailable } from "../../contract/ports/keys.ts";
import { SEALING_KEY_BYTES } from "../../contract/sealing.ts";
import type { Publisher } from "../publisher.ts";
import { BUCKETS, bucketSubject } from "../subjects.ts";

const KEYS_PER_BLOCK = 1_024;
const AT_ONCE = 64;
/** The next block is made when fewer are left: a block takes about 50 ms. */
const REFILL_BELOW = 500;
const ID_BYTES = 16;
/** Callers who wait for a key; more are told "not now". Ten blocks: what a second of opens needs. */
const WAITING_MAX = 10_240;

/** A caller who takes the next key. */
interface Waiting {
  go(): void;
  fail(cause: unknown): void;
}

/** Keys made ahead of their use, so that an open waits for no write of its own. */
export function createSupply(publisher: Publisher): { take(): Promise<string> } {
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
      if (waiting.length >= WAITING_MAX) return fail(new KeysUnavailable("too many wait for keys"));
      waiting.push({ go, fail });
      refill();
    });

  return {
    async take() {
      while (free.length === 0) await awaitOne();
      const id = free.pop()!;
      if (free.length < REFILL_BELOW) refill();
      return id;
    },
  };
}

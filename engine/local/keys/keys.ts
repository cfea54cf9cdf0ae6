import type { Keys } from "../../contract/ports/keys.ts";
import type { Clock } from "../../ports/clock.ts";
import {
  destroyKey,
  findKey,
  type KeyFile,
  type MadeKey,
  makeKeys,
  openKeyFile,
} from "./key_file.ts";

/** One sync for so many visitors; a start leaves at most this many unused records behind. */
const KEYS_PER_BLOCK = 1_000;
/** The next block is made when fewer are left: at 4,000 opens a second that is 60 ms ahead. */
const REFILL_BELOW = 250;
/** After an erasure another thread may use a key no longer than this (architecture §3). */
const CACHE_MS = 5 * 60 * 1000;
/** About 3 MB; the oldest leave first. */
const CACHED_MAX = 16_384;

export interface LocalKeys extends Keys {
  close(): Promise<void>;
}

const readOnly = () =>
  Promise.reject(new Error("only the engine's thread makes and destroys keys"));

/** The thread that makes and destroys keys. There is one per data folder. */
export async function openKeys(dataFolder: string, clock: Clock): Promise<LocalKeys> {
  const file = await openKeyFile(keyPath(dataFolder), true);
  const cache = createCache(clock);
  let free: MadeKey[] = [];
  let refilling: Promise<void> | undefined;
  let destroying: Promise<void> = Promise.resolve();

  const refill = () =>
    refilling ??= makeKeys(file, KEYS_PER_BLOCK)
      .then((made) => void (free = [...made.reverse(), ...free]))
      .finally(() => refilling = undefined);

  return {
    async take() {
      while (free.length === 0) await refill();
      const { id, key } = free.pop()!;
      cache.hold(id, key); // whoever takes one seals with it at once
      if (free.length < REFILL_BELOW) refill().catch(() => {}); // the take that needs it reports
      return id;
    },
    read: (id) => Promise.resolve(cache.read(id, () => findKey(file, id))),
    destroy(id) {
      cache.forget(id);
      return destroying = destroying.catch(() => {}).then(() => destroyKey(file, id));
    },
    forget: (id) => cache.forget(id),
    async close() {
      await refilling?.catch(() => {});
      await destroying.catch(() => {});
      file.file.close();
    },
  };
}

/** Keys for other threads: they read from the same file, so they see keys made later. */
export function openKeyReader(dataFolder: string, clock: Clock): LocalKeys {
  const cache = createCache(clock);
  let opening: Promise<KeyFile> | undefined;
  return {
    take: readOnly,
    async read(id) {
      opening ??= openKeyFile(keyPath(dataFolder), false);
      const file = await opening;
      return cache.read(id, () => findKey(file, id));
    },
    destroy: readOnly,
    forget: (id) => cache.forget(id),
    async close() {
      (await opening?.catch(() => undefined))?.file.close();
    },
  };
}

const keyPath = (dataFolder: string): string => `${dataFolder}/keys/keys.tg`;

function createCache(clock: Clock) {
  const held = new Map<string, { key: Uint8Array; until: number }>();
  function hold(id: string, key: Uint8Array): void {
    held.set(id, { key, until: clock.monotonic() + CACHE_MS });
    if (held.size > CACHED_MAX) held.delete(held.keys().next().value!);
  }
  return {
    hold,
    read(id: string, load: () => Uint8Array | undefined): Uint8Array | undefined {
      const cached = held.get(id);
      if (cached && clock.monotonic() < cached.until) return cached.key;
      held.delete(id);
      const key = load();
      if (key) hold(id, key);
      return key;
    },
    forget: (id: string) => void held.delete(id),
  };
}

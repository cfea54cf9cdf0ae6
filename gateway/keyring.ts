import { keyIdOf, openJson, sealJson } from "../engine/contract/sealing.ts";
import type { Keys } from "../engine/contract/ports/keys.ts";
import type { Sealed } from "../engine/contract/wire/messages.ts";
import { LIMITS } from "./limits/limits.ts";
import type { GatewayClock } from "./options.ts";

/**
 * Opening and sealing at the door. Keys stay here for at most five minutes and go at once when a
 * visitor is erased; with a key at hand both work synchronously, so that feeds keep their order
 * without waiting. What was sealed here a moment ago is remembered in clear, because the feed
 * brings it back to the same door.
 */
export interface Keyring {
  /** The key when it is at hand. */
  now(id: string): Uint8Array | undefined;
  /** The key, read if need be; undefined when it was destroyed. */
  key(id: string): Promise<Uint8Array | undefined>;
  /**
   * `seed` (command id and field) makes a repeat of the same text the same bytes, so that the
   * engine recognises the repeat.
   */
  seal(id: string, value: unknown, seed: string): Promise<Sealed | undefined>;
  open(sealed: Sealed): Promise<unknown | undefined>;
  openNow(sealed: Sealed): unknown | undefined;
  forget(): void;
}

export function createKeyring(keys: Keys, clock: GatewayClock): Keyring {
  const held = new Map<string, { key: Uint8Array; until: number }>();
  const fresh = createFresh();
  const now = (id: string) => {
    const found = held.get(id);
    if (!found) return undefined;
    if (found.until > clock.monotonic()) return found.key;
    held.delete(id);
    return undefined;
  };
  const key = async (id: string) => {
    const known = now(id);
    if (known) return known;
    const read = await keys.read(id);
    if (!read) return undefined;
    if (held.size >= LIMITS.keyCacheMax) held.delete(held.keys().next().value!);
    held.set(id, { key: read, until: clock.monotonic() + LIMITS.keyCacheMs });
    return read;
  };
  return {
    now,
    key,
    async seal(id, value, seed) {
      const bytes = await key(id);
      if (!bytes) return undefined;
      const sealed = sealJson(id, bytes, value, seed);
      fresh.put(sealed, value);
      return sealed;
    },
    async open(sealed) {
      const bytes = await key(keyIdOf(sealed));
      return bytes && (fresh.get(sealed) ?? openJson(bytes, sealed));
    },
    openNow(sealed) {
      const bytes = now(keyIdOf(sealed));
      return bytes && (fresh.get(sealed) ?? openJson(bytes, sealed));
    },
    forget() {
      held.clear();
      fresh.clear();
    },
  };
}

/** Two seconds of the fastest door; a feed that comes later opens what it brings. */
const FRESH_MAX = 2_048;

/** Sealed here and not yet come back, in clear; the oldest leave first. */
function createFresh() {
  const values = new Map<Sealed, unknown>();
  return {
    put(sealed: Sealed, value: unknown) {
      if (values.size >= FRESH_MAX) values.delete(values.keys().next().value!);
      values.set(sealed, value);
    },
    get: (sealed: Sealed) => values.get(sealed),
    clear: () => values.clear(),
  };
}

import type { Event } from "../../contract/wire/events.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { keyIdOf, openJson } from "../../contract/sealing.ts";
import type { Open } from "../fold/fold.ts";
import { sealedParts } from "./needs.ts";

/** Keys read at once; more wait, so that a large batch asks no storm of a remote key store. */
const KEYS_AT_ONCE_MAX = 64;

/** Reads every key the events are sealed with, and opens with them from memory. */
export async function openerOf(keys: Keys, events: readonly Event[]): Promise<Open> {
  const ids = new Set<string>();
  for (const event of events) for (const part of sealedParts(event)) ids.add(keyIdOf(part));
  const held = new Map<string, Uint8Array>();
  const waiting = [...ids];
  for (let at = 0; at < waiting.length; at += KEYS_AT_ONCE_MAX) {
    await Promise.all(
      waiting.slice(at, at + KEYS_AT_ONCE_MAX).map(async (id) => {
        const key = await keys.read(id);
        if (key) held.set(id, key);
      }),
    );
  }
  return (sealed) => {
    const key = held.get(keyIdOf(sealed));
    return key === undefined ? undefined : openJson(key, sealed);
  };
}

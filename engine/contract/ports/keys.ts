/**
 * Sealing keys, one per visitor, named by an id that says nothing. Made in blocks of 1,000,
 * durable before the first one is used. Local: a file. NATS: a bucket.
 */
export interface Keys {
  /** An unused key, already durable. */
  take(): Promise<string>;
  /** 32 bytes, or undefined when it was destroyed or never was. Cached for at most 5 minutes. */
  read(id: string): Promise<Uint8Array | undefined>;
  /** Durable when resolved; the file keeps no copy of the bytes. */
  destroy(id: string): Promise<void>;
  /** Drops a cached key at once (on `visitor.erased`). */
  forget(id: string): void;
}

/** No key can be made, read or destroyed now; callers say `unavailable`. */
export class KeysUnavailable extends Error {
  override name = "KeysUnavailable";
}

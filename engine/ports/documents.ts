/** Configuration documents by content hash: durable before a command may name one. */
export interface Documents {
  /** Resolves to the hash, 64 hex digits of SHA-256, once the bytes are durable. */
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Uint8Array | undefined>;
}

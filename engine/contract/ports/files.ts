/**
 * Stored files: content-addressed, sealed with the visitor's key, durable before a message may
 * name one. Unnamed ones are removed after an hour.
 */
export interface StoredFile {
  id: string;
  workspace: string;
  /** Conversation it was uploaded for: reading needs the right to this conversation. */
  conversation: string;
  visitor: string;
  key: string;
  name: string;
  type: string;
  bytes: number;
  width?: number;
  height?: number;
  storedAt: number;
  named: boolean;
}

export interface Files {
  put(file: Omit<StoredFile, "storedAt" | "named">, content: Uint8Array): Promise<StoredFile>;
  head(id: string): Promise<StoredFile | undefined>;
  /** The content in clear, or undefined when it or its key is gone. */
  read(id: string): Promise<Uint8Array | undefined>;
  /** Marks it as named by a message, so that it stays. */
  name(id: string): Promise<void>;
  removeOfVisitor(workspace: string, visitor: string): Promise<number>;
  /** Removes what was never named and is older than `olderThanMs`. */
  sweep(now: number, olderThanMs: number): Promise<number>;
  /** Bytes stored for a visitor, or for the whole workspace, for the quotas. */
  usedBy(workspace: string, visitor?: string): Promise<number>;
}

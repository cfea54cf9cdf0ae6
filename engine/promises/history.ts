/**
 * What a client saw, written by the client's own process: `sent` is synced to its file before the
 * command leaves, the outcome after it came. A reply that never came is unknown, never failed.
 */
export type HistoryRecord =
  | { at: number; kind: "sent"; client: string; id: string; command: string }
  | {
    at: number;
    kind: "acknowledged";
    client: string;
    id: string;
    command: string;
    seq: number;
    conversation?: string;
    message?: string;
    repeated?: boolean;
  }
  | { at: number; kind: "refused"; client: string; id: string; command: string; code: string }
  | { at: number; kind: "resynchronised"; observer: string; conversation: string; lastSeq: number }
  | {
    at: number;
    kind: "observed";
    observer: string;
    conversation: string;
    seq: number;
    prev: number;
    /** Who wrote it, for messages. */
    author?: string;
    /** The author's own numbering, where it has one. */
    number?: number;
  };

/** Parses lines of JSON; a torn last line (the client was killed) is left out. */
export function parseHistory(text: string): HistoryRecord[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.flatMap((line, index) => {
    try {
      return [JSON.parse(line) as HistoryRecord];
    } catch (cause) {
      if (index === lines.length - 1) return [];
      throw new Error(`line ${index + 1} of the client's history is damaged`, { cause });
    }
  });
}

/** Commands that were sent and never answered. */
export function unknownOutcomes(history: HistoryRecord[]): number {
  const open = new Set<string>();
  for (const record of history) {
    if (record.kind === "sent") open.add(`${record.client} ${record.id}`);
    if (record.kind === "acknowledged" || record.kind === "refused") {
      open.delete(`${record.client} ${record.id}`);
    }
  }
  return open.size;
}

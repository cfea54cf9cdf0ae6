import type { FrameHead } from "./frame.ts";

/** A retry of an append is recognised for ten minutes, as NATS does (architecture §3). */
const DUPLICATE_WINDOW_MS = 10 * 60 * 1000;

/**
 * Ids remembered at most. A partition has one append in flight and retries only that one, so a
 * handful would do; this many cover ten minutes at 27 batches a second and cost about 2 MB.
 */
export const DUPLICATES_MAX = 16_384;

/** Which append ids the journal has seen lately, and under which sequence. */
export interface Duplicates {
  find(id: string, now: number): number | undefined;
  add(head: FrameHead): void;
}

export function createDuplicates(recent: FrameHead[]): Duplicates {
  const byId = new Map<string, { sequence: number; storedAt: number }>();
  const add = (head: FrameHead) => {
    byId.set(head.id, { sequence: head.sequence, storedAt: head.storedAt });
    if (byId.size > DUPLICATES_MAX) byId.delete(byId.keys().next().value!);
  };
  for (const head of recent) add(head);
  return {
    add,
    find(id, now) {
      const seen = byId.get(id);
      if (!seen || now - seen.storedAt > DUPLICATE_WINDOW_MS) return undefined;
      return seen.sequence;
    },
  };
}

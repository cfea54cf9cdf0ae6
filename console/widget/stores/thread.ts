import type { EntriesPage } from "../../../engine/contract/wire/http.ts";
import type { Entry, VisitorConversation } from "../../../engine/contract/wire/socket.ts";

/**
 * One conversation as the visitor sees it. Entries arrive three ways (live frames, a resync after a
 * reconnect, pages of history) and may overlap or come twice, so every way in merges by sequence:
 * what is held is always sorted, without doubles, and complete up to `heldSeq` except for the one
 * `hole` that a resync may have announced and that pages of history close again.
 */
export interface Thread {
  readonly summary: VisitorConversation;
  readonly entries: readonly Entry[];
  /** Everything up to here is held; what the next connection asks to go on from. */
  readonly heldSeq: number;
  /** Entries after `after` and before `before` are still to be fetched. */
  readonly hole?: { readonly after: number; readonly before: number };
  /** True while history older than the first entry may exist. */
  readonly more: boolean;
}

/** Entries held per conversation; the oldest are let go and can be paged in again. */
const ENTRIES_HELD_MAX = 1_000;

export const emptyThread = (summary: VisitorConversation): Thread => ({
  summary,
  entries: [],
  heldSeq: 0,
  more: true,
});

export type Added = { outcome: "added" | "repeated" | "gap"; thread: Thread };

/**
 * A live entry. `prev` is the sequence before it in this conversation: when it is newer than what
 * is held something was missed, and the caller resumes instead of showing a thread with a hole.
 */
export function addEntry(thread: Thread, prev: number, entry: Entry): Added {
  if (entry.seq <= thread.heldSeq) {
    const merged = merge(thread.entries, [entry]);
    return { outcome: "repeated", thread: { ...thread, entries: merged } };
  }
  if (prev > thread.heldSeq) return { outcome: "gap", thread };
  const entries = merge(thread.entries, [entry]);
  return { outcome: "added", thread: { ...thread, entries, heldSeq: entry.seq } };
}

/** What the gateway sends after a reconnect: complete from `completeFrom` up to `lastSeq`. */
export function resync(
  thread: Thread,
  entries: readonly Entry[],
  completeFrom: number,
  lastSeq: number,
): Thread {
  const missed = completeFrom > thread.heldSeq + 1;
  const merged = merge(thread.entries, entries);
  const newest = entries.reduce((seq, entry) => Math.max(seq, entry.seq), lastSeq);
  return {
    ...thread,
    entries: merged,
    heldSeq: Math.max(thread.heldSeq, newest),
    more: thread.more && !begins(merged),
    hole: missed
      ? { after: thread.hole?.after ?? thread.heldSeq, before: completeFrom }
      : thread.hole,
  };
}

/** A page of history, in either order: fills the hole first, else goes further back. */
export function addPage(thread: Thread, page: EntriesPage): Thread {
  const seqs = page.entries.map((entry) => entry.seq);
  const oldest = seqs.length > 0 ? Math.min(...seqs) : 0;
  const merged = {
    ...thread,
    entries: merge(thread.entries, page.entries),
    heldSeq: Math.max(thread.heldSeq, ...seqs),
  };
  const hole = thread.hole;
  if (hole === undefined) return { ...merged, more: page.more && !begins(merged.entries) };
  const closed = !page.more || seqs.length === 0 || oldest <= hole.after;
  if (!closed) return { ...merged, hole: { after: hole.after, before: oldest } };
  return { ...merged, hole: undefined, more: hole.after === 0 ? page.more : thread.more };
}

/** True when the first line of all is here: nothing older can exist. */
const begins = (entries: readonly Entry[]): boolean =>
  entries[0]?.kind === "line" && entries[0].event.type === "conversation.opened";

/** Where the next page of history ends: before the hole's end, else before the oldest entry. */
export function pageBefore(thread: Thread): number | undefined {
  return thread.hole?.before ?? thread.entries[0]?.seq;
}

/** Sorted by sequence; one entry per sequence and per message, a recall taking the text away. */
function merge(held: readonly Entry[], fresh: readonly Entry[]): readonly Entry[] {
  if (fresh.length === 0) return held;
  const bySeq = new Map(held.map((entry) => [entry.seq, entry]));
  const seqOfMessage = new Map<string, number>();
  for (const entry of held) {
    if (entry.kind === "message") seqOfMessage.set(entry.message, entry.seq);
  }
  const recalled = new Set<string>();
  for (const entry of fresh) {
    if (entry.kind === "line") {
      bySeq.set(entry.seq, entry);
      if (entry.event.type === "conversation.recalled") recalled.add(entry.event.message);
      continue;
    }
    const seq = seqOfMessage.get(entry.message) ?? entry.seq;
    const known = bySeq.get(seq);
    if (known?.kind === "message" && known.recalled) continue;
    seqOfMessage.set(entry.message, seq);
    bySeq.set(seq, { ...entry, seq });
  }
  for (const message of recalled) {
    const entry = bySeq.get(seqOfMessage.get(message) ?? 0);
    if (entry?.kind === "message") {
      bySeq.set(entry.seq, { ...entry, body: undefined, recalled: true });
    }
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-ENTRIES_HELD_MAX);
}

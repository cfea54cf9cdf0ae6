import { computed, signal } from "@preact/signals";
import type { Entry, VisitorConversation } from "../../../engine/contract/wire/socket.ts";
import type { EntriesPage } from "../../../engine/contract/wire/http.ts";
import type { PositionLive } from "../../../engine/contract/wire/queries.ts";
import { addEntry, addPage, emptyThread, resync, type Thread } from "./thread.ts";

/** This visitor's conversations, newest last, and what is said in them. */
export const threads = signal<ReadonlyMap<string, Thread>>(new Map());

/** Live place in line per conversation; it replaces the one in the summary. */
export const positions = signal<ReadonlyMap<string, PositionLive>>(new Map());

/** Up to which sequence the agent has read, per conversation. */
export const readByAgent = signal<ReadonlyMap<string, number>>(new Map());

export const ordered = computed<readonly Thread[]>(() =>
  [...threads.value.values()].sort((a, b) => a.summary.openedAt - b.summary.openedAt)
);

/** The newest conversation: the one that a message goes to. */
export const current = computed<Thread | undefined>(() => ordered.value.at(-1));

/** Conversations that were open at some time while this page was: they stay on the page. */
export const seenLive = signal<ReadonlySet<string>>(new Set());

/** Conversations remembered in one page; a visitor with more sees the newest. */
const CONVERSATIONS_HELD_MAX = 50;

export function know(summaries: readonly VisitorConversation[]): void {
  const held = new Map(threads.value);
  const live = new Set(seenLive.value);
  for (const summary of summaries) {
    const known = held.get(summary.conversation);
    held.set(summary.conversation, known ? { ...known, summary } : emptyThread(summary));
    if (summary.state !== "closed") live.add(summary.conversation);
  }
  const newest = [...held.values()]
    .sort((a, b) => a.summary.openedAt - b.summary.openedAt).slice(-CONVERSATIONS_HELD_MAX);
  threads.value = new Map(newest.map((thread) => [thread.summary.conversation, thread]));
  seenLive.value = live;
}

/** True when something was missed and the line has to come back with what is held. */
export function receive(conversation: string, prev: number, entry: Entry): boolean {
  const thread = threads.value.get(conversation);
  if (thread === undefined) return true;
  const added = addEntry(thread, prev, entry);
  put(added.thread);
  return added.outcome === "gap";
}

export function receiveResync(
  conversation: string,
  entries: readonly Entry[],
  completeFrom: number,
  lastSeq: number,
): void {
  const thread = threads.value.get(conversation);
  if (thread !== undefined) put(resync(thread, entries, completeFrom, lastSeq));
}

export function receivePage(conversation: string, page: EntriesPage): void {
  const thread = threads.value.get(conversation);
  if (thread !== undefined) put(addPage(thread, page));
}

/** Conversations whose place has just moved back: a sentence says why, until it moves up again. */
export const fellBack = signal<ReadonlySet<string>>(new Set());

export function receivePosition(conversation: string, position: PositionLive): void {
  const before = positions.value.get(conversation)?.position ??
    threads.value.get(conversation)?.summary.position ?? Infinity;
  if (position.position !== before) {
    const fallen = new Set(fellBack.value);
    if (position.position > before) fallen.add(conversation);
    else fallen.delete(conversation);
    fellBack.value = fallen;
  }
  positions.value = new Map(positions.value).set(conversation, position);
}

export function receiveRead(conversation: string, seq: number): void {
  const known = readByAgent.value.get(conversation) ?? 0;
  if (seq > known) readByAgent.value = new Map(readByAgent.value).set(conversation, seq);
}

/** Before it is authenticated a socket takes 1 KiB: room for so many conversations. */
const RESUME_MAX = 15;

/** What the next connection says it holds, for the conversations that can still change. */
export function held(): Record<string, number> {
  return Object.fromEntries(
    ordered.value.filter((thread) => thread === current.value || thread.summary.state !== "closed")
      .slice(-RESUME_MAX).map((thread) => [thread.summary.conversation, thread.heldSeq]),
  );
}

export function forgetAll(): void {
  threads.value = positions.value = readByAgent.value = new Map();
  seenLive.value = new Set();
}

function put(thread: Thread): void {
  threads.value = new Map(threads.value).set(thread.summary.conversation, thread);
}

import { type Signal, signal } from "@preact/signals";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import { appended, emptyTimeline, resynced, type Timeline, withOlder } from "../model/timeline.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** The lines of the conversations that this tab has opened. */
export type Loading =
  | { state: "loading" }
  | { state: "ready" }
  | { state: "failed"; fault: Fault };

export interface Opened {
  timeline: Signal<Timeline>;
  loading: Signal<Loading>;
  loadingOlder: Signal<boolean>;
  /** True while the reader is at the end of the log. */
  atEnd: Signal<boolean>;
}

/** Conversations held at once; the longest unseen leaves first and is loaded again when opened. */
const OPENED_MAX = 40;
/** Lines per page: a screen and a half, so that scrolling up rarely waits. */
const PAGE_ENTRIES = 50;

const opened = new Map<string, Opened>();

export const openedOf = (conversation: string): Opened | undefined => opened.get(conversation);

/** The timeline of a conversation, loading it when this tab has not seen it yet. */
export function openTimeline(conversation: string): Opened {
  const known = opened.get(conversation);
  if (known) {
    opened.delete(conversation);
    opened.set(conversation, known);
    return known;
  }
  const fresh: Opened = {
    timeline: signal(emptyTimeline),
    loading: signal<Loading>({ state: "loading" }),
    loadingOlder: signal(false),
    atEnd: signal(true),
  };
  opened.set(conversation, fresh);
  const [oldest] = opened.keys();
  if (opened.size > OPENED_MAX) opened.delete(oldest);
  void loadNewest(conversation);
  return fresh;
}

/**
 * Looks again for what came while the conversation was not in front: lines of one that has left
 * this desk are no longer sent to it.
 */
export function refreshTimeline(conversation: string): void {
  const state = opened.get(conversation)?.loading.peek().state;
  if (state === "ready" || state === "failed") void loadNewest(conversation);
}

/** Fetches the newest page; used at first and whenever a hole was noticed. */
export async function loadNewest(conversation: string): Promise<void> {
  const held = opened.get(conversation);
  if (!held) return;
  const answer = await api.entries(conversation, PAGE_ENTRIES);
  if (!answer.ok) {
    if (held.timeline.value.entries.length === 0) {
      held.loading.value = { state: "failed", fault: answer.fault };
    }
    return;
  }
  const { entries, more } = answer.value;
  const from = more && entries.length > 0 ? Math.min(...entries.map((entry) => entry.seq)) : 0;
  held.timeline.value = {
    ...resynced(held.timeline.value, entries, from, more),
    ...(more ? {} : { more: false }),
  };
  held.loading.value = { state: "ready" };
}

export async function loadOlder(conversation: string): Promise<void> {
  const held = opened.get(conversation);
  if (!held || held.loadingOlder.value || !held.timeline.value.more) return;
  held.loadingOlder.value = true;
  const before = held.timeline.value.entries[0]?.seq;
  const answer = await api.entries(conversation, PAGE_ENTRIES, before);
  held.loadingOlder.value = false;
  if (!answer.ok) return;
  held.timeline.value = withOlder(held.timeline.value, answer.value.entries, answer.value.more);
}

/** A live line. A hole before it is filled by fetching the newest page. */
export function takeEntry(conversation: string, prev: number, entry: Entry): void {
  const held = opened.get(conversation);
  if (!held) return;
  if (held.loading.value.state !== "ready") {
    // Crossing the first page: keep it, the page is joined to it when it comes.
    held.timeline.value = withOlder(held.timeline.value, [entry], true);
    return;
  }
  const { timeline, gap } = appended(held.timeline.value, prev, entry);
  held.timeline.value = timeline;
  if (gap) void loadNewest(conversation);
}

export function takeResync(conversation: string, entries: Entry[], completeFrom: number): void {
  const held = opened.get(conversation);
  if (!held) return;
  held.timeline.value = resynced(held.timeline.value, entries, completeFrom, true);
  held.loading.value = { state: "ready" };
}

/** What this tab holds, for the gateway to send exactly the rest. */
export function resumePoints(): Record<string, number> {
  const points: Record<string, number> = {};
  for (const [conversation, { timeline, loading }] of opened) {
    if (loading.value.state === "ready") points[conversation] = timeline.value.lastSeq;
  }
  return points;
}

export const forgetTimelines = (): void => opened.clear();

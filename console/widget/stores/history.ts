import { signal } from "@preact/signals";
import { receivePage, threads } from "./conversations.ts";
import { pageBefore } from "./thread.ts";
import { settle } from "./delivery.ts";
import { door } from "./door.ts";

/** Entries per page of history, and how many pages one hole may take before we let it be. */
const PAGE_ENTRIES = 50;
const HOLE_PAGES_MAX = 20;

/** Conversations whose history is being fetched. */
export const loading = signal<ReadonlySet<string>>(new Set());

/** One page further back; false when it could not be had. */
export async function loadOlder(conversation: string): Promise<boolean> {
  const thread = threads.value.get(conversation);
  if (thread === undefined || loading.value.has(conversation)) return false;
  loading.value = new Set(loading.value).add(conversation);
  const answer = await door.entries(conversation, pageBefore(thread), PAGE_ENTRIES);
  loading.value = new Set([...loading.value].filter((id) => id !== conversation));
  if (!answer.ok) return false;
  receivePage(conversation, answer.value);
  settle();
  return true;
}

/** After a resync that could not reach back to what was held: fetches what lies between. */
export async function fillHole(conversation: string): Promise<void> {
  for (let page = 0; page < HOLE_PAGES_MAX; page++) {
    if (threads.value.get(conversation)?.hole === undefined) return;
    if (!await loadOlder(conversation)) return;
  }
}

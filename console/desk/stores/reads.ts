import { signal } from "@preact/signals";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { transmit } from "./link.ts";

/** Up to where this agent has read, over all tabs of this browser, and up to where each visitor has. */
const readUpTo = signal<Readonly<Record<string, number>>>({});
export const visitorReadUpTo = signal<Readonly<Record<string, number>>>({});

const KEY = "tidegate.desk.reads";
/** Conversations remembered; older marks go first. */
const READS_MAX = 500;

export function restoreReads(): () => void {
  const load = () => {
    try {
      readUpTo.value = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    } catch {
      readUpTo.value = {};
    }
  };
  load();
  const onStorage = (event: StorageEvent) => event.key === KEY && load();
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}

/** The agent has seen the conversation up to `seq`; told to the visitor's side once. */
export function markRead(conversation: string, seq: number): void {
  if ((readUpTo.value[conversation] ?? 0) >= seq) return;
  const { [conversation]: _, ...others } = readUpTo.value;
  const recent = Object.entries(others).slice(-READS_MAX + 1);
  readUpTo.value = { ...Object.fromEntries(recent), [conversation]: seq };
  localStorage.setItem(KEY, JSON.stringify(readUpTo.value));
  transmit({ type: "read", conversation, seq });
}

export function takeVisitorRead(conversation: string, seq: number): void {
  if ((visitorReadUpTo.value[conversation] ?? 0) >= seq) return;
  const { [conversation]: _, ...others } = visitorReadUpTo.value;
  const recent = Object.entries(others).slice(-READS_MAX + 1);
  visitorReadUpTo.value = { ...Object.fromEntries(recent), [conversation]: seq };
}

/** Messages of the visitor that nobody at this desk has looked at. */
export const unreadOf = (conversation: DeskConversation): number =>
  (readUpTo.value[conversation.conversation] ?? 0) >= conversation.lastPublicSeq
    ? 0
    : conversation.unread;

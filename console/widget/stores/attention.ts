import { computed, effect, signal, untracked } from "@preact/signals";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import { current } from "./conversations.ts";
import { shown, tell } from "./host.ts";
import { connections, line, link } from "./line.ts";
import { keep, kept } from "./storage.ts";

/** What the visitor has seen, and what the agent is told about it: page visible or not, read up to
 * where, typing. */
export const visible = signal(true);
export const online = signal(true);
const watching = computed(() => shown.value && visible.value);

const talk = computed(() => current.value?.summary.conversation);
const live = computed(() => talk.value !== undefined && current.value?.summary.state !== "closed");

/** The newest sequence seen in the current conversation, also by a former page. */
const seen = signal(0);

const fromOther = (entry: Entry): boolean =>
  entry.kind === "message" && entry.from !== "visitor" && !entry.recalled;

const newest = computed(() => current.value?.entries.findLast(fromOther)?.seq ?? 0);

export const unread = computed(() =>
  watching.value
    ? 0
    : current.value?.entries.filter((e) => fromOther(e) && e.seq > seen.value).length ?? 0
);

const TYPING_EVERY_MS = 1_000;
/** Words of the draft that an agent may see while it is typed. */
const TYPING_TEXT_MAX = 200;
let typed = "";
let typingTimer: ReturnType<typeof setTimeout> | undefined;

/** At once, then at most once a second and with the newest words; an emptied field ends it. */
export function typing(text: string): void {
  typed = text.replace(/[^\P{Cc}\n]/gu, " ").slice(0, TYPING_TEXT_MAX);
  if (typed === "") {
    clearTimeout(typingTimer);
    typingTimer = undefined;
  }
  if (typingTimer !== undefined) return;
  tellTyping();
}

function tellTyping(): void {
  const text = typed;
  const open = current.value?.summary;
  if (open?.state !== "assigned") return;
  link.send({ type: "typing", conversation: open.conversation, text });
  if (text === "") return;
  typingTimer = setTimeout(() => {
    typingTimer = undefined;
    if (typed !== text) tellTyping();
  }, TYPING_EVERY_MS);
}

export function startAttention(): void {
  const look = () => {
    visible.value = document.visibilityState === "visible";
    if (visible.value) link.wake();
  };
  visible.value = document.visibilityState === "visible";
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  const network = () => {
    online.value = navigator.onLine;
    if (online.value) link.wake();
  };
  online.value = navigator.onLine;
  addEventListener("online", network);
  addEventListener("offline", network);

  effect(() => {
    connections.value;
    const presence = visible.value ? "here" : "hidden";
    if (untracked(() => line.value.state) === "ready") link.send({ type: "presence", presence });
  });
  effect(() => {
    if (talk.value !== undefined) seen.value = Number(kept(`seen.${talk.value}`) ?? 0);
  });
  effect(() => {
    connections.value;
    const conversation = talk.value;
    const seq = newest.value;
    if (!watching.value || conversation === undefined || seq === 0) return;
    if (seq > untracked(() => seen.value)) keep(`seen.${conversation}`, String(seq));
    seen.value = seq;
    link.send({ type: "read", conversation, seq });
  });
  effect(() => tell({ tidegate: "status", unread: unread.value, live: live.value }));
}

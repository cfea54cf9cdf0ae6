import { signal } from "@preact/signals";
import { transmit } from "./link.ts";

/** Who is typing to us, with what they have typed so far; fades by itself. */
export interface Peek {
  text?: string;
  untilAt: number;
}
export const peeks = signal<Readonly<Record<string, Peek>>>({});

/** A peek without news is stale after this. */
const PEEK_MS = 6_000;
/** Our own typing is told at most so often. */
const TELL_EVERY_MS = 2_000;

let toldAt = 0;
let fade: ReturnType<typeof setTimeout> | undefined;

export function takeTyping(conversation: string, text?: string): void {
  peeks.value = { ...peeks.value, [conversation]: { text, untilAt: Date.now() + PEEK_MS } };
  clearTimeout(fade);
  fade = setTimeout(dropStale, PEEK_MS);
}

function dropStale(): void {
  const fresh = Object.entries(peeks.value).filter(([, peek]) => peek.untilAt > Date.now());
  peeks.value = Object.fromEntries(fresh);
  if (fresh.length > 0) fade = setTimeout(dropStale, PEEK_MS);
}

/** The visitor's message has come: nothing is being typed any more. */
export function stopPeek(conversation: string): void {
  if (!(conversation in peeks.value)) return;
  const { [conversation]: _, ...others } = peeks.value;
  peeks.value = others;
}

export function tellTyping(conversation: string): void {
  if (Date.now() - toldAt < TELL_EVERY_MS) return;
  toldAt = Date.now();
  transmit({ type: "typing", conversation });
}

import { signal } from "@preact/signals";

/**
 * What a screen reader is told politely: news of conversations that are not in front, gathered so
 * that one sentence comes in five seconds at most.
 */
const EVERY_MS = 5_000;

export const announcement = signal("");

/** What must be heard at once: my own limit has passed. */
export const urgent = signal("");

const waiting = new Map<string, () => string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Later news under the same key replace earlier ones that were not spoken yet. */
export function announce(key: string, sentence: () => string): void {
  waiting.set(key, sentence);
  timer ??= setTimeout(speak, EVERY_MS);
}

function speak(): void {
  timer = undefined;
  announcement.value = [...waiting.values()].map((sentence) => sentence()).join(" ");
  waiting.clear();
}

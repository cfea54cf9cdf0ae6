import { signal } from "@preact/signals";

/** The conversation in front, as the address says. */
export const selected = signal<string | undefined>(undefined);

/** True while the reader is at the end of the log in front, in a visible tab. */
export const atEnd = signal(true);

/** Moves focus into the composer; counts up so that every wish is an event. */
export const focusWish = signal<{ mode?: "reply" | "note"; count: number }>({ count: 0 });

/** The conversation that J or K came to: the focus stays on its row, so that they go on walking. */
export const walkedTo = signal<string | undefined>(undefined);

export const wishFocus = (mode?: "reply" | "note"): void => {
  walkedTo.value = undefined;
  focusWish.value = { mode, count: focusWish.value.count + 1 };
};

export const pathOf = (conversation: string): string =>
  `/desk/c/${encodeURIComponent(conversation)}`;

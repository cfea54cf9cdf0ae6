import { signal } from "@preact/signals";

/** The conversation in front: as the address says, or the focused one of several. */
export const selected = signal<string | undefined>(undefined);

/** Conversations that stand on the page. */
export const inSight = signal<readonly string[]>([]);

/** Moves focus into the composer; counts up so that every wish is an event. */
export const focusWish = signal<
  { mode?: "reply" | "note"; piece?: string; count: number }
>({ count: 0 });

/** The conversation that J or K came to: the focus stays on its row, so that they go on walking. */
export const walkedTo = signal<string | undefined>(undefined);

/** With a piece, that is put where the caret is. */
export const wishFocus = (mode?: "reply" | "note", piece?: string): void => {
  walkedTo.value = undefined;
  focusWish.value = { mode, piece, count: focusWish.value.count + 1 };
};

/** True on the page of several conversations: opening one brings it in there. */
export const multi = signal(false);

export const pathOf = (conversation: string): string =>
  `/desk/${multi.value ? "multi/" : ""}c/${encodeURIComponent(conversation)}`;

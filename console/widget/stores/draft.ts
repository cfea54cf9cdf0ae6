import { effect, signal } from "@preact/signals";
import { visit } from "./host.ts";
import { keep, kept } from "./storage.ts";

/** What is written and not sent; it survives a reload. */
export const draft = signal("");

export function startDraft(): void {
  const name = `draft.${visit.value?.route}`;
  draft.value = kept(name) ?? "";
  effect(() => keep(name, draft.value === "" ? undefined : draft.value));
}

import { useEffect } from "preact/hooks";
import { openLayer, openLayerName } from "../stores/layers.ts";
import { preferences } from "../stores/preferences.ts";

/** Keys of the desk. Single letters work outside text fields and can be turned off. */
type Shortcut = "j" | "k" | "r" | "i" | "t" | "e" | "p" | "v" | "n" | "/" | "?";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a key press is one of ours: no modifier, no composition, nothing open above. */
function shortcutOf(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return undefined;
  return event.key.length === 1 ? event.key.toLowerCase() : undefined;
}

export function useShortcuts(actions: Partial<Record<Shortcut, () => void>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!preferences.value.singleKeys || openLayerName() !== undefined) return;
      const action = actions[shortcutOf(event) as Shortcut];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}

/** Ctrl K (⌘ K) opens the palette from everywhere, also while writing. */
export function usePaletteKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey &&
        event.key.toLowerCase() === "k";
      if (!wanted || event.isComposing || openLayerName() !== undefined) return;
      event.preventDefault();
      openLayer("palette");
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

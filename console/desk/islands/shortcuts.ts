import { useEffect } from "preact/hooks";
import { type Shortcut, shortcutOf } from "../model/shortcut.ts";
import { openLayer, openLayerName } from "../stores/layers.ts";
import { preferences } from "../stores/preferences.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useShortcuts(actions: Partial<Record<Shortcut, () => void>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!preferences.value.singleKeys) return;
      const covered = openLayerName() !== undefined ||
        document.querySelector("dialog[open]") !== null;
      const shortcut = shortcutOf(event, { typing: isTyping(event.target), covered });
      const action = shortcut && actions[shortcut];
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

import { signal } from "@preact/signals";

/** The one dialog or menu that is open on the page. */
type Layer =
  | "transfer"
  | "park"
  | "close"
  | "keys"
  | "alerts"
  | "account"
  | "emoji"
  | "leave";

export const layer = signal<Layer | undefined>(undefined);

/** The visitor's details, when they are a drawer rather than a pane. */
export const drawer = signal(false);

export const openLayer = (name: Layer): void => void (layer.value = name);
export const closeLayer = (): void => void (layer.value = undefined);
export const toggleLayer = (name: Layer): void =>
  void (layer.value = layer.value === name ? undefined : name);

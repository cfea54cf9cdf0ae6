import { signal } from "@preact/signals";

/** The one dialog or menu that is open on the page. */
type Layer =
  | "transfer"
  | "park"
  | "close"
  | "link"
  | "join"
  | "topic"
  | "explain"
  | "move"
  | "keys"
  | "palette"
  | "alerts"
  | "account"
  | "emoji"
  | "replies"
  | "leave";

/** What is open, and of which conversation where several are on the page. */
const opened = signal<{ name: Layer; of?: string } | undefined>(undefined);

/** The visitor's details, when they are a drawer rather than a pane. */
export const drawer = signal(false);

export const openLayerName = (): Layer | undefined => opened.value?.name;
export const isOpen = (name: Layer, of?: string): boolean =>
  opened.value?.name === name && opened.value.of === of;

export const openLayer = (name: Layer, of?: string): void => void (opened.value = { name, of });
export const closeLayer = (): void => void (opened.value = undefined);
export const toggleLayer = (name: Layer, of?: string): void =>
  isOpen(name, of) ? closeLayer() : openLayer(name, of);

/** A conversation is over for this desk: what was open about it is too. */
export function closeLayersOf(conversation: string): void {
  if (opened.peek()?.of === conversation) closeLayer();
}

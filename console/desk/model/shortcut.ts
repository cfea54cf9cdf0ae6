/** Keys of the desk. Single letters work outside text fields and can be turned off. */
export const SHORTCUTS = ["j", "k", "r", "i", "t", "e", "p", "v", "n", "/", "?"] as const;
export type Shortcut = (typeof SHORTCUTS)[number];

/** What of a press matters. Shift does not: it is what makes a question mark on many keyboards. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "isComposing" | "ctrlKey" | "metaKey" | "altKey"
>;

/** Where it happens: in a text field, or below something that is open. */
export interface Around {
  typing: boolean;
  covered: boolean;
}

/** Which of ours a press is: no modifier, no composition, nothing open above. */
export function shortcutOf(press: Press, { typing, covered }: Around): Shortcut | undefined {
  if (typing || covered) return undefined;
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const key = press.key.toLowerCase();
  return SHORTCUTS.find((one) => one === key);
}

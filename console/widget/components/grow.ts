/** A field grows with its text up to five lines; then it scrolls. */
const HEIGHT_MAX = 116;

export function grow(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, HEIGHT_MAX)}px`;
}

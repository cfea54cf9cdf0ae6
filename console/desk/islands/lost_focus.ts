/** Gives the focus a place when what had it is gone or switched off; who has moved on is left alone. */
export function catchFocus(place: HTMLElement | null): void {
  const had = document.activeElement ?? document.body;
  if (had === document.body || had.matches(":disabled")) place?.focus();
}

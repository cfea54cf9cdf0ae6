/**
 * Short texts by row, packed: 24 bytes each instead of a string of its own. Ids of conversations
 * and visitors are 23 characters; longer ones, or any outside Latin-1, stand in a map beside.
 */
export interface Texts {
  bytes: Uint8Array;
  /** Length by row; LONG = in `long`. */
  lengths: Uint8Array;
  long: Map<number, string>;
}

const TEXT_BYTES = 24;
const LONG = 255;
const FIRST_ROWS = 64;

export const createTexts = (): Texts => ({
  bytes: new Uint8Array(FIRST_ROWS * TEXT_BYTES),
  lengths: new Uint8Array(FIRST_ROWS),
  long: new Map(),
});

export function textAt(texts: Texts, row: number): string {
  const length = texts.lengths[row];
  if (length === LONG) return texts.long.get(row)!;
  const from = row * TEXT_BYTES;
  return String.fromCharCode.apply(
    null,
    texts.bytes.subarray(from, from + length) as unknown as number[],
  );
}

export function setText(texts: Texts, row: number, text: string): void {
  while (row >= texts.lengths.length) grow(texts);
  texts.long.delete(row);
  const from = row * TEXT_BYTES;
  let fits = text.length <= TEXT_BYTES;
  for (let at = 0; fits && at < text.length; at++) {
    const unit = text.charCodeAt(at);
    fits = unit < 256;
    texts.bytes[from + at] = unit;
  }
  texts.lengths[row] = fits ? text.length : LONG;
  if (!fits) texts.long.set(row, text);
}

/** Whether the text of a row is this one, without making a string of it. */
export function isText(texts: Texts, row: number, text: string): boolean {
  const length = texts.lengths[row];
  if (length === LONG) return texts.long.get(row) === text;
  if (length !== text.length) return false;
  const from = row * TEXT_BYTES;
  for (let at = 0; at < length; at++) {
    if (texts.bytes[from + at] !== text.charCodeAt(at)) return false;
  }
  return true;
}

function grow(texts: Texts): void {
  const bytes = new Uint8Array(texts.bytes.length * 2);
  const lengths = new Uint8Array(texts.lengths.length * 2);
  bytes.set(texts.bytes);
  lengths.set(texts.lengths);
  texts.bytes = bytes;
  texts.lengths = lengths;
}

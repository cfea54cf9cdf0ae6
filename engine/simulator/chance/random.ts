/**
 * Streams of chance, one per purpose and day. Two runs with one seed meet the same visitors,
 * whatever the configuration does with them, so that a comparison sees the difference alone.
 */

/** The next number of a stream, strictly between 0 and 1. */
export type Stream = () => number;

/** `sfc32` (Chris Doty-Humphrey), seeded from the text that names the stream. */
export function createStream(seed: number, day: number, purpose: string): Stream {
  const next = seeds(`${seed}/${day}/${purpose}`);
  let [a, b, c, counter] = [next(), next(), next(), 1];
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) word();
  return () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6) + 0.5) / 2 ** 53;
}

const WARM_UP_ROUNDS = 16;

/** FNV-1a of the text, then splitmix32: near texts give unrelated seeds. */
function seeds(text: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

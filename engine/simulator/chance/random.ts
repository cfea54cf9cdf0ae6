/**
 * Streams of chance, one per purpose and day. Two runs with one seed meet the same visitors,
 * whatever the configuration does with them, so that a comparison sees the difference alone.
 */

/** The next number of a stream, strictly between 0 and 1. */
export type Stream = () => number;

/** `sfc32` (Chris Doty-Humphrey), seeded from the text that names the stream. */
export function createStream(seed: number, day: number, purpose: string): Stream {
  const name = `${seed}/${day}/${purpose}`;
  let [a, b, c, counter] = [hashOf(name, 1), hashOf(name, 2), hashOf(name, 3), 1];
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

/** FNV-1a from a basis of its own, mixed: near texts and other bases are unrelated. */
function hashOf(text: string, basis: number): number {
  let hash = Math.imul(basis, 0x9e3779b9);
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return hash ^ (hash >>> 15);
}

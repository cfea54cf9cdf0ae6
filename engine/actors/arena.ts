/**
 * Bytes of the tails of a whole process: 64 MiB at most, the oldest overwritten. Taken in pieces,
 * so that a small desk stays small. A place is a number that only grows; a place whose piece was
 * taken again is gone.
 */
export interface Arena {
  /** Copies the bytes in and says where; -1 when they are larger than a piece. */
  put(bytes: Uint8Array): number;
  /** A view, good until the next `put`, or undefined when it was overwritten. */
  get(place: number, length: number): Uint8Array | undefined;
  bytes(): number;
}

const PIECE_BYTES = 1024 * 1024;
const ARENA_BYTES_MAX = 64 * 1024 * 1024;

export function createArena(bytesMax = ARENA_BYTES_MAX): Arena {
  const piecesMax = Math.max(1, Math.floor(bytesMax / PIECE_BYTES));
  const pieces: Uint8Array[] = [];
  /** Serial number of the piece being written, and how far it is written. */
  let serial = 0;
  let used = 0;

  function put(bytes: Uint8Array): number {
    if (bytes.length > PIECE_BYTES) return -1;
    if (used + bytes.length > PIECE_BYTES) {
      serial++;
      used = 0;
    }
    const slot = serial % piecesMax;
    pieces[slot] ??= new Uint8Array(PIECE_BYTES);
    pieces[slot].set(bytes, used);
    const place = serial * PIECE_BYTES + used;
    used += bytes.length;
    return place;
  }

  function get(place: number, length: number): Uint8Array | undefined {
    const of = Math.floor(place / PIECE_BYTES);
    if (place < 0 || of <= serial - piecesMax) return undefined;
    const offset = place - of * PIECE_BYTES;
    return pieces[of % piecesMax].subarray(offset, offset + length);
  }

  return { put, get, bytes: () => pieces.length * PIECE_BYTES };
}

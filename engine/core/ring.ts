/**
 * The idempotency ring: what a partition remembers of accepted commands (architecture §2). 32
 * bytes an entry: key 16, body 8, batch 4, first 2, count 2. Entries live for two minutes of
 * partition time, oldest out first; their time is kept once per batch. Lookup is open addressing
 * over the first four bytes of the key (a hash already), linear probing, deletion by shifting back.
 * The ring is state: it is written by batches and stands in snapshots; the index is rebuilt.
 */
export interface Ring {
  bytes: Uint8Array;
  view: DataView;
  /** Slots of `bytes`; a power of two. */
  capacity: number;
  head: number;
  count: number;
  /** Slot + 1 by hash, 0 = empty; twice as long as the ring. */
  index: Int32Array;
  /** One entry per batch that remembered something, oldest first from `spanHead`. */
  spans: Span[];
  spanHead: number;
}

interface Span {
  sequence: number;
  at: number;
  entries: number;
}

export interface RingEntry {
  body: string;
  batch: number;
  first: number;
  count: number;
}

const ENTRY_BYTES = 32;
const FIRST_ENTRIES = 1024;
/** 64 MiB a partition; at 17,000 commands a second it still covers two minutes. */
const RING_ENTRIES_MAX = 2_097_152;
const KEEP_MS = 120_000;
/** Below this age a full ring refuses new commands rather than forget one a client may repeat. */
const YOUNGEST_FORGOTTEN_MS = 75_000;

export function createRing(entries = FIRST_ENTRIES): Ring {
  const bytes = new Uint8Array(entries * ENTRY_BYTES);
  return {
    bytes,
    view: new DataView(bytes.buffer),
    capacity: entries,
    head: 0,
    count: 0,
    index: new Int32Array(entries * 2),
    spans: [],
    spanHead: 0,
  };
}

const slotAt = (ring: Ring, nth: number): number => (ring.head + nth) & (ring.capacity - 1);
const hashAt = (ring: Ring, slot: number): number => ring.view.getUint32(slot * ENTRY_BYTES);

export function ringFull(ring: Ring, now: number): boolean {
  if (ring.count < RING_ENTRIES_MAX) return false;
  return now - ring.spans[ring.spanHead].at < YOUNGEST_FORGOTTEN_MS;
}

/** Remembers the accepted commands of one batch and forgets what is too old. */
export function remember(
  ring: Ring,
  commands: readonly (readonly [string, string, number, number])[],
  sequence: number,
  at: number,
): void {
  expire(ring, at);
  if (commands.length === 0) return;
  for (const [key, body, first, count] of commands) {
    if (ring.count === ring.capacity) makeRoom(ring);
    put(ring, key, body, sequence, first, count);
  }
  const entries = Math.min(commands.length, ring.count);
  ring.spans.push({ sequence, at, entries });
}

function put(
  ring: Ring,
  key: string,
  body: string,
  sequence: number,
  first: number,
  count: number,
) {
  const slot = slotAt(ring, ring.count);
  const at = slot * ENTRY_BYTES;
  for (let byte = 0; byte < 16; byte += 4) {
    ring.view.setUint32(at + byte, parseInt(key.slice(byte * 2, byte * 2 + 8), 16));
  }
  ring.view.setUint32(at + 16, parseInt(body.slice(0, 8), 16));
  ring.view.setUint32(at + 20, parseInt(body.slice(8, 16), 16));
  ring.view.setUint32(at + 24, sequence % 2 ** 32);
  ring.view.setUint16(at + 28, first);
  ring.view.setUint16(at + 30, count);
  ring.count++;
  insert(ring, slot);
}

function insert(ring: Ring, slot: number): void {
  const mask = ring.index.length - 1;
  let place = hashAt(ring, slot) & mask;
  while (ring.index[place] !== 0) place = (place + 1) & mask;
  ring.index[place] = slot + 1;
}

/** Grows up to the bound, then drops the oldest. */
function makeRoom(ring: Ring): void {
  if (ring.capacity >= RING_ENTRIES_MAX) return dropOldest(ring);
  const wider = createRing(ring.capacity * 2);
  for (let nth = 0; nth < ring.count; nth++) {
    const from = slotAt(ring, nth) * ENTRY_BYTES;
    wider.bytes.set(ring.bytes.subarray(from, from + ENTRY_BYTES), nth * ENTRY_BYTES);
  }
  Object.assign(ring, {
    bytes: wider.bytes,
    view: wider.view,
    capacity: wider.capacity,
    head: 0,
    index: wider.index,
  });
  for (let slot = 0; slot < ring.count; slot++) insert(ring, slot);
}

function expire(ring: Ring, now: number): void {
  while (ring.count > 0 && now - ring.spans[ring.spanHead].at > KEEP_MS) dropOldest(ring);
}

function dropOldest(ring: Ring): void {
  remove(ring, ring.head);
  ring.bytes.fill(0, ring.head * ENTRY_BYTES, (ring.head + 1) * ENTRY_BYTES);
  ring.head = (ring.head + 1) & (ring.capacity - 1);
  ring.count--;
  const span = ring.spans[ring.spanHead];
  if (span === undefined || --span.entries > 0) return;
  ring.spanHead++;
  if (ring.spanHead > 1024 && ring.spanHead * 2 > ring.spans.length) {
    ring.spans = ring.spans.slice(ring.spanHead);
    ring.spanHead = 0;
  }
}

/** Linear probing without tombstones: later entries of the run move back into the hole. */
function remove(ring: Ring, slot: number): void {
  const { index } = ring;
  const mask = index.length - 1;
  let hole = hashAt(ring, slot) & mask;
  while (index[hole] !== slot + 1) hole = (hole + 1) & mask;
  for (let next = (hole + 1) & mask; index[next] !== 0; next = (next + 1) & mask) {
    const home = hashAt(ring, index[next] - 1) & mask;
    if (((next - home) & mask) < ((next - hole) & mask)) continue;
    index[hole] = index[next];
    hole = next;
  }
  index[hole] = 0;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");

export function recallEntry(ring: Ring, key: string, sequence: number): RingEntry | undefined {
  const words = [0, 8, 16, 24].map((from) => parseInt(key.slice(from, from + 8), 16));
  const mask = ring.index.length - 1;
  for (let place = words[0] & mask; ring.index[place] !== 0; place = (place + 1) & mask) {
    const at = (ring.index[place] - 1) * ENTRY_BYTES;
    if (words.some((word, nth) => ring.view.getUint32(at + nth * 4) !== word)) continue;
    const low = ring.view.getUint32(at + 24);
    return {
      body: hex(ring.view.getUint32(at + 16)) + hex(ring.view.getUint32(at + 20)),
      batch: sequence - ((sequence - low) % 2 ** 32 + 2 ** 32) % 2 ** 32,
      first: ring.view.getUint16(at + 28),
      count: ring.view.getUint16(at + 30),
    };
  }
  return undefined;
}

/** Entries oldest first, for the snapshot. */
export function ringBytes(ring: Ring): Uint8Array {
  const bytes = new Uint8Array(ring.count * ENTRY_BYTES);
  for (let nth = 0; nth < ring.count; nth++) {
    const from = slotAt(ring, nth) * ENTRY_BYTES;
    bytes.set(ring.bytes.subarray(from, from + ENTRY_BYTES), nth * ENTRY_BYTES);
  }
  return bytes;
}

export const ringSpans = (ring: Ring): readonly Span[] => ring.spans.slice(ring.spanHead);

export function restoreRing(bytes: Uint8Array, spans: Span[]): Ring {
  const count = bytes.length / ENTRY_BYTES;
  let capacity = FIRST_ENTRIES;
  while (capacity < count) capacity *= 2;
  const ring = createRing(capacity);
  ring.bytes.set(bytes);
  ring.count = count;
  ring.spans = spans;
  for (let slot = 0; slot < count; slot++) insert(ring, slot);
  return ring;
}

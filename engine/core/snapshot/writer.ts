/** Bytes of a snapshot: little-endian, strings with their length, no names of fields. */
export interface Writer {
  bytes: Uint8Array;
  view: DataView;
  length: number;
}

const FIRST_BYTES = 1 << 16;
const encoder = new TextEncoder();

export function createWriter(): Writer {
  const bytes = new Uint8Array(FIRST_BYTES);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

function room(writer: Writer, count: number): number {
  const at = writer.length;
  if (at + count > writer.bytes.length) {
    const wider = new Uint8Array(Math.max(writer.bytes.length * 2, at + count));
    wider.set(writer.bytes.subarray(0, at));
    writer.bytes = wider;
    writer.view = new DataView(wider.buffer);
  }
  writer.length = at + count;
  return at;
}

export function putU8(writer: Writer, value: number): void {
  const at = room(writer, 1);
  writer.bytes[at] = value;
}

export function putU32(writer: Writer, value: number): void {
  const at = room(writer, 4);
  writer.view.setUint32(at, value, true);
}

export function putF64(writer: Writer, value: number): void {
  const at = room(writer, 8);
  writer.view.setFloat64(at, value, true);
}

/** Bytes that a UTF-16 unit may need in UTF-8. */
const BYTES_PER_UNIT_MAX = 3;

export function putText(writer: Writer, text: string): void {
  const at = room(writer, 4 + text.length * BYTES_PER_UNIT_MAX);
  const { written: count } = encoder.encodeInto(text, writer.bytes.subarray(at + 4));
  writer.view.setUint32(at, count, true);
  writer.length = at + 4 + count;
}

/** Length, then the bytes. */
export function putBytes(writer: Writer, bytes: Uint8Array): void {
  putU32(writer, bytes.length);
  const at = room(writer, bytes.length);
  writer.bytes.set(bytes, at);
}

/** A small value as canonical JSON: keys sorted, so that equal values have equal bytes. */
export function putValue(writer: Writer, value: unknown): void {
  putText(writer, JSON.stringify(sorted(value)) ?? "");
}

export function putList<T>(writer: Writer, list: Iterable<T>, put: (item: T) => void): void {
  const at = room(writer, 4);
  let count = 0;
  for (const item of list) {
    put(item);
    count++;
  }
  writer.view.setUint32(at, count, true);
}

export const written = (writer: Writer): Uint8Array => writer.bytes.slice(0, writer.length);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(record).sort().map((key) => [key, sorted(record[key])]));
}

/** Bytes of the codec: whole numbers in 7-bit groups, reals as 8 bytes, little-endian. */
export interface Writer {
  bytes: Uint8Array;
  view: DataView;
  at: number;
}

export interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

export function createWriter(size: number): Writer {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer), at: 0 };
}

export function createReader(bytes: Uint8Array): Reader {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
}

/** A whole number from 0 to 2^53. */
export function writeCount(writer: Writer, value: number): void {
  if (!(value >= 0 && Number.isSafeInteger(value))) throw new Error(`${value} is no count`);
  reserve(writer, 8);
  let rest = value;
  while (rest >= 128) {
    writer.bytes[writer.at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  writer.bytes[writer.at++] = rest;
}

export function writeReal(writer: Writer, value: number): void {
  reserve(writer, 8);
  writer.view.setFloat64(writer.at, value === 0 ? 0 : value, true);
  writer.at += 8;
}

export function readCount(reader: Reader): number {
  let value = 0;
  for (let scale = 1;; scale *= 128) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) throw new Error("the routing bytes end too early");
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}

export function readReal(reader: Reader): number {
  const value = reader.view.getFloat64(reader.at, true);
  reader.at += 8;
  return value;
}

function reserve(writer: Writer, size: number): void {
  if (writer.at + size <= writer.bytes.length) return;
  const bytes = new Uint8Array(writer.bytes.length * 2 + size);
  bytes.set(writer.bytes);
  writer.bytes = bytes;
  writer.view = new DataView(bytes.buffer);
}

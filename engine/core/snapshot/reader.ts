/** Reads what writer.ts wrote; throws on bytes that end too soon. */
export interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

const decoder = new TextDecoder();

export const createReader = (bytes: Uint8Array): Reader => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  at: 0,
});

export const isAtEnd = ({ at, bytes }: Reader): boolean => at === bytes.length;

function take(reader: Reader, count: number): number {
  const at = reader.at;
  if (at + count > reader.bytes.length) throw new RangeError("the snapshot ends too soon");
  reader.at = at + count;
  return at;
}

export const takeU8 = (reader: Reader): number => reader.bytes[take(reader, 1)];
export const takeU32 = (reader: Reader): number => reader.view.getUint32(take(reader, 4), true);
export const takeF64 = (reader: Reader): number => reader.view.getFloat64(take(reader, 8), true);

export function takeBytes(reader: Reader): Uint8Array {
  const count = takeU32(reader);
  const at = take(reader, count);
  return reader.bytes.slice(at, at + count);
}

export function takeText(reader: Reader): string {
  const count = takeU32(reader);
  const at = take(reader, count);
  return decoder.decode(reader.bytes.subarray(at, at + count));
}

export function takeValue<T>(reader: Reader): T {
  const text = takeText(reader);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export function takeList<T>(reader: Reader, one: () => T): T[] {
  const count = takeU32(reader);
  const list: T[] = [];
  for (let at = 0; at < count; at++) list.push(one());
  return list;
}

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import { readAtSync, syncFolder, writeAllSync } from "../durable_file.ts";

/**
 * The file of sealing keys: a header (magic 8, secret 16, zeros) and records of 64 bytes (check
 * 10, key 32, CRC-32 of both 4, zeros). A destroyed key is a record of zeros, overwritten where it
 * stood; so the file keeps no copy, and a key is found by its place without an index in memory.
 *
 * The id of a key is its place and its check, enciphered as one AES block under the file's
 * secret: 22 characters that say nothing about order, age or count, and cannot be guessed. The
 * secret guards ids only; whoever has the file has the keys anyway.
 */
const MAGIC = Buffer.from("TGKEYS1\0");
const HEADER_BYTES = 64;
const RECORD_BYTES = 64;
const SECRET_BYTES = 16;
const CHECK_BYTES = 10;
const KEY_BYTES = 32;
/** An id before it is enciphered: a key's place and its check. */
const INDEX_BYTES = 6;
const ID_BYTES = INDEX_BYTES + CHECK_BYTES;
const CRC_AT = CHECK_BYTES + KEY_BYTES;
/** 256 GiB of keys: an id that deciphers to a higher place was made up. */
const RECORDS_MAX = 2 ** 32;
const ID = /^[A-Za-z0-9_-]{22}$/;

export interface KeyFile {
  file: Deno.FsFile;
  secret: Uint8Array;
}

/** Opens the file; the owner also makes it when it is missing and mends a torn last record. */
export async function openKeyFile(path: string, owner: boolean): Promise<KeyFile> {
  const file = await Deno.open(path, { read: true, write: owner, create: owner, mode: 0o600 });
  const header = Buffer.alloc(HEADER_BYTES);
  const held = readAtSync(file, 0, header);
  if (held < HEADER_BYTES && owner) {
    // Shorter than a header: the very first start was cut off, and no key can be in it.
    MAGIC.copy(header);
    randomBytes(SECRET_BYTES).copy(header, MAGIC.length);
    await file.truncate(0);
    await file.seek(0, Deno.SeekMode.Start);
    writeAllSync(file, header);
    await file.sync();
    await syncFolder(path.slice(0, path.lastIndexOf("/")));
  } else if (held < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    file.close();
    throw new Error(
      `The key file ${path} is damaged at byte 0 (it does not begin as a key file): ` +
        `put it back from the backup of the keys and start again.`,
    );
  }
  return {
    file,
    secret: new Uint8Array(header.subarray(MAGIC.length, MAGIC.length + SECRET_BYTES)),
  };
}

export interface MadeKey {
  id: string;
  key: Uint8Array;
}

/** Appends `count` fresh keys and resolves with them once they are durable. */
export async function makeKeys(keys: KeyFile, count: number): Promise<MadeKey[]> {
  const size = (await keys.file.stat()).size;
  const first = Math.ceil((size - HEADER_BYTES) / RECORD_BYTES);
  const records = Buffer.alloc(count * RECORD_BYTES);
  const plain = Buffer.alloc(count * ID_BYTES);
  const random = randomBytes(count * CRC_AT);
  const fresh: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const record = records.subarray(i * RECORD_BYTES, (i + 1) * RECORD_BYTES);
    random.copy(record, 0, i * CRC_AT, (i + 1) * CRC_AT);
    record.writeUInt32LE(crc32(record.subarray(0, CRC_AT)), CRC_AT);
    plain.writeUIntLE(first + i, i * ID_BYTES, INDEX_BYTES);
    record.copy(plain, i * ID_BYTES + INDEX_BYTES, 0, CHECK_BYTES);
    fresh.push(new Uint8Array(record.subarray(CHECK_BYTES, CRC_AT)));
  }
  random.fill(0);
  const ids = encipher(keys.secret, plain);
  keys.file.seekSync(placeOf(first), Deno.SeekMode.Start);
  writeAllSync(keys.file, records);
  await keys.file.sync();
  return fresh.map((key, i) => ({ id: ids[i], key }));
}

/** The key of an id, or undefined when it was destroyed or the id is none of this file's. */
export function findKey(keys: KeyFile, id: string): Uint8Array | undefined {
  return recordOf(keys, id)?.key;
}

/** Overwrites a key where it stands; durable when resolved. Unknown ids are gone already. */
export async function destroyKey(keys: KeyFile, id: string): Promise<void> {
  const found = recordOf(keys, id);
  if (!found) return;
  keys.file.seekSync(placeOf(found.index), Deno.SeekMode.Start);
  writeAllSync(keys.file, new Uint8Array(RECORD_BYTES));
  await keys.file.sync();
}

const placeOf = (index: number): number => HEADER_BYTES + index * RECORD_BYTES;

function recordOf(keys: KeyFile, id: string): { index: number; key: Uint8Array } | undefined {
  if (!ID.test(id)) return undefined;
  const plain = decipher(keys.secret, id);
  const index = plain.readUIntLE(0, INDEX_BYTES);
  if (index >= RECORDS_MAX) return undefined;
  const record = Buffer.alloc(RECORD_BYTES);
  if (readAtSync(keys.file, placeOf(index), record) < RECORD_BYTES) return undefined;
  if (!record.subarray(0, CHECK_BYTES).equals(plain.subarray(INDEX_BYTES))) return undefined;
  if (crc32(record.subarray(0, CRC_AT)) !== record.readUInt32LE(CRC_AT)) return undefined;
  return { index, key: new Uint8Array(record.subarray(CHECK_BYTES, CRC_AT)) };
}

/**
 * Ids of a whole block: every 16 bytes are enciphered by themselves, and one cipher for all of them
 * holds the thread of the engine for 2 ms where a thousand ciphers held it for 6 to 50.
 */
function encipher(secret: Uint8Array, plain: Uint8Array): string[] {
  const cipher = createCipheriv("aes-128-ecb", secret, null).setAutoPadding(false);
  const ids = Buffer.concat([cipher.update(plain), cipher.final()]);
  const count = plain.length / ID_BYTES;
  return Array.from(
    { length: count },
    (_, i) => ids.toString("base64url", i * ID_BYTES, (i + 1) * ID_BYTES),
  );
}

function decipher(secret: Uint8Array, id: string): Buffer {
  const cipher = createDecipheriv("aes-128-ecb", secret, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.from(id, "base64url")), cipher.final()]);
}

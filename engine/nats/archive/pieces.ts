import { Buffer } from "node:buffer";
import { gunzipSync, gzipSync } from "node:zlib";
import type { NatsConnection } from "@nats-io/transport-node";
import type { JournalEntry } from "../../contract/batch.ts";
import type { OlderBatches } from "../journal/journal.ts";
import { entryOf } from "../journal/entry.ts";
import { openObjects } from "../store/objects.ts";
import { BUCKETS } from "../subjects.ts";

/**
 * The archive of one partition: objects `p<partition>/<day>/<first>-<last>`, each a gzip file of
 * whole batches as the journal stored them, a line before each with its sequence and length. An
 * object counts only after it was read back.
 */
export interface Archive extends OlderBatches {
  /** Newest sequence in it; 0 when empty. */
  through(): Promise<number>;
  put(day: string, batches: StoredBatch[]): Promise<void>;
}

export interface StoredBatch {
  sequence: number;
  data: Uint8Array;
}

interface Piece {
  name: string;
  first: number;
  last: number;
}

const NAME = /^p(\d+)\/(\d{4}-\d\d-\d\d)\/(\d+)-(\d+)$/;

export function openArchive(nats: NatsConnection, partition: number): Archive {
  const objects = openObjects(nats, BUCKETS.archive);

  async function pieces(): Promise<Piece[]> {
    const found: Piece[] = [];
    for (const name of await objects.names()) {
      const match = NAME.exec(name);
      if (match === null || Number(match[1]) !== partition) continue;
      found.push({ name, first: Number(match[3]), last: Number(match[4]) });
    }
    return found.sort((left, right) => left.first - right.first);
  }

  async function unpack(name: string): Promise<StoredBatch[]> {
    const packed = await objects.read(name);
    if (packed === undefined) throw new Error(`the archive's ${name} is damaged or gone`);
    return batchesIn(gunzipSync(packed));
  }

  return {
    first: async () => (await pieces())[0]?.first,
    through: async () => (await pieces()).at(-1)?.last ?? 0,
    async put(day, batches) {
      const name = `p${partition}/${day}/${batches[0].sequence}-${batches.at(-1)!.sequence}`;
      await objects.put(name, gzipSync(framed(batches)));
      const again = await unpack(name);
      const whole = again.length === batches.length &&
        again.every((one, place) => Buffer.compare(one.data, batches[place].data) === 0);
      if (whole) return;
      await objects.remove(name);
      throw new Error(`the archive's ${name} did not come back as it was`);
    },
    async *read(from, before): AsyncIterable<JournalEntry> {
      for (const piece of await pieces()) {
        if (piece.last < from || piece.first >= before) continue;
        for (const { sequence, data } of await unpack(piece.name)) {
          if (sequence >= from && sequence < before) yield entryOf(sequence, data);
        }
      }
    },
  };
}

const HEAD_BYTES = 12;

function framed(batches: StoredBatch[]): Uint8Array {
  return Buffer.concat(batches.flatMap(({ sequence, data }) => {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeBigUInt64LE(BigInt(sequence));
    head.writeUInt32LE(data.length, 8);
    return [head, data];
  }));
}

function batchesIn(bytes: Uint8Array): StoredBatch[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const batches: StoredBatch[] = [];
  for (let at = 0; at < view.length;) {
    const length = view.readUInt32LE(at + 8);
    const data = view.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
    batches.push({ sequence: Number(view.readBigUInt64LE(at)), data });
    at += HEAD_BYTES + length;
  }
  return batches;
}

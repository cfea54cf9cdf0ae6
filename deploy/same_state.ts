/**
 * With journal and archive whole, a snapshot changes nothing but the time of a start: the state
 * folded from the journal's first batch has the same bytes as the one from any snapshot on.
 */
import { namesDocument } from "../engine/contract/wire/document_events.ts";
import type { Batch } from "../engine/contract/batch.ts";
import type { Configuration } from "../engine/contract/wire/configuration.ts";
import {
  applyBatch,
  createPartition,
  decode,
  encode,
  hasDocument,
  installDocument,
  LAYOUT,
  type PartitionState,
} from "../engine/core/mod.ts";
import { readWhole } from "../engine/local/journal/whole.ts";
import { openSnapshots } from "../engine/local/snapshots/snapshots.ts";

type Documents = (hash: string) => Configuration | undefined;

export interface SameState {
  /** Bytes of the folded state, and how many snapshots were compared with it. */
  bytes: number;
  snapshots: number;
  /** Sequences of the snapshots from which another state came. */
  different: number[];
}

function fold(state: PartitionState, batch: Batch, sequence: number, documents: Documents): void {
  for (const event of batch.events) {
    if (!namesDocument(event) || hasDocument(state, event.hash)) continue;
    const document = documents(event.hash);
    if (document === undefined) throw new Error(`configuration ${event.hash} is missing`);
    installDocument(state, event.hash, document);
  }
  applyBatch(state, batch, sequence);
}

const equal = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

export async function sameState(
  folder: string,
  partition: number,
  documents: Documents,
): Promise<SameState> {
  const store = openSnapshots(folder, partition);
  const from: { sequence: number; state: PartitionState }[] = [];
  for (const name of (await store.list()).filter((one) => one.layout === LAYOUT)) {
    const read = await store.read(name);
    if (read) from.push({ sequence: name.sequence, state: decode(read.state, documents) });
  }
  const whole = createPartition(partition);
  for await (const { batch, sequence } of readWhole(folder, partition)) {
    fold(whole, batch, sequence, documents);
    for (const one of from) {
      if (sequence > one.sequence) fold(one.state, batch, sequence, documents);
    }
  }
  const bytes = encode(whole);
  const different = from.filter((one) => !equal(encode(one.state), bytes));
  return {
    bytes: bytes.length,
    snapshots: from.length,
    different: different.map((one) => one.sequence),
  };
}

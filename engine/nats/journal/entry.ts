import type { JournalEntry } from "../../contract/batch.ts";
import { upcast } from "../../contract/upcast/mod.ts";

/** The epoch stands beside the batch too, so that a tail is judged without reading a megabyte. */
export const EPOCH_HEADER = "Tidegate-Epoch";

const decoder = new TextDecoder();

export const entryOf = (sequence: number, data: Uint8Array): JournalEntry => ({
  sequence,
  batch: upcast(JSON.parse(decoder.decode(data))),
  bytes: data.length,
});

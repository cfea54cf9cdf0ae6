import { setImmediate } from "node:timers";
import type { Batch } from "../../engine/contract/batch.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";

/** Batches for the suites: small, real, and recognisable by their number. */
export function makeBatch(number: number, more: Partial<Batch> = {}): Batch {
  return {
    level: LEVEL,
    partition: 22,
    epoch: 1,
    at: 1_700_000_000_000 + number,
    inbox: 0,
    events: [{
      type: "visitor.erased",
      seq: number,
      at: 1_700_000_000_000 + number,
      workspace: "demo",
      by: "engine",
      visitor: `v${number}`,
    }],
    refused: [],
    agenda: [],
    commands: [],
    ...more,
  };
}

const utf8 = new TextEncoder();

export const encodeBatch = (batch: Batch): Uint8Array => utf8.encode(JSON.stringify(batch));

/** Turns of the event loop, then milliseconds, that something may take to come. */
const TURNS_MAX = 20_000;
const WAITS_MAX = 60_000;

/** Resolves when `holds` is true; looked at after every turn of the event loop, then each ms. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < TURNS_MAX + WAITS_MAX; turn++) {
    if (holds()) return;
    if (turn < TURNS_MAX) await new Promise((resolve) => setImmediate(resolve));
    else await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("what was waited for did not come");
}

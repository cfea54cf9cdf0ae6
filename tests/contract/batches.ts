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

/** Resolves when `holds` is true; looked at after every turn of the event loop. */
export async function until(holds: () => boolean): Promise<void> {
  const turnsMax = 100_000;
  for (let turn = 0; turn < turnsMax; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("what was waited for did not come");
}

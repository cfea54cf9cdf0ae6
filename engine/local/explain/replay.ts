import type { Batch, JournalEntry } from "../../contract/batch.ts";
import type { Explanation } from "../../contract/wire/explanation.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import type { Configurations } from "../../actors/configurations.ts";
import * as core from "../../core/mod.ts";
import type { SnapshotName, Snapshots } from "../../ports/snapshots.ts";
import { advance, emptyFold, type Fold, install, readState } from "../follower/fold.ts";

/**
 * Brings back the state before a decision: from the newest snapshot before it, then batch by batch.
 * Snapshots are kept hourly for two days and daily after that, so at most that much is replayed.
 */
export interface Past {
  partition: number;
  snapshots: Snapshots;
  configurations: Configurations;
  /** Entries from a sequence on. */
  read(from: number): AsyncIterable<JournalEntry>;
}

/** A day of a very busy company; beyond it the answer is that it cannot be explained. */
const BATCHES_MAX = 5_000_000;

export async function explainPast(
  past: Past,
  workspace: string,
  seq: number,
): Promise<Explanation | undefined> {
  const fold = await before(past, workspace, seq);
  let batches = 0;
  for await (const entry of past.read(fold.sequence + 1)) {
    if (++batches > BATCHES_MAX || !continues(fold.state, entry.batch)) return undefined;
    const { events } = entry.batch;
    if (events.some((event) => event.workspace === workspace && event.seq === seq)) {
      await install(fold.state, entry.batch, past.configurations);
      return core.explainIn(fold.state, entry.batch, workspace, seq);
    }
    await advance(fold, entry, past.configurations);
  }
  return undefined;
}

/** False where what came before is gone, from the journal and from the snapshots. */
function continues(state: core.PartitionState, { events }: Batch): boolean {
  const seen = new Set([""]);
  return events.every(({ workspace, seq }) => {
    if (seen.has(workspace)) return true;
    seen.add(workspace);
    return seq === core.seqOf(state, workspace) + 1;
  });
}

/** The newest snapshot whose workspace has not come to `seq`, found by halving. */
async function before(past: Past, workspace: string, seq: number): Promise<Fold> {
  const { snapshots, configurations, partition } = past;
  const usable = (await snapshots.list())
    .filter(({ level, layout }) => level <= LEVEL && layout === core.LAYOUT)
    .sort((a, b) => a.sequence - b.sequence);
  let best: Fold = emptyFold(partition);
  for (let low = 0, high = usable.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    const fold = await foldOf(usable[middle], snapshots, configurations);
    if (fold !== undefined && core.seqOf(fold.state, workspace) < seq) {
      best = fold;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return best;
}

/** One that cannot be read counts as too new: an older one replays more, and tells the same. */
async function foldOf(
  name: SnapshotName,
  snapshots: Snapshots,
  configurations: Configurations,
): Promise<Fold | undefined> {
  const state = await readState(name, snapshots, configurations).catch(() => undefined);
  return state && { state, sequence: name.sequence, at: name.at };
}

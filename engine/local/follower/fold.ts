import { namesDocument } from "../../contract/wire/document_events.ts";
import type { Batch, JournalEntry } from "../../contract/batch.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import type { Configurations } from "../../actors/configurations.ts";
import * as core from "../../core/mod.ts";
import type { SnapshotName, Snapshots } from "../../ports/snapshots.ts";

/**
 * The state of one partition as its journal tells it, folded by the engine's own `applyBatch`. The
 * follower makes snapshots of it; scripts and tests compare it with the owner's.
 */
export interface Fold {
  state: core.PartitionState;
  /** The newest batch in it. */
  sequence: number;
  /** Partition time of that batch. */
  at: number;
}

export const emptyFold = (partition: number): Fold => ({
  state: core.createPartition(partition),
  sequence: 0,
  at: 0,
});

/**
 * The newest snapshot that this build can use and that is not ahead of the journal, or an empty
 * state. One that cannot be used is told and passed over: the journal gives the same state.
 */
export async function restore(
  partition: number,
  snapshots: Snapshots,
  configurations: Configurations,
  through: number,
  report: (sentence: string) => void,
): Promise<Fold> {
  for (const name of await snapshots.list()) {
    if (name.level > LEVEL || name.layout !== core.LAYOUT || name.sequence > through) continue;
    try {
      const state = await readState(name, snapshots, configurations);
      if (state) return { state, sequence: name.sequence, at: name.at };
      report(`Snapshot ${name.sequence} of partition ${partition} is damaged and was passed over.`);
    } catch (error) {
      report(
        `Snapshot ${name.sequence} of partition ${partition} cannot be used ` +
          `(${(error as Error).message}) and was passed over.`,
      );
    }
  }
  return emptyFold(partition);
}

/** The state in a snapshot; undefined when the store counts it as absent. */
export async function readState(
  name: SnapshotName,
  snapshots: Snapshots,
  configurations: Configurations,
): Promise<core.PartitionState | undefined> {
  const snapshot = await snapshots.read(name);
  if (!snapshot) return undefined;
  const documents = new Map<string, Configuration>();
  for (const hash of core.documentsNamed(snapshot.state)) {
    documents.set(hash, await named(configurations, hash));
  }
  return core.decode(snapshot.state, (hash) => documents.get(hash));
}

/** Folds the next entry in. The journal's reader gives them in order and leaves none out. */
export async function advance(
  fold: Fold,
  entry: JournalEntry,
  configurations: Configurations,
): Promise<void> {
  if (entry.sequence <= fold.sequence) {
    throw new Error(`batch ${entry.sequence} came after batch ${fold.sequence}`);
  }
  await install(fold.state, entry.batch, configurations);
  core.applyBatch(fold.state, entry.batch, entry.sequence);
  fold.sequence = entry.sequence;
  fold.at = Math.max(fold.at, entry.batch.at);
}

/** A document has to be there before the event that names it is applied. */
export async function install(
  state: core.PartitionState,
  batch: Batch,
  configurations: Configurations,
): Promise<void> {
  for (const event of batch.events) {
    if (!namesDocument(event) || core.hasDocument(state, event.hash)) continue;
    core.installDocument(state, event.hash, await named(configurations, event.hash));
  }
}

async function named(configurations: Configurations, hash: string): Promise<Configuration> {
  const fetched = await configurations.obtain(hash);
  if (fetched.state === "valid") return fetched.configuration;
  throw new Error(
    `the configuration ${hash} is ${fetched.state}: put the documents folder back from a backup`,
  );
}

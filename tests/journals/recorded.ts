import type { PartitionState } from "../../engine/core/mod.ts";
import * as core from "../../engine/core/mod.ts";
import { createConfigurations } from "../../engine/actors/configurations.ts";
import { openDocuments } from "../../engine/local/documents/documents.ts";
import { advance, emptyFold, type Fold } from "../../engine/local/follower/fold.ts";
import { readWhole } from "../../engine/local/journal/whole.ts";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";

export interface Recorded {
  fold: Fold;
  /** How often each event stands in the recording. */
  events: Map<string, number>;
}

/**
 * Folds a recorded journal. With `passEvery`, the state goes through its snapshot form and back
 * after so many batches, as after a restart.
 */
export async function foldRecorded(
  root: string,
  partition: number,
  passEvery = Infinity,
): Promise<Recorded> {
  const configurations = createConfigurations(openDocuments(root));
  const fold = emptyFold(partition);
  const events = new Map<string, number>();
  for await (const entry of readWhole(root, partition)) {
    await advance(fold, entry, configurations);
    for (const { type } of entry.batch.events) events.set(type, (events.get(type) ?? 0) + 1);
    if (entry.sequence % passEvery === 0) fold.state = await again(fold.state, configurations);
  }
  return { fold, events };
}

async function again(
  state: PartitionState,
  configurations: ReturnType<typeof createConfigurations>,
): Promise<PartitionState> {
  const bytes = core.encode(state);
  const documents = new Map<string, Configuration>();
  for (const hash of core.documentsNamed(bytes)) {
    const fetched = await configurations.obtain(hash);
    if (fetched.state === "valid") documents.set(hash, fetched.configuration);
  }
  return core.decode(bytes, (hash) => documents.get(hash));
}

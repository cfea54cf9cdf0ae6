import { namesDocument } from "../../../engine/contract/wire/document_events.ts";
import { createHash } from "node:crypto";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { LEVEL } from "../../../engine/contract/wire/level.ts";
import type { JournalEntry } from "../../../engine/contract/batch.ts";
import type { PartitionState } from "../../../engine/core/mod.ts";
import type { Documents } from "../../../engine/ports/documents.ts";
import type { Snapshot, Snapshots } from "../../../engine/ports/snapshots.ts";
import type { Core } from "../../../engine/actors/world.ts";
import type { VirtualJournal } from "./journal.ts";

/** Configuration documents in memory. */
export function createVirtualDocuments(): Documents {
  const held = new Map<string, Uint8Array>();
  return {
    put(bytes) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      held.set(hash, bytes);
      return Promise.resolve(hash);
    },
    get: (hash) => Promise.resolve(held.get(hash)),
  };
}

/** Snapshots in memory; `damage` makes the newest unreadable. */
export function createVirtualSnapshots(): Snapshots & { damage(): void } {
  let held: Snapshot[] = [];
  return {
    put(snapshot) {
      held = [snapshot, ...held].sort((left, right) => right.sequence - left.sequence);
      return Promise.resolve();
    },
    list: () => Promise.resolve(held.map(({ state: _state, ...name }) => name)),
    read: (name) => Promise.resolve(held.find((snapshot) => snapshot.sequence === name.sequence)),
    remove(name) {
      held = held.filter((snapshot) => snapshot.sequence !== name.sequence);
      return Promise.resolve();
    },
    damage() {
      const [newest] = held;
      if (newest !== undefined) newest.state = newest.state.slice(0, newest.state.length >> 1);
    },
  };
}

/** What a follower does: the state that the journal folds to, up to a batch, from its start or on. */
export async function fold(
  core: Core,
  partition: number,
  journal: VirtualJournal,
  documents: Documents,
  upTo = Infinity,
  from = { state: core.createPartition(partition), middle: 0 },
): Promise<{ state: PartitionState; sequence: number; at: number }> {
  const { state } = from;
  const folded = { state, sequence: from.middle, at: 0 };
  for await (const entry of journal.open({}).read(from.middle + 1)) {
    if (entry.sequence > upTo) break;
    await install(core, state, documents, entry);
    core.applyBatch(state, entry.batch, entry.sequence);
    folded.sequence = entry.sequence;
    folded.at = entry.batch.at;
  }
  return folded;
}

async function install(
  core: Core,
  state: PartitionState,
  documents: Documents,
  entry: JournalEntry,
): Promise<void> {
  for (const event of entry.batch.events) {
    if (!namesDocument(event) || core.hasDocument(state, event.hash)) continue;
    const bytes = await documents.get(event.hash);
    if (bytes === undefined) throw new Error(`document ${event.hash} is missing`);
    const configuration: Configuration = JSON.parse(new TextDecoder().decode(bytes));
    core.installDocument(state, event.hash, configuration);
  }
}

/** Folds the journal and keeps the result as its newest snapshot. */
export async function snapshot(
  core: Core,
  partition: number,
  journal: VirtualJournal,
  documents: Documents,
  snapshots: Snapshots,
): Promise<void> {
  const { state, sequence, at } = await fold(core, partition, journal, documents);
  const named = { sequence, level: LEVEL, layout: core.LAYOUT, at };
  await snapshots.put({ ...named, state: core.encode(state) });
}

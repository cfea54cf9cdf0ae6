import { namesDocument } from "../contract/wire/document_events.ts";
import type { Batch, JournalEntry } from "../contract/batch.ts";
import { LEVEL } from "../contract/wire/level.ts";
import type { Configuration } from "../contract/wire/configuration.ts";
import type { PartitionState } from "../core/mod.ts";
import type { Journal } from "../ports/journal.ts";
import type { SnapshotName } from "../ports/snapshots.ts";
import { messageOf } from "./append.ts";
import { createLeases, type Leases } from "./leases.ts";
import { createTail, type Tail } from "./tail.ts";
import type { Store, World } from "./world.ts";

/**
 * Memory read back from what is durable: the newest usable snapshot, then every batch after it.
 * A snapshot only saves time, so one that is damaged, too new or of another layout is passed over.
 * The journal is the truth, so anything wrong with it stops the load with a sentence.
 */
export interface Loaded {
  state: PartitionState;
  tail: Tail;
  /** Newest batch in memory; 0 in an empty journal. */
  sequence: number;
  /** Highest epoch that ever wrote here. */
  epoch: number;
  /** Partition time of the newest batch, or -Infinity. */
  lastAt: number;
  leases: Leases;
  /** Newest inbox message that the newest batch had read. */
  inbox: number;
}

class LoadFailed extends Error {
  override name = "LoadFailed";
}

/** How far back of the snapshot the tails are looked for: enough for the open conversations. */
const TAIL_ENTRIES_MAX = 16_384;
const TAIL_BYTES_MAX = 32 * 1024 * 1024;
const TAIL_PIECE = 512;

/** Memory that a follower had, with what the journal got since. */
export async function catchUp(
  world: World,
  partition: number,
  store: Store,
  memory: Loaded,
): Promise<Loaded> {
  const end = await store.journal.tail();
  memory.epoch = Math.max(memory.epoch, end.epoch);
  memory.leases.restart(world.clock.monotonic());
  await replay(world, partition, store.journal, memory, end.sequence, memory.sequence + 1);
  return memory;
}

export async function load(world: World, partition: number, store: Store): Promise<Loaded> {
  const { journal } = store;
  const end = await journal.tail();
  const based = await fromSnapshot(world, partition, store, end.sequence);
  const loaded: Loaded = {
    state: based?.state ?? world.core.createPartition(partition),
    tail: createTail(world.arena),
    sequence: based?.sequence ?? 0,
    epoch: end.epoch,
    lastAt: -Infinity,
    leases: createLeases(world.clock.monotonic()),
    inbox: 0,
  };
  if (based !== undefined) loaded.leases.know(world.core.gateways(based.state));
  if (end.sequence === 0) return loaded;
  const first = await journal.first();
  if (based !== undefined) await recallTails(loaded, journal, first);
  await replay(world, partition, journal, loaded, end.sequence, first);
  if (loaded.lastAt === -Infinity) {
    const newest = await journal.at(end.sequence);
    loaded.lastAt = newest?.batch.at ?? -Infinity;
    loaded.inbox = newest?.batch.inbox ?? 0;
  }
  return loaded;
}

async function fromSnapshot(world: World, partition: number, store: Store, upTo: number) {
  for (const name of await store.snapshots.list()) {
    if (name.level > LEVEL || name.layout !== world.core.LAYOUT || name.sequence > upTo) continue;
    try {
      const state = await decodeSnapshot(world, store, name);
      if (state !== undefined) return { state, sequence: name.sequence };
    } catch (error) {
      const message = `snapshot ${name.sequence} of partition ${partition}: ${messageOf(error)}`;
      world.onAlarm({ kind: "snapshotUnusable", partition, message });
    }
  }
  return undefined;
}

async function decodeSnapshot(world: World, store: Store, name: SnapshotName) {
  const snapshot = await store.snapshots.read(name);
  if (snapshot === undefined) return undefined;
  const documents = new Map<string, Configuration>();
  for (const hash of world.core.documentsNamed(snapshot.state)) {
    documents.set(hash, await configuration(world, hash));
  }
  return world.core.decode(snapshot.state, (hash) => documents.get(hash));
}

async function replay(
  world: World,
  partition: number,
  journal: Journal,
  loaded: Loaded,
  upTo: number,
  first: number,
): Promise<void> {
  if (loaded.sequence === upTo) return;
  const from = loaded.sequence === 0 ? first : loaded.sequence + 1;
  if (from < first) {
    throw new LoadFailed(`the journal begins at ${first}, the newest snapshot ends at ${from - 1}`);
  }
  for await (const entry of journal.read(from)) {
    if (entry.sequence > upTo) break;
    if (loaded.sequence === 0) mustBegin(entry);
    await replayOne(world, partition, loaded, entry);
  }
  if (loaded.sequence !== upTo) {
    throw new LoadFailed(`the journal ends at ${upTo}, reading it ended at ${loaded.sequence}`);
  }
}

/** Without a snapshot the first batch must be the partition's very first: epoch 1's fence. */
function mustBegin(entry: JournalEntry): void {
  if (entry.batch.epoch !== 1 || entry.batch.events[0]?.type !== "partition.taken") {
    throw new LoadFailed(`the journal begins at ${entry.sequence} and no snapshot is usable`);
  }
}

export async function replayOne(
  world: World,
  partition: number,
  loaded: Loaded,
  entry: JournalEntry,
) {
  const { batch, sequence } = entry;
  if (batch.level > LEVEL) {
    throw new LoadFailed(`batch ${sequence} has level ${batch.level}, this build reads ${LEVEL}`);
  }
  if (batch.partition !== partition) {
    throw new LoadFailed(`batch ${sequence} belongs to partition ${batch.partition}`);
  }
  await installNamed(world, loaded.state, batch);
  world.core.applyBatch(loaded.state, batch, sequence);
  loaded.sequence = sequence;
  loaded.epoch = Math.max(loaded.epoch, batch.epoch);
  loaded.lastAt = Math.max(loaded.lastAt, batch.at);
  loaded.inbox = Math.max(loaded.inbox, batch.inbox);
  for (const event of batch.events) loaded.leases.note(event);
  noteTails(loaded.tail, batch);
}

/** Documents have to be there before the event that names them is applied. */
async function installNamed(world: World, state: PartitionState, batch: Batch): Promise<void> {
  for (const event of batch.events) {
    if (!namesDocument(event) || world.core.hasDocument(state, event.hash)) continue;
    world.core.installDocument(state, event.hash, await configuration(world, event.hash));
  }
}

async function configuration(world: World, hash: string): Promise<Configuration> {
  const fetched = await world.configurations.obtain(hash);
  if (fetched.state === "valid") return fetched.configuration;
  throw new LoadFailed(`configuration ${hash} is ${fetched.state}`);
}

function noteTails(tail: Tail, batch: Batch): void {
  const encoder = new TextEncoder();
  for (const event of batch.events) {
    if ("conversation" in event) tail.put(event, encoder.encode(JSON.stringify(event)));
  }
}

const bytesOf = (entries: JournalEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.bytes, 0);

/** The newest entries that have so many bytes together, or just more. */
function newest(entries: JournalEntry[], bytesLeast: number): JournalEntry[] {
  let from = entries.length;
  for (let held = 0; from > 0 && held < bytesLeast;) held += entries[--from].bytes;
  return entries.slice(from);
}

/**
 * Reads back from the snapshot in pieces until the bounds, then notes them oldest first. Of a piece
 * that passes the bound the newest batches stay, and nothing older is read: tails have no gaps.
 */
async function recallTails(loaded: Loaded, journal: Journal, first: number): Promise<void> {
  const pieces: JournalEntry[][] = [];
  let bytes = 0;
  let before = loaded.sequence + 1;
  for (let entries = 0; entries < TAIL_ENTRIES_MAX && bytes < TAIL_BYTES_MAX;) {
    const from = Math.max(first, before - TAIL_PIECE);
    if (from >= before) break;
    let piece: JournalEntry[] = [];
    for await (const entry of journal.read(from)) {
      if (entry.sequence >= before) break;
      piece.push(entry);
      bytes += entry.bytes;
      if (bytes <= 2 * TAIL_BYTES_MAX) continue;
      const kept = newest(piece, TAIL_BYTES_MAX);
      bytes -= bytesOf(piece) - bytesOf(kept);
      piece = kept;
    }
    pieces.push(piece);
    entries += TAIL_PIECE;
    before = from;
  }
  for (const piece of pieces.reverse()) {
    for (const { batch } of piece) noteTails(loaded.tail, batch);
  }
}

import type { JournalEntry } from "../../contract/batch.ts";
import type { Database } from "../../contract/ports/database.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { compareWithFold, type Comparison } from "../../records/compare.ts";
import { eraseNow } from "../../records/erase_now.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../../records/migrations.ts";
import { createProjector } from "../../records/projector/projector.ts";
import { run, type Running, type Source } from "../../records/projector/run.ts";
import { createWaiting } from "../../records/projector/waiting.ts";
import { rebuild } from "../../records/rebuild.ts";
import { createClock } from "../clock.ts";
import type { JournalReader } from "../journal/reader.ts";
import { openKeyReader, openReader } from "../mod.ts";
import { gaugesOver } from "./gauges.ts";
import type { OpenSettings } from "./protocol.ts";
import type { Store } from "./store.ts";

/** SQLSTATEs of class XX: the database found its own files damaged. */
const DAMAGED = /^XX/;

/** The projector at work on this folder's journal, and the maintenance that must not meet it. */
export interface Projection {
  reached(workspace: string, seq: number, timeoutMs: number): Promise<boolean>;
  compare(partition: number): Promise<Comparison>;
  rebuild(): Promise<number>;
  eraseNow(): Promise<void>;
  stop(): Promise<void>;
}

interface PartitionReader {
  partition: number;
  reader: JournalReader;
}

export async function startProjection(
  store: Store,
  settings: OpenSettings,
  report: (sentence: string) => void,
): Promise<Projection> {
  const database = store.fold;
  const keys = openKeyReader(settings.folder, createClock());
  const readers: PartitionReader[] = settings.partitions.map((partition) => ({
    partition,
    reader: openReader(settings.folder, partition, settings.durable),
  }));
  const gauges = gaugesOver(settings.gauges);
  const waiting = createWaiting();
  const seqs = await seqsOf(database);
  for (const { partition } of readers) {
    gauges.set(partition, "position", await positionOf(database, partition));
    gauges.set(partition, "behindSince", 0);
  }

  const noteApplied = (partition: number, entries: readonly JournalEntry[]) => {
    gauges.set(partition, "position", entries.at(-1)!.sequence);
    gauges.add(partition, "events", countOf(entries));
    for (const [workspace, seq] of newestSeqs(entries)) {
      seqs.set(workspace, seq);
      waiting.wake(workspace, seq);
    }
  };
  const start = (): Running[] => {
    const projector = createProjector({ database, keys, schema: "fold" });
    return readers.map(({ partition, reader }) =>
      run({
        projector,
        source: { partition, durable: reader.durable, follow: reader.follow } satisfies Source,
        applied: (entries) => noteApplied(partition, entries),
        behindSince: (at) => gauges.set(partition, "behindSince", at),
        failed: (error) => endWhenDamaged(store, error),
        report,
      })
    );
  };
  const resting = restingRuns(start);

  return {
    reached(workspace, seq, timeoutMs) {
      if ((seqs.get(workspace) ?? 0) >= seq) return Promise.resolve(true);
      resting.hurry();
      return waiting.until(workspace, seq, timeoutMs);
    },
    compare: (partition) =>
      resting.atRest(async () => {
        const found = readers.find((one) => one.partition === partition);
        if (!found) throw new Error(`partition ${partition} is not among those projected here`);
        const applied = await positionOf(database, partition);
        return compareWithFold(database, "fold", through(found.reader.read(1), applied), keys);
      }),
    rebuild: () => resting.atRest(() => rebuildAll(database, keys, readers)),
    eraseNow: () => resting.atRest(() => eraseNow(database)),
    async stop() {
      await resting.stop();
      waiting.stop();
      await keys.close();
    },
  };
}

async function rebuildAll(database: Database, keys: Keys, readers: PartitionReader[]) {
  const migrations = await migrationsIn(FOLD_MIGRATIONS);
  const sources = readers.map(({ partition, reader }) => ({ partition, read: reader.read }));
  return await rebuild({ database, keys, migrations, sources, at: Date.now() });
}

/** The projector's runs, and work that one after the other finds them at rest. */
function restingRuns(start: () => Running[]) {
  let running = start();
  let turn: Promise<unknown> = Promise.resolve();
  const rest = () => Promise.all(running.map((one) => one.stop()));
  return {
    atRest<T>(work: () => Promise<T>): Promise<T> {
      const next = turn.catch(() => {}).then(async () => {
        await rest();
        try {
          return await work();
        } finally {
          running = start();
        }
      });
      turn = next;
      return next;
    },
    hurry: () => running.forEach((one) => one.hurry()),
    async stop(): Promise<void> {
      await turn.catch(() => {});
      await rest();
    },
  };
}

/** Ends this worker; the next one makes the database anew. */
async function endWhenDamaged(store: Store, error: unknown): Promise<void> {
  if (!DAMAGED.test((error as { code?: string }).code ?? "")) return;
  await store.distrust();
  setTimeout(() => {
    throw error;
  });
}

async function seqsOf(database: Database): Promise<Map<string, number>> {
  const rows = await database.query<{ workspace: string; seq: number }>(
    "select workspace, seq from fold.workspaces",
  );
  return new Map(rows.map(({ workspace, seq }) => [workspace, seq]));
}

async function positionOf(database: Database, partition: number): Promise<number> {
  const [row] = await database.query<{ sequence: number }>(
    "select sequence from fold.applied where partition = $1::integer",
    [partition],
  );
  return row?.sequence ?? 0;
}

const countOf = (entries: readonly JournalEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.batch.events.length, 0);

function newestSeqs(entries: readonly JournalEntry[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { batch } of entries) {
    for (const event of batch.events) {
      if (event.workspace !== "") newest.set(event.workspace, event.seq);
    }
  }
  return newest;
}

async function* through(entries: AsyncIterable<JournalEntry>, last: number) {
  for await (const entry of entries) {
    if (entry.sequence > last) return;
    yield entry;
  }
}

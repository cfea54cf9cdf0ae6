import type { JournalEntry } from "../../contract/batch.ts";
import { compareWithFold, type Comparison } from "../../records/compare.ts";
import { eraseNow } from "../../records/erase_now.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../../records/migrations.ts";
import { createProjector } from "../../records/projector/projector.ts";
import { run, type Running, type Source } from "../../records/projector/run.ts";
import { createWaiting } from "../../records/projector/waiting.ts";
import { rebuild } from "../../records/rebuild.ts";
import { createClock } from "../clock.ts";
import { openKeyReader, openReader } from "../mod.ts";
import { type Gauges, gaugesOver } from "./gauges.ts";
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

export async function startProjection(
  store: Store,
  settings: OpenSettings,
  report: (sentence: string) => void,
): Promise<Projection> {
  const database = store.fold;
  const keys = openKeyReader(settings.folder, createClock());
  const readers = settings.partitions.map((partition) => ({
    partition,
    reader: openReader(settings.folder, partition, settings.durable),
  }));
  const gauges = gaugesOver(settings.gauges);
  const waiting = createWaiting();
  const seqs = new Map<string, number>();
  const noteSeqs = async () => {
    const rows = await database.query<{ workspace: string; seq: number }>(
      "select workspace, seq from fold.workspaces",
    );
    for (const { workspace, seq } of rows) seqs.set(workspace, seq);
  };

  const start = (): Running[] => {
    const projector = createProjector({ database, keys, schema: "fold" });
    return readers.map(({ partition, reader }) =>
      run({
        projector,
        source: { partition, durable: reader.durable, follow: reader.follow } satisfies Source,
        applied: (entries) => {
          noteApplied(gauges, partition, entries);
          for (const [workspace, seq] of newestSeqs(entries)) {
            seqs.set(workspace, seq);
            waiting.wake(workspace, seq);
          }
        },
        behindSince: (at) => gauges.set(partition, "behindSince", at),
        failed: async (error) => {
          if (!DAMAGED.test((error as { code?: string }).code ?? "")) return;
          await store.distrust();
          setTimeout(() => {
            throw error; // ends this worker; the next one makes the database anew
          });
        },
        report,
      })
    );
  };
  for (const { partition } of readers) {
    const [row] = await database.query<{ sequence: number }>(
      "select sequence from fold.applied where partition = $1::integer",
      [partition],
    );
    gauges.set(partition, "position", row?.sequence ?? 0);
    gauges.set(partition, "behindSince", 0);
  }
  await noteSeqs();
  let running = start();

  /** One after the other, each with the projector at rest. */
  let turn: Promise<unknown> = Promise.resolve();
  const atRest = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.catch(() => {}).then(async () => {
      await Promise.all(running.map((one) => one.stop()));
      try {
        return await work();
      } finally {
        running = start();
      }
    });
    turn = next;
    return next;
  };

  return {
    reached: (workspace, seq, timeoutMs) =>
      (seqs.get(workspace) ?? 0) >= seq
        ? Promise.resolve(true)
        : waiting.until(workspace, seq, timeoutMs),
    compare: (partition) =>
      atRest(async () => {
        const found = readers.find((one) => one.partition === partition);
        if (!found) throw new Error(`partition ${partition} is not among those projected here`);
        const projector = createProjector({ database, keys, schema: "fold" });
        const applied = await projector.position(partition);
        const until = through(found.reader.read(1), applied);
        return compareWithFold(database, "fold", until, keys);
      }),
    rebuild: () =>
      atRest(async () => {
        const applied = await rebuild({
          database,
          keys,
          migrations: await migrationsIn(FOLD_MIGRATIONS),
          sources: readers.map(({ partition, reader }) => ({ partition, read: reader.read })),
          at: Date.now(),
        });
        await noteSeqs();
        return applied;
      }),
    eraseNow: () => atRest(() => eraseNow(database)),
    async stop() {
      await turn.catch(() => {});
      await Promise.all(running.map((one) => one.stop()));
      waiting.stop();
      await keys.close();
    },
  };
}

function noteApplied(gauges: Gauges, partition: number, entries: readonly JournalEntry[]): void {
  gauges.set(partition, "position", entries.at(-1)!.sequence);
  gauges.add(
    partition,
    "events",
    entries.reduce((sum, entry) => sum + entry.batch.events.length, 0),
  );
}

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

import type { JournalEntry } from "../contract/batch.ts";
import { type Database, DatabaseUnavailable } from "../contract/ports/database.ts";
import type { Keys } from "../contract/ports/keys.ts";
import { createProjector } from "../records/projector/projector.ts";
import { run, type Running, type Source } from "../records/projector/run.ts";
import type { PostgresDatabase } from "./connection.ts";

/** A projector of its own has no desk beside it to spare cores for: rows come ten times a second. */
const PACE_MS = 100;
const NOTE_EVERY_MS = 1_000;
/** While another process projects this range, its lock is asked for so often. */
const STAND_BY_MS = 2_000;

export interface ProjectingParts {
  database: PostgresDatabase;
  keys: Keys;
  /** Partitions of this process; another one may stand by for the same range. */
  partitions: readonly number[];
  source(partition: number): Source;
  wall(): number;
  report(sentence: string): void;
}

export interface Projecting {
  /** True while this process writes; false while it stands by. */
  active(): boolean;
  /** Per partition: last applied sequence, events applied here, age of the oldest waiting batch. */
  gauges(): { partition: number; sequence: number; events: number; lagMs: number }[];
  stop(): Promise<void>;
}

interface Standing {
  sequence: number;
  events: number;
  behindSince: number;
}

/**
 * The projector's process: one per range of partitions writes, any number stand by. A lock in the
 * database chooses, and is only for calm: were two to write, the applied position would refuse the
 * second one's batch before any row is touched.
 */
export function startProjecting(parts: ProjectingParts): Projecting {
  const { database, partitions, wall, report } = parts;
  const range = `projector ${partitions[0]}-${partitions.at(-1)}`;
  const standing = new Map<number, Standing>(
    partitions.map((one) => [one, { sequence: 0, events: 0, behindSince: 0 }]),
  );
  let running: Running[] = [];
  let letGo: (() => Promise<void>) | undefined;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function rest(): Promise<void> {
    const ending = running;
    running = [];
    await Promise.all(ending.map((one) => one.stop()));
  }

  function lost(): void {
    if (stopped) return;
    report(`${range}: its lock is lost; it is asked for again.`);
    letGo = undefined;
    void rest().then(() => later());
  }

  function later(): void {
    if (!stopped) timer = setTimeout(take, STAND_BY_MS);
  }

  async function take(): Promise<void> {
    try {
      letGo = await database.lock(range, lost);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      report(`${range}: ${error.message}`);
    }
    if (letGo === undefined || stopped) return later();
    const projector = createProjector({ database, keys: parts.keys, schema: "fold" });
    running = partitions.map((partition) =>
      run({
        projector,
        source: parts.source(partition),
        paceMs: PACE_MS,
        applied: (entries) => note(standing.get(partition)!, entries),
        behindSince: (at) => void (standing.get(partition)!.behindSince = at),
        failed: () => Promise.resolve(),
        report,
      })
    );
  }

  const noting = setInterval(() => {
    if (running.length > 0) void noteProgress(database, standing, wall()).catch(() => {});
  }, NOTE_EVERY_MS);
  void take();
  return {
    active: () => running.length > 0,
    gauges: () =>
      [...standing].map(([partition, { sequence, events, behindSince }]) => ({
        partition,
        sequence,
        events,
        lagMs: behindSince === 0 ? 0 : Math.max(0, wall() - behindSince),
      })),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(noting);
      await rest();
      await letGo?.();
    },
  };
}

function note(one: Standing, entries: readonly JournalEntry[]): void {
  one.sequence = entries.at(-1)!.sequence;
  one.events += entries.reduce((sum, entry) => sum + entry.batch.events.length, 0);
}

/** For gateways and operators; a note that is lost is made again a second later. */
async function noteProgress(
  database: Database,
  standing: ReadonlyMap<number, Standing>,
  now: number,
): Promise<void> {
  const rows = [...standing].map(([partition, one]) => ({
    partition,
    behind_since: one.behindSince,
    events: one.events,
    noted_at: now,
  }));
  await database.query(
    `insert into cluster.partitions (partition, behind_since, events, noted_at)
     select partition, behind_since, events, noted_at
     from json_populate_recordset(null::cluster.partitions, $1::json)
     on conflict (partition) do update set behind_since = excluded.behind_since,
       events = excluded.events, noted_at = excluded.noted_at`,
    [JSON.stringify(rows)],
  );
}

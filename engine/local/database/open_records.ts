import { type Database, DatabaseUnavailable } from "../../contract/ports/database.ts";
import type { ReadingRecords } from "../../contract/ports/reading_records.ts";
import type { Comparison } from "../../records/compare.ts";
import type { Migration } from "../../records/migrate.ts";
import { readingRecords } from "../../records/reading/reading.ts";
import { connect, type Connection } from "./connection.ts";
import { createGauges, gaugesOver } from "./gauges.ts";

/** After the worker died; doubled each time it dies again at once. */
const RESTART_MS_LEAST = 500;
const RESTART_MS_MOST = 30_000;
/** A read that waited for its write answers within its own time, and a little for the way. */
const REACHED_MARGIN_MS = 1_000;

export interface RecordsSettings {
  /** Data folder: journal, keys, and `records/` which is made on the first start. */
  folder: string;
  /** Partitions whose journals are projected. */
  partitions: number[];
  /** The journal owner's table of durable sequences. */
  durable: SharedArrayBuffer;
  /** Further migrations of schema `desk`, in order, after this repository's first ones. */
  deskMigrations?: Migration[];
  report: (sentence: string) => void;
}

export interface Records {
  database: Database;
  reading: ReadingRecords;
  /** Age of the oldest batch not applied yet, ms. */
  lagMs(): number;
  /** For metrics: what is applied, per partition, since the worker started. */
  applied(partition: number): { sequence: number; events: number };
  /** P7: every row against the fold of the journal. */
  compare(partition: number): Promise<Comparison>;
  /** Makes schema `fold` anew from the journal; resolves to the events applied. */
  rebuild(): Promise<number>;
  /** Clears old versions of blanked rows from the database's files. */
  eraseNow(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens the embedded records in a worker. Rejects when they cannot be opened now; later, a worker
 * that dies is started again, and until it is back every call rejects with DatabaseUnavailable.
 */
export async function openRecords(settings: RecordsSettings): Promise<Records> {
  const shared = createGauges();
  const gauges = gaugesOver(shared);
  const life = { stopped: false, restartMs: RESTART_MS_LEAST };
  let restart: ReturnType<typeof setTimeout> | undefined;
  let connection: Connection | undefined;

  async function start(): Promise<void> {
    const { folder, partitions, durable, deskMigrations = [], report } = settings;
    const fresh = connect({ report, lost: (why) => lost(fresh, why) });
    try {
      const open = { folder, partitions, durable, gauges: shared, deskMigrations };
      await fresh.ask({ type: "open", settings: open }, Infinity);
    } catch (error) {
      fresh.terminate();
      throw error;
    }
    connection = fresh;
    life.restartMs = RESTART_MS_LEAST;
  }

  function lost(which: Connection, why: string): void {
    if (life.stopped || which !== connection) return;
    connection = undefined;
    settings.report(`The records stopped (${why}) and are started again.`);
    later();
  }

  function later(): void {
    restart = setTimeout(async () => {
      try {
        await start();
      } catch (error) {
        settings.report(`The records do not start: ${(error as Error).message}`);
        if (!life.stopped) later();
      }
    }, life.restartMs);
    life.restartMs = Math.min(life.restartMs * 2, RESTART_MS_MOST);
  }

  const ask: Connection["ask"] = (request, withinMs) =>
    connection?.ask(request, withinMs) ??
      Promise.reject(new DatabaseUnavailable("the records are being started"));

  const database: Database = {
    query: <Row>(text: string, parameters: readonly unknown[] = []) =>
      ask<"query">({ type: "query", text, parameters }) as Promise<Row[]>,
    transaction: (statements) => ask<"transaction">({ type: "transaction", statements }),
  };
  const lagMs = () => {
    let oldest = Infinity;
    for (const partition of settings.partitions) {
      const since = gauges.get(partition, "behindSince");
      if (since > 0 && since < oldest) oldest = since;
    }
    return oldest === Infinity ? 0 : Math.max(0, Date.now() - oldest);
  };
  await start();

  return {
    database,
    reading: readingRecords(database, {
      lagMs,
      reached: (workspace, seq, timeoutMs) =>
        ask<"reached">(
          { type: "reached", workspace, seq, timeoutMs },
          timeoutMs + REACHED_MARGIN_MS,
        ),
    }),
    lagMs,
    applied: (partition) => ({
      sequence: gauges.get(partition, "position"),
      events: gauges.get(partition, "events"),
    }),
    compare: (partition) => ask<"compare">({ type: "compare", partition }, Infinity),
    rebuild: () => ask<"rebuild">({ type: "rebuild" }, Infinity),
    eraseNow: () => ask<"eraseNow">({ type: "eraseNow" }, Infinity),
    async stop() {
      life.stopped = true;
      clearTimeout(restart);
      await connection?.ask({ type: "stop" }, Infinity);
      connection?.terminate();
    },
  };
}

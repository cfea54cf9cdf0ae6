import type { Database } from "../../contract/ports/database.ts";
import type { ReadingRecords } from "../../contract/ports/reading_records.ts";
import type { Comparison } from "../../records/compare.ts";
import type { Migration } from "../../records/migrate.ts";
import { readingRecords } from "../../records/reading/reading.ts";
import { createGauges, gaugesOver } from "./gauges.ts";
import { supervise } from "./supervision.ts";

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
  const { folder, partitions, durable, deskMigrations = [], report } = settings;
  const shared = createGauges();
  const gauges = gaugesOver(shared);
  const worker = await supervise(
    { folder, partitions, durable, deskMigrations, gauges: shared },
    report,
  );
  const database: Database = {
    query: <Row>(text: string, parameters: readonly unknown[] = []) =>
      worker.ask<"query">({ type: "query", text, parameters }) as Promise<Row[]>,
    transaction: (statements) => worker.ask<"transaction">({ type: "transaction", statements }),
  };
  const lagMs = () => {
    const since = partitions.map((partition) => gauges.get(partition, "behindSince"));
    const oldest = Math.min(...since.filter((at) => at > 0));
    return oldest === Infinity ? 0 : Math.max(0, Date.now() - oldest);
  };
  return {
    database,
    reading: readingRecords(database, {
      lagMs,
      reached: (workspace, seq, timeoutMs) =>
        worker.ask<"reached">(
          { type: "reached", workspace, seq, timeoutMs },
          timeoutMs + REACHED_MARGIN_MS,
        ),
    }),
    lagMs,
    applied: (partition) => ({
      sequence: gauges.get(partition, "position"),
      events: gauges.get(partition, "events"),
    }),
    compare: (partition) => worker.ask<"compare">({ type: "compare", partition }, Infinity),
    rebuild: () => worker.ask<"rebuild">({ type: "rebuild" }, Infinity),
    eraseNow: () => worker.ask<"eraseNow">({ type: "eraseNow" }, Infinity),
    stop: () => worker.stop(),
  };
}

import type { Statement } from "../../contract/ports/database.ts";
import type { Comparison } from "../../records/compare.ts";
import type { Migration } from "../../records/migrate.ts";

/** What the main thread and the records' worker say to each other. */
export interface OpenSettings {
  /** Data folder. */
  folder: string;
  partitions: number[];
  /** Which batches of each partition are durable, written by the journal's owner. */
  durable: SharedArrayBuffer;
  /** Figures of the projector, written by the worker (`gauges.ts`). */
  gauges: SharedArrayBuffer;
  deskMigrations: Migration[];
}

export type Request =
  | { type: "open"; settings: OpenSettings }
  | { type: "query"; text: string; parameters: readonly unknown[] }
  | { type: "transaction"; statements: readonly Statement[] }
  | { type: "reached"; workspace: string; seq: number; timeoutMs: number }
  | { type: "compare"; partition: number }
  | { type: "rebuild" }
  | { type: "eraseNow" }
  | { type: "stop" };

export type Answer = {
  open: void;
  query: unknown[];
  transaction: unknown[][];
  reached: boolean;
  compare: Comparison;
  rebuild: number;
  eraseNow: void;
  stop: void;
};

export type ToWorker = { id: number; request: Request };

export type FromWorker =
  | { type: "answer"; id: number; value: unknown }
  /** `code` is the SQLSTATE of a statement that PostgreSQL refused. */
  | { type: "failed"; id: number; name: string; message: string; code?: string }
  | { type: "report"; sentence: string };

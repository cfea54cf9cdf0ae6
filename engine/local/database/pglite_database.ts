import { PGlite, types } from "@electric-sql/pglite";
import type { Transaction } from "@electric-sql/pglite";
import type { Database, Statement } from "../../contract/ports/database.ts";

export type { PGlite };

/**
 * Settings that differ from PGlite's own. Small buffers: one process shares its memory with the
 * engine. Old write-ahead segments are removed instead of renamed and kept, so that a checkpoint
 * after an erasure leaves no copy of the text behind.
 */
const SETTINGS = [
  "shared_buffers=24MB",
  "max_wal_size=64MB",
  "min_wal_size=32MB",
  "wal_recycle=off",
  "checkpoint_completion_target=0",
  "jit=off",
];

/** Opens a PGlite folder; makes one that is not there, which takes seconds. */
export function openPGlite(folder: string): Promise<PGlite> {
  return PGlite.create({
    dataDir: folder,
    startParams: [
      ...PGlite.defaultStartParams,
      ...SETTINGS.flatMap((setting) => ["-c", setting]),
    ],
    parsers: { [types.INT8]: Number },
  });
}

/** The `Database` port over PGlite. One connection: statements and transactions queue inside it. */
export function pgliteDatabase(db: PGlite): Database {
  return {
    query: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      (await db.query<Row>(text, [...parameters])).rows,
    transaction: (statements) => db.transaction((open) => runAll(open, statements)),
  };
}

export async function runAll(
  open: Transaction,
  statements: readonly Statement[],
): Promise<unknown[][]> {
  const answers: unknown[][] = [];
  for (const { text, parameters = [] } of statements) {
    answers.push((await open.query(text, [...parameters])).rows);
  }
  return answers;
}

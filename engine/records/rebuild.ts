import type { JournalEntry } from "../contract/batch.ts";
import type { Database, Statement } from "../contract/ports/database.ts";
import type { Keys } from "../contract/ports/keys.ts";
import { migrate, type Migration } from "./migrate.ts";
import { createProjector } from "./projector/projector.ts";

const SCRATCH = "fold_scratch";
/** Entries are applied this many events at a time. */
const EVENTS_PER_WRITE_MAX = 1_000;

export interface RebuildSource {
  partition: number;
  /** Entries from `from` up to what is durable at the time of the call. */
  read(from: number): AsyncIterable<JournalEntry>;
}

export interface RebuildParts {
  database: Database;
  keys: Keys;
  migrations: readonly Migration[];
  sources: readonly RebuildSource[];
  /** Epoch ms, noted beside the migrations. */
  at: number;
  /** Statements that make the swapped schema readable for others, in the same transaction. */
  afterSwap?: readonly Statement[];
}

/**
 * Makes schema `fold` anew from the journal: into a scratch schema, swapped in one transaction, so
 * that readers see the old tables until the new ones are whole. The projector must not run
 * meanwhile; it goes on from the positions found here. Resolves to the events applied.
 */
export async function rebuild(parts: RebuildParts): Promise<number> {
  const { database, keys, migrations, sources, at } = parts;
  await database.query(`drop schema if exists ${SCRATCH} cascade`);
  await migrate(database, SCRATCH, migrations, at);
  const projector = createProjector({ database, keys, schema: SCRATCH });
  let applied = 0;
  for (const { partition, read } of sources) {
    let pending: JournalEntry[] = [];
    let events = 0;
    for await (const entry of read(1)) {
      pending.push(entry);
      events += entry.batch.events.length;
      if (events < EVENTS_PER_WRITE_MAX) continue;
      applied += await projector.apply(partition, pending);
      pending = [];
      events = 0;
    }
    applied += await projector.apply(partition, pending);
  }
  await database.transaction([
    { text: "drop schema fold cascade" },
    { text: `alter schema ${SCRATCH} rename to fold` },
    ...parts.afterSwap ?? [],
  ]);
  return applied;
}

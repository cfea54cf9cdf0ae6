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

/** What was to be folded is not all that happened; a swap would lose the rest for good. */
class JournalIncomplete extends Error {
  override name = "JournalIncomplete";
  constructor(missing: string) {
    super(`${missing} The records stay as they are.`);
  }
}

/**
 * Makes schema `fold` anew from the journal: into a scratch schema, swapped in one transaction, so
 * that readers see the old tables until the new ones are whole. The projector must not run
 * meanwhile; it goes on from the positions found here. Resolves to the events applied. Refused with
 * `JournalIncomplete` when the sources do not begin with the first event, have a hole, or end before
 * the records do: the old tables hold more than they.
 */
export async function rebuild(parts: RebuildParts): Promise<number> {
  const { database, migrations, sources, at } = parts;
  await database.query(`drop schema if exists ${SCRATCH} cascade`);
  await migrate(database, SCRATCH, migrations, at);
  try {
    const before = await appliedIn(database, "fold");
    let events = 0;
    for (const source of sources) events += await applyAll(parts, source);
    const after = await appliedIn(database, SCRATCH);
    for (const [partition, sequence] of before) {
      const ends = after.get(partition) ?? 0;
      if (ends >= sequence) continue;
      throw new JournalIncomplete(
        `The records hold partition ${partition} up to ${sequence}, but its journal ends at ${ends}: ` +
          `what came after that is in neither journal nor archive.`,
      );
    }
    await database.transaction([
      { text: "drop schema if exists fold cascade" },
      { text: `alter schema ${SCRATCH} rename to fold` },
      ...parts.afterSwap ?? [],
    ]);
    return events;
  } catch (cause) {
    // Half of the records lie there for nothing; when this fails too, the next rebuild removes them.
    await database.query(`drop schema if exists ${SCRATCH} cascade`).catch(() => {});
    throw cause;
  }
}

/** Position of each partition that the tables hold; none when the table itself is gone. */
async function appliedIn(database: Database, schema: string): Promise<Map<number, number>> {
  const table = `${schema}.applied`;
  const [{ there }] = await database.query<{ there: boolean }>(
    "select to_regclass($1::text) is not null as there",
    [table],
  );
  if (!there) return new Map();
  const rows = await database.query<{ partition: number; sequence: number }>(
    `select partition, sequence from ${table}`,
  );
  return new Map(rows.map(({ partition, sequence }) => [partition, Number(sequence)]));
}

async function applyAll(
  { database, keys }: RebuildParts,
  { partition, read }: RebuildSource,
): Promise<number> {
  const projector = createProjector({ database, keys, schema: SCRATCH });
  const whole = wholeness(partition);
  let pending: JournalEntry[] = [];
  let events = 0;
  let applied = 0;
  for await (const entry of read(1)) {
    whole(entry);
    pending.push(entry);
    events += entry.batch.events.length;
    if (events < EVENTS_PER_WRITE_MAX) continue;
    applied += await projector.apply(partition, pending);
    pending = [];
    events = 0;
  }
  return applied + await projector.apply(partition, pending);
}

/**
 * Sequences of a shared stream have gaps by nature, so the events' own numbers say what is missing:
 * each company's, and the partition's, begin at 1 and follow each other.
 */
function wholeness(partition: number): (entry: JournalEntry) => void {
  const last = new Map<string, number>();
  return ({ batch }) => {
    for (const { workspace, seq } of batch.events) {
      const next = (last.get(workspace) ?? 0) + 1;
      if (seq > next) {
        throw new JournalIncomplete(
          `Events ${next} to ${seq - 1} of ${workspace || "the partition itself"} are missing: ` +
            `neither the journal of partition ${partition} nor its archive has them.`,
        );
      }
      last.set(workspace, seq);
    }
  };
}

import type { JournalEntry } from "../contract/batch.ts";
import type { Database } from "../contract/ports/database.ts";
import type { Keys } from "../contract/ports/keys.ts";
import { fold } from "./fold/fold.ts";
import { type TableName, TABLES } from "./fold/rows.ts";
import { createShelf, type Shelf } from "./fold/shelf.ts";
import { openerOf } from "./projector/open_sealed.ts";
import { rowsJson } from "./projector/rows_json.ts";

/** Rows read from a table at once. */
const PAGE_ROWS = 2_000;
/** Differences listed; the counts are of all. */
const DIFFERENCES_MAX = 50;

export interface Comparison {
  /** Rows judged, of both sides together. */
  judged: number;
  differences: number;
  first: { table: TableName; key: string; stored?: string; folded?: string }[];
}

/**
 * P7, the record is the log: folds the entries in memory and compares every row of every table
 * with it. The caller waits until the projector has caught up with the last entry.
 */
export async function compareWithFold(
  database: Database,
  schema: string,
  entries: AsyncIterable<JournalEntry> | Iterable<JournalEntry>,
  keys: Keys,
): Promise<Comparison> {
  const shelf = createShelf();
  for await (const entry of entries) {
    const open = await openerOf(keys, entry.batch.events);
    for (const event of entry.batch.events) fold(shelf, event, open);
  }
  const comparison: Comparison = { judged: 0, differences: 0, first: [] };
  for (const table of Object.keys(TABLES) as TableName[]) {
    await compareTable(database, schema, shelf, table, comparison);
  }
  return comparison;
}

async function compareTable(
  database: Database,
  schema: string,
  shelf: Shelf,
  table: TableName,
  comparison: Comparison,
): Promise<void> {
  const folded = new Map<string, string>();
  for (const row of shelf.touched[table]) folded.set(keyOf(table, row), canonical(row));
  const differ = (key: string, stored?: string, should?: string) => {
    comparison.differences++;
    if (comparison.first.length >= DIFFERENCES_MAX) return;
    comparison.first.push({ table, key, stored, folded: should });
  };
  for await (const row of storedRows(database, schema, table)) {
    const key = keyOf(table, row);
    const stored = canonical(row);
    const should = folded.get(key);
    comparison.judged++;
    if (stored !== should) differ(key, stored, should);
    folded.delete(key);
  }
  for (const [key, should] of folded) {
    comparison.judged++;
    differ(key, undefined, should);
  }
}

/** All rows of a table, a page at a time in the order of its key. */
async function* storedRows(database: Database, schema: string, table: TableName) {
  const { key, rest } = TABLES[table];
  const order = key.join(", ");
  let after: unknown[] = [];
  while (true) {
    const past = after.length === 0
      ? ""
      : `where (${order}) > (${key.map((_, index) => `$${index + 1}`).join(", ")})`;
    const rows = await database.query<Record<string, unknown>>(
      `select ${[...key, ...rest].join(", ")} from ${schema}.${table} ${past}
       order by ${order} limit ${PAGE_ROWS}`,
      after,
    );
    yield* rows;
    if (rows.length < PAGE_ROWS) return;
    after = key.map((name) => rows.at(-1)![name]);
  }
}

const keyOf = (table: TableName, row: object): string =>
  TABLES[table].key.map((name) => (row as Record<string, unknown>)[name]).join(" ");

/** The same text for the same row: names sorted at every depth, text as the database can hold it. */
const canonical = (row: object): string => rowsJson(sorted(row));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

import type { Statement } from "../../contract/ports/database.ts";
import { kindOf, type TableName, TABLES } from "../fold/rows.ts";
import type { Shelf } from "../fold/shelf.ts";
import { columnArrays, TYPE_OF } from "./column_arrays.ts";

/** Where a batch of batches starts and ends in its partition's journal. */
export interface Advance {
  partition: number;
  from: number;
  to: number;
  at: number;
}

/**
 * Everything one batch of batches changes, as one transaction. The applied position comes first:
 * it locks its row and fails unless it stands where this batch started.
 */
export function writeStatements(schema: string, shelf: Shelf, advance: Advance): Statement[] {
  const statements: Statement[] = [{
    text: `insert into ${schema}.applied (partition, came_from, sequence, at)
      values ($1::integer, $2::bigint, $3::bigint, $4::bigint)
      on conflict (partition) do update
      set came_from = excluded.came_from, sequence = excluded.sequence, at = excluded.at`,
    parameters: [advance.partition, advance.from, advance.to, advance.at],
  }];
  for (const table of Object.keys(TABLES) as TableName[]) {
    const rows = [...shelf.touched[table]];
    if (rows.length === 0) continue;
    // Ended assignments first: the index allows one open assignment at any moment.
    if (table === "assignments") rows.sort((a, b) => endedFirst(a) - endedFirst(b));
    const text = ONCE.has(table) ? insert(schema, table) : upsert(schema, table);
    statements.push({ text, parameters: columnArrays(table, rows) });
  }
  if (shelf.changed.size > 0) {
    const parameters = columnArrays("timeline", [...shelf.changed]);
    statements.push({ text: upsert(schema, "timeline"), parameters });
  }
  for (const erased of shelf.erasures) statements.push(...blankStatements(schema, erased));
  return statements;
}

const endedFirst = (row: object): number => ("ended_at" in row && row.ended_at !== null ? 0 : 1);

/** Tables whose rows are written once: a key that is there already is a fault and stops the write. */
const ONCE: ReadonlySet<TableName> = new Set(["timeline", "alerts", "presences"]);

function insert(schema: string, table: TableName): string {
  const { key, rest } = TABLES[table];
  const columns = [...key, ...rest];
  const arrays = columns.map((name, at) => `$${at + 1}::text::${TYPE_OF[kindOf(name)]}[]`);
  return `insert into ${schema}.${table} (${columns.join(", ")})
    select * from unnest(${arrays.join(", ")})`;
}

function upsert(schema: string, table: TableName): string {
  const { key, rest } = TABLES[table];
  const set = rest.map((name) => `${name} = excluded.${name}`).join(", ");
  return `${insert(schema, table)} on conflict (${key.join(", ")}) do update set ${set}`;
}

/** Stored rows of an erased visitor: the same columns that the fold blanks on its shelf. */
function blankStatements(
  schema: string,
  erased: { workspace: string; visitor: string },
): Statement[] {
  const parameters = [erased.workspace, erased.visitor];
  const theirs = `workspace = $1 and conversation in
    (select conversation from ${schema}.conversations where workspace = $1 and visitor = $2)`;
  return [
    `update ${schema}.timeline set body = null, note = null
     where ${theirs} and (body is not null or note is not null)`,
    `update ${schema}.ratings set comment = null where ${theirs} and comment is not null`,
    `update ${schema}.conversations set preview = null, facts = null
     where workspace = $1 and visitor = $2 and (preview is not null or facts is not null)`,
    `update ${schema}.visitors set card = null, facts = null
     where workspace = $1 and visitor = $2`,
  ].map((text) => ({ text, parameters }));
}

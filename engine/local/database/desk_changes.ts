import type { Transaction } from "@electric-sql/pglite";
import type { PGlite } from "./pglite_database.ts";
import type { DeskChange } from "./desk_log.ts";

/** Rows in one record of a rewritten log. */
const ROWS_PER_RECORD = 500;

/**
 * Collects what a transaction changes in schema `desk`: a trigger on every table notes the row in
 * `desk_log.pending`, and the transaction takes the notes away again before it commits. Only the
 * embedded database does this; the desk's own migrations know nothing of it.
 */
const NOTING = [
  "create schema if not exists desk_log",
  `create unlogged table if not exists desk_log.pending
     (number bigserial, name text, operation text, changed jsonb)`,
  `create or replace function desk_log.note() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       insert into desk_log.pending (name, operation, changed)
         values (tg_table_name, 'remove', to_jsonb(old));
     else
       insert into desk_log.pending (name, operation, changed)
         values (tg_table_name, 'put', to_jsonb(new));
     end if;
     return null;
   end $$`,
];

/** Installs the trigger on every desk table. A table without a primary key is a wrong migration. */
export async function watchDesk(db: PGlite): Promise<void> {
  const keys = await deskKeys(db);
  await db.transaction(async (open) => {
    for (const text of NOTING) await open.query(text);
    for (const [table, key] of keys) {
      if (key.length === 0) throw new Error(`desk.${table} has no primary key`);
      await open.query(
        `create or replace trigger noted after insert or update or delete on desk.${table}
         for each row execute function desk_log.note()`,
      );
    }
  });
}

/** Takes what the open transaction has noted so far, in order. */
export async function takeNoted(open: Transaction): Promise<DeskChange[]> {
  const { rows } = await open.query<DeskChange & { number: number }>(
    `delete from desk_log.pending
     returning number, name as "table", operation, changed as row`,
  );
  rows.sort((a, b) => a.number - b.number);
  return rows.map(({ table, operation, row }) => ({ table, operation, row }));
}

/**
 * Writes logged rows into the tables. Only the columns that a record has are set, so that a log
 * older than the last migration leaves new columns at their defaults; tables that are gone are
 * skipped. Constraints between tables held when the rows were written and are not checked again.
 */
export async function replayDesk(db: PGlite, records: readonly DeskChange[][]): Promise<void> {
  if (records.length === 0) return;
  const keys = await deskKeys(db);
  await db.transaction(async (open) => {
    await open.query("set local session_replication_role = replica");
    for (const { table, operation, row } of records.flat()) {
      const key = keys.get(table);
      if (!key) continue;
      await open.query(
        operation === "put" ? putText(table, key, Object.keys(row)) : removeText(table, key),
        [JSON.stringify(row)],
      );
    }
  });
}

function putText(table: string, key: string[], present: string[]): string {
  const names = present.map(quoted).join(", ");
  const rest = present.filter((name) => !key.includes(name)).map(quoted);
  const set = rest.map((name) => `${name} = excluded.${name}`).join(", ");
  return `insert into desk.${table} (${names})
    select ${names} from json_populate_record(null::desk.${table}, $1::json)
    on conflict (${key.map(quoted).join(", ")}) do ${set === "" ? "nothing" : `update set ${set}`}`;
}

function removeText(table: string, key: string[]): string {
  const same = key.map((name) => `t.${quoted(name)} = k.${quoted(name)}`).join(" and ");
  return `delete from desk.${table} t
    using json_populate_record(null::desk.${table}, $1::json) k where ${same}`;
}

const quoted = (name: string): string => `"${name}"`;

/** Every row of `desk` as records, for a log that starts anew. The migrator's notes are no data. */
export async function allOfDesk(open: Transaction): Promise<DeskChange[][]> {
  const records: DeskChange[][] = [];
  for (const table of (await deskKeys(open)).keys()) {
    const { rows } = await open.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from desk.${table} t`,
    );
    for (let at = 0; at < rows.length; at += ROWS_PER_RECORD) {
      records.push(
        rows.slice(at, at + ROWS_PER_RECORD).map(({ row }) => ({ table, operation: "put", row })),
      );
    }
  }
  return records;
}

async function deskKeys(db: PGlite | Transaction): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ name: string; key: string[] }>(
    `select c.relname as name, coalesce(
       (select json_agg(a.attname) from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '[]') as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'desk' and c.relkind = 'r' and c.relname <> 'migrations'
     order by c.oid`,
  );
  return new Map(rows.map(({ name, key }) => [name, key]));
}

import type { Database, Statement } from "../contract/ports/database.ts";

/** A numbered change of a schema: `001_position` and its SQL. */
export interface Migration {
  name: string;
  text: string;
}

/** The database was migrated by a newer build; this one would not understand its tables. */
export class DatabaseNewer extends Error {
  override name = "DatabaseNewer";
}

const NAME = /^\d{3}_[a-z0-9_]+$/;

/**
 * Brings a schema to this build's state: each migration once, in order, in one transaction with its
 * note in `<schema>.migrations`. Refuses a database that holds a migration this build does not know.
 * `search_path` is the schema, so the same files build `fold` and its scratch copy.
 */
export async function migrate(
  database: Database,
  schema: string,
  migrations: readonly Migration[],
  at: number,
): Promise<string[]> {
  const known = new Set(migrations.map((migration) => migration.name));
  if (known.size !== migrations.length) throw new Error(`${schema}: two migrations of one name`);
  await database.transaction([
    { text: `create schema if not exists ${schema}` },
    {
      text: `create table if not exists ${schema}.migrations
        (name text primary key, at bigint not null)`,
    },
  ]);
  const rows = await database.query<{ name: string }>(`select name from ${schema}.migrations`);
  const done = new Set(rows.map((row) => row.name));
  for (const name of done) {
    if (known.has(name)) continue;
    throw new DatabaseNewer(
      `The records hold migration ${name} of schema ${schema}, which this build does not know. ` +
        `Start the build that wrote it, or a newer one.`,
    );
  }
  const ran: string[] = [];
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    if (!NAME.test(migration.name)) throw new Error(`migration name ${migration.name}`);
    await database.transaction([
      { text: `set local search_path to ${schema}` },
      ...statementsOf(migration.text),
      {
        text: `insert into ${schema}.migrations values ($1, $2::bigint)`,
        parameters: [migration.name, at],
      },
    ]);
    ran.push(migration.name);
  }
  return ran;
}

/** Statements of a file end with a semicolon at a line's end; `$$ … $$` bodies stay whole. */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = [];
  let lines: string[] = [];
  let quoted = false;
  for (const line of text.split("\n")) {
    if (lines.length === 0 && (line.trim() === "" || line.startsWith("--"))) continue;
    lines.push(line);
    if ((line.split("$$").length - 1) % 2 === 1) quoted = !quoted;
    if (quoted || !line.trimEnd().endsWith(";")) continue;
    statements.push({ text: lines.join("\n").trimEnd().slice(0, -1) });
    lines = [];
  }
  if (lines.length > 0) throw new Error(`a migration's last statement has no semicolon`);
  return statements;
}

import type { Database, Statement } from "../contract/ports/database.ts";
import { migrate } from "../records/migrate.ts";
import { DESK_MIGRATIONS, FOLD_MIGRATIONS, migrationsIn } from "../records/migrations.ts";
import { openPostgres, type PostgresSettings } from "./connection.ts";

const CLUSTER_MIGRATIONS = new URL("./migrations/", import.meta.url);

/** Who may sign in, beside the owner who migrates, rebuilds and clears. */
const ROLES = ["tidegate_gateway", "tidegate_projector"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Least privilege: the projector writes what the journal says and of the desk only removes what an
 * erased visitor looked at; a gateway reads that and writes the desk's own tables, but can neither
 * change nor remove a line of the audit log. Tables that a later migration makes are granted by the
 * next run of this.
 */
const GRANTS = [
  "grant usage on schema fold, cluster to tidegate_gateway, tidegate_projector",
  "grant select on all tables in schema fold, cluster to tidegate_gateway",
  "grant select, insert, update, delete on all tables in schema fold, cluster to tidegate_projector",
  "grant usage on schema desk to tidegate_gateway",
  "grant select, insert, update, delete on all tables in schema desk to tidegate_gateway",
  "grant usage on schema desk to tidegate_projector",
  "grant select, delete on desk.visits, desk.visitor_orders, desk.visitor_customers to tidegate_projector",
  "revoke update, delete on desk.audit, desk.migrations from tidegate_gateway",
  "revoke insert, update, delete on fold.migrations, cluster.migrations, cluster.workspaces from tidegate_projector",
];

export const grants = (): Statement[] => GRANTS.map((text) => ({ text }));

/**
 * Brings an empty or older database to this build's state: schemas, tables, roles with their
 * passwords, rights. By the database's owner; repeating it is harmless. Resolves to the migrations
 * that ran.
 */
export async function prepareDatabase(
  database: Database,
  passwords: Record<Role, string>,
  at: number,
): Promise<string[]> {
  const ran = [
    ...await migrate(database, "desk", await migrationsIn(DESK_MIGRATIONS), at),
    ...await migrate(database, "fold", await migrationsIn(FOLD_MIGRATIONS), at),
    ...await migrate(database, "cluster", await migrationsIn(CLUSTER_MIGRATIONS), at),
  ];
  for (const role of ROLES) await putRole(database, role, passwords[role]);
  await database.transaction([
    { text: "revoke all on schema public from public" },
    ...grants(),
  ]);
  return ran;
}

/** A large installation's largest table is read and written in minutes; a day's work is a fault. */
const MIGRATION_MS_MAX = 6 * 3_600_000;

/**
 * The same over connections of its own, closed when it is done. A migration reads or writes a whole
 * table: cut at the limit of a page's statement it would be begun anew at every start, for ever.
 */
export async function migratePostgres(
  settings: PostgresSettings,
  passwords: Record<Role, string>,
  at: number,
): Promise<string[]> {
  const database = openPostgres({ ...settings, statementMsMax: MIGRATION_MS_MAX });
  try {
    return await prepareDatabase(database, passwords, at);
  } finally {
    await database.close();
  }
}

/** Names and passwords cannot be parameters of this statement: `format` quotes them. */
async function putRole(database: Database, role: Role, password: string): Promise<void> {
  const known = await database.query("select 1 from pg_roles where rolname = $1", [role]);
  const verb = known.length === 0 ? "create" : "alter";
  const [{ text }] = await database.query<{ text: string }>(
    `select format('${verb} role %I login nosuperuser nocreatedb nocreaterole password %L',
       $1::text, $2::text) as text`,
    [role, password],
  );
  await database.query(text);
}

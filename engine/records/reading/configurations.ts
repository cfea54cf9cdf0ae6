import type { Database } from "../../contract/ports/database.ts";
import type { ConfigurationVersion } from "../../contract/ports/reading_records.ts";
import type { ConfigurationRow } from "../fold/rows.ts";

const CONFIGURATIONS = `select version, config_hash, at, author, cause, scheduled_for, revert_at
  from fold.configurations
  where workspace = $1 and ($2::integer is null or version < $2::integer)
  order by version desc limit $3`;

const versionOf = (row: ConfigurationRow): ConfigurationVersion => ({
  version: row.version,
  hash: row.config_hash,
  at: row.at,
  by: row.author,
  ...(row.cause === null ? {} : { cause: row.cause }),
  ...(row.scheduled_for === null ? {} : { scheduledFor: row.scheduled_for }),
  ...(row.revert_at === null ? {} : { revertAt: row.revert_at }),
});

/** Published configurations, newest first. */
export async function configurations(
  database: Database,
  workspace: string,
  before: number | undefined,
  limit: number,
): Promise<ConfigurationVersion[]> {
  const values = [workspace, before ?? null, limit];
  return (await database.query<ConfigurationRow>(CONFIGURATIONS, values)).map(versionOf);
}

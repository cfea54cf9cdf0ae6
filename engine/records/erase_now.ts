import type { Database } from "../contract/ports/database.ts";

/** Tables that ever held a visitor's words in clear. */
const CLEAR_TEXT = ["timeline", "conversations", "visitors", "ratings"] as const;

/**
 * After rows were blanked, their old versions still lie in the tables' files and in the
 * write-ahead log. This writes the tables anew, closes the current log segment and checkpoints, so
 * that the files with the old versions are removed. Takes an exclusive lock on one table at a time.
 * Needs the right to checkpoint; on PostgreSQL with `wal_recycle = on`, renamed segments keep their
 * old bytes until they are written over.
 */
export async function eraseNow(database: Database): Promise<void> {
  for (const table of CLEAR_TEXT) await database.query(`vacuum full fold.${table}`);
  await database.query("checkpoint");
  await database.query("select pg_switch_wal()");
  await database.query("checkpoint");
}

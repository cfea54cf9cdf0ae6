/** A schema's change on a table that takes its time, on a real PostgreSQL. */
import assert from "node:assert/strict";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { migratePostgres } from "../../engine/postgres/prepare.ts";
import { throwAwayPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";

const PASSWORDS = { tidegate_gateway: "one secret", tidegate_projector: "another" };
/** What a page's statement may take here, and how long the table is busy. */
const STATEMENT_MS_MAX = 200;
const BUSY_S = 1;

Deno.test("migrations on PostgreSQL - one that takes longer than a page's statement may is not cut", async () => {
  const postgres = await throwAwayPostgres();
  const settings = { url: postgres.url(), name: "migrations", statementMsMax: STATEMENT_MS_MAX };
  const other = openPostgres({ url: postgres.url(), name: "other" });
  try {
    assert.ok((await migratePostgres(settings, PASSWORDS, 1)).length > 6);
    const busy = other.transaction([
      { text: "lock table desk.migrations in access exclusive mode" },
      { text: `select pg_sleep(${BUSY_S})` },
    ]);
    await until("the table is busy", async () => {
      const locks = await other.query(
        `select from pg_locks where relation = 'desk.migrations'::regclass
         and mode = 'AccessExclusiveLock' and granted`,
      );
      return locks.length === 1;
    });
    assert.deepEqual(await migratePostgres(settings, PASSWORDS, 2), []);
    await busy;
  } finally {
    await other.close();
    await postgres.end();
  }
});

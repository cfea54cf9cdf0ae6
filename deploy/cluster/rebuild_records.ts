/**
 * `deno task rebuild` on a cluster: while the projectors rest, the owner of the records folds journal
 * and archive into new tables and swaps. Gateways read the old ones meanwhile; routing and chat do
 * not notice.
 */
import { createClock } from "../../engine/local/clock.ts";
import { openNats } from "../../engine/nats/mod.ts";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { grants } from "../../engine/postgres/prepare.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../../engine/records/migrations.ts";
import { rebuild } from "../../engine/records/rebuild.ts";
import { DATABASE, type Parts, WHOLE_TABLES_MS_MAX } from "./parts.ts";

/** Resolves to the events that were folded. No projector may run meanwhile. */
export async function rebuildRecords(parts: Parts, partitions: readonly number[]): Promise<number> {
  const { journal, keys, close } = openNats(parts.operator, createClock());
  const database = openPostgres({
    url: parts.postgres.url(DATABASE),
    name: "rebuild",
    statementMsMax: WHOLE_TABLES_MS_MAX,
    rebuildable: true,
  });
  try {
    return await rebuild({
      database,
      keys,
      migrations: await migrationsIn(FOLD_MIGRATIONS),
      sources: partitions.map((partition) => ({
        partition,
        read: (from) => journal(partition).read(from),
      })),
      at: Date.now(),
      afterSwap: grants(),
    });
  } finally {
    close();
    await database.close();
  }
}

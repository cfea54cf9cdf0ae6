/**
 * `erase --now` on a cluster: the projectors finish every erasure that is durable, then the owner of
 * the records clears the old versions of blanked rows and the write-ahead log that quotes them.
 */
import { eraseNow } from "../../engine/records/erase_now.ts";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { DATABASE, type Parts, WHOLE_TABLES_MS_MAX } from "./parts.ts";
import type { Setting } from "./processes.ts";

export async function eraseNowOnCluster(projectors: Setting[], parts: Parts): Promise<void> {
  for (const { name, ownPort } of projectors) {
    const url = `http://127.0.0.1:${ownPort}/erasures/settle`;
    const answer = await fetch(url, { method: "POST" });
    const words = await answer.text();
    if (!answer.ok) throw new Error(`${name}: ${words}`);
  }
  const database = openPostgres({
    url: parts.postgres.url(DATABASE),
    name: "erase-now",
    connectionsMax: 1,
    statementMsMax: WHOLE_TABLES_MS_MAX,
  });
  try {
    await eraseNow(database);
  } finally {
    await database.close();
  }
}

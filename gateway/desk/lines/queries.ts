import type { Database } from "../../../engine/contract/ports/database.ts";

/** A place in the order of coming. */
export interface LinePlace {
  conversation: string;
  enqueuedAt: number;
}

/**
 * Who waits in a group's line by the records, in the order in which they came, behind a place or
 * from the first on; at most `limit`. Its own index (`008_waiting.sql`) holds nobody else.
 */
export async function waitingBehind(
  database: Database,
  workspace: string,
  group: string,
  behind: LinePlace | undefined,
  limit: number,
): Promise<LinePlace[]> {
  const rows = await database.query<{ conversation: string; enqueued_at: number }>(
    `select conversation, enqueued_at from fold.conversations
      where workspace = $1 and group_id = $2 and state = 'waiting'
        and (enqueued_at, conversation) > ($3::bigint, $4::text)
      order by enqueued_at, conversation limit $5`,
    [workspace, group, behind?.enqueuedAt ?? 0, behind?.conversation ?? "", limit],
  );
  return rows.map((row) => ({ conversation: row.conversation, enqueuedAt: row.enqueued_at }));
}

import type { Database } from "../../../engine/contract/ports/database.ts";
import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import type { VisitorCard } from "../../../engine/contract/wire/messages.ts";

interface Row {
  conversation: string;
  visitor: string;
  card: VisitorCard | null;
  shop: string;
  group_id: string;
  agent: string | null;
  due_at: number | null;
  last_at: number;
  preview: string | null;
  reason: string | null;
  note: string | null;
  at: number | null;
}

/** More is no list that anybody works off. */
const ROWS_MAX = 500;

/**
 * Work set aside and messages left, also those that the engine's memory has forgotten meanwhile;
 * what goes on under another name is not among them. `reader` sees the own ones, and left messages
 * of the own groups.
 */
export async function pendingRows(
  database: Database,
  workspace: string,
  state: "parked" | "left",
  reader?: { agent: string; groups: string[] },
): Promise<Omit<PendingRow, "visitorName">[]> {
  const rows = await database.query<Row>(
    `select c.conversation, c.visitor, v.card, c.shop, c.group_id, c.agent, c.due_at, c.last_at,
            c.preview, t.detail->>'reason' as reason, t.note #>> '{}' as note, t.at
       from fold.conversations c
       left join fold.visitors v using (workspace, visitor)
       left join lateral (
         select detail, note, at from fold.timeline
          where workspace = c.workspace and conversation = c.conversation
            and type = 'conversation.' || c.state
          order by seq desc limit 1) t on true
      where c.workspace = $1 and c.state = $2 and c.continued_by is null
        and ($3::text is null or c.agent = $3
             or (c.state = 'left' and c.group_id = any($4::text[])))
      order by c.due_at nulls last, t.at limit $5`,
    [workspace, state, reader?.agent ?? null, reader?.groups ?? [], ROWS_MAX],
  );
  return rows.map((row) => ({
    conversation: row.conversation,
    visitor: row.visitor,
    card: row.card ?? {},
    shop: row.shop,
    group: row.group_id,
    ...(row.agent !== null && { agent: row.agent }),
    at: row.at ?? row.last_at,
    ...(row.due_at !== null && { dueAt: row.due_at }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.note !== null && { note: row.note }),
    ...(row.preview !== null && { preview: row.preview }),
  }));
}

import type { Database } from "../../../engine/contract/ports/database.ts";
import type { TransferAlert } from "../../../engine/contract/wire/socket.ts";

/** The one of which supervisors are told (B10). */
const TOLD_AT = 3;
/** More alerts than a desk keeps. */
const ALERTS_MAX = 100;

type Row = Pick<TransferAlert, "conversation" | "seq" | "at" | "agent">;

/**
 * The third transfer of conversations that somebody still has; of one alone where it is named. Its
 * own index (`007_transfers.sql`) is asked once for each of those, and no other line is read.
 */
export async function thirdTransfers(
  database: Database,
  workspace: string,
  conversation?: string,
): Promise<TransferAlert[]> {
  const rows = await database.query<Row>(
    `select a.conversation, t.seq, t.at, a.agent
       from fold.assignments a cross join lateral (
         select seq, at from fold.timeline
          where workspace = a.workspace and conversation = a.conversation
            and type = 'conversation.transferred'
          order by seq offset $3 limit 1) t
      where a.workspace = $1 and a.ended_at is null and ($2::text is null or a.conversation = $2)
      order by t.at desc, t.seq desc limit $4`,
    [workspace, conversation ?? null, TOLD_AT - 1, ALERTS_MAX],
  );
  return rows.map((row) => ({ ...row, threshold: "transfers" as const }));
}

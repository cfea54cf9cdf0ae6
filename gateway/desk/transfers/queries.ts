import type { Database } from "../../../engine/contract/ports/database.ts";
import type { TransferAlert } from "../../../engine/contract/wire/socket.ts";

/** The one of which supervisors are told (B10). */
const TOLD_AT = 3;
/** More alerts than a desk keeps. */
const ALERTS_MAX = 100;

type Row = Pick<TransferAlert, "conversation" | "seq" | "at" | "agent">;

/** The third transfer of conversations that somebody still has; of one alone where it is named. */
export async function thirdTransfers(
  database: Database,
  workspace: string,
  conversation?: string,
): Promise<TransferAlert[]> {
  const rows = await database.query<Row>(
    `select conversation, seq, at, agent from (
       select t.conversation, t.seq, t.at, a.agent,
              row_number() over (partition by t.conversation order by t.seq) as nth
         from fold.assignments a join fold.timeline t using (workspace, conversation)
        where a.workspace = $1 and a.ended_at is null and t.type = 'conversation.transferred'
          and ($2::text is null or a.conversation = $2)) handed
      where nth = $3 order by at desc, seq desc limit $4`,
    [workspace, conversation ?? null, TOLD_AT, ALERTS_MAX],
  );
  return rows.map((row) => ({ ...row, threshold: "transfers" as const }));
}

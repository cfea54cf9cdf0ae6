import type { z } from "zod";
import type { auditQuery } from "../../engine/contract/schemas/audit.ts";
import type { Database } from "../../engine/contract/ports/database.ts";
import type { AuditLine, AuditOutcome, AuditPage } from "../../engine/contract/wire/http_audit.ts";

interface Row {
  id: string;
  at: number;
  author: string;
  action: string;
  request_id: string | null;
  /** With the outcome, on all but the oldest lines. */
  detail: Record<string, string | number> & { outcome?: AuditOutcome };
}

/** Newest first; pages end at a line and not at a moment, so none is skipped or told twice. */
export async function readAudit(
  database: Database,
  workspace: string,
  { from, to, author, action, before, limit }: z.infer<typeof auditQuery>,
): Promise<AuditPage> {
  const [at, id] = before?.split("_") ?? [];
  const rows = await database.query<Row>(
    `select id::text as id, at, author, action, request_id, detail from desk.audit
      where workspace = $1
        and ($2::bigint is null or at >= $2) and ($3::bigint is null or at < $3)
        and ($4::text is null or split_part(author, ':', 2) = $4)
        and ($5::text is null or starts_with(action, $5))
        and ($6::bigint is null or (at, id) < ($6, $7::uuid))
      order by at desc, id desc limit $8`,
    [
      workspace,
      from ?? null,
      to ?? null,
      author ?? null,
      action ?? null,
      at === undefined ? null : Number(at),
      id ?? null,
      limit + 1,
    ],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    lines: shown.map(lineOf),
    ...(rows.length > limit && last && { next: `${last.at}_${last.id}` }),
  };
}

function lineOf({ id, at, author, action, request_id, detail: { outcome, ...detail } }: Row) {
  const requestId = request_id ?? undefined;
  const line: AuditLine = { id, at, author, action, requestId, outcome, detail };
  return line;
}

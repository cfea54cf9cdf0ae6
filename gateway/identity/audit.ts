import type { Gateway } from "../context.ts";
import type { Staff } from "./sessions.ts";

/**
 * What people did at the console that is no event of the journal. Ids and codes only. A database
 * that is down must not stop the deed, so the line also goes to the log.
 */
export function audit(
  gateway: Gateway,
  staff: Staff,
  action: string,
  requestId: string,
  detail: Record<string, string | number> = {},
): void {
  gateway.onLog({ level: "info", event: `audit.${action}`, requestId, session: staff.session });
  gateway.database.query(
    `insert into desk.audit (at, workspace, author, action, request_id, detail)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      gateway.clock.wall(),
      staff.workspace,
      `${staff.role}:${staff.account}`,
      action,
      requestId,
      JSON.stringify(detail),
    ],
  ).catch(() => gateway.onLog({ level: "warn", event: "audit.unwritten", requestId }));
}

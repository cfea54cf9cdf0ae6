import type { Context } from "hono";
import type { AuditOutcome } from "../../engine/contract/wire/http_audit.ts";
import type { Outcome } from "../answers.ts";
import type { Gateway } from "../context.ts";
import type { AppEnv } from "../environment.ts";
import type { Staff } from "./sessions.ts";

/** Ids, codes and moments; `undefined` is not written. */
export type AuditDetail = Record<string, string | number | undefined>;

/**
 * Does something and writes it down with what came of it, for the log cannot be changed afterwards.
 * `found` tells what only the result says. What broke on the way may have been done or not.
 */
export async function audited<T>(
  gateway: Gateway,
  c: Context<AppEnv>,
  action: string,
  detail: AuditDetail,
  work: () => Promise<Outcome<T>>,
  found: (value: T) => AuditDetail = () => ({}),
): Promise<Outcome<T>> {
  const write = (outcome: AuditOutcome, more: AuditDetail = {}) =>
    audit(gateway, c.get("staff"), action, c.get("requestId"), outcome, { ...detail, ...more });
  try {
    const result = await work();
    if (result.ok) write("done", found(result.value));
    else write(result.error.code);
    return result;
  } catch (error) {
    write("unknown");
    throw error;
  }
}

/**
 * What people did at the console that is no event of the journal. Ids and codes only. A database
 * that is down must not stop the deed, so the line also goes to the log.
 */
export function audit(
  gateway: Gateway,
  staff: Staff,
  action: string,
  requestId: string,
  outcome: AuditOutcome,
  detail: AuditDetail = {},
): void {
  gateway.onLog({
    level: "info",
    event: `audit.${action}`,
    requestId,
    session: staff.session,
    outcome,
  });
  gateway.database.query(
    `insert into desk.audit (at, workspace, author, action, request_id, detail)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      gateway.clock.wall(),
      staff.workspace,
      `${staff.role}:${staff.account}`,
      action,
      requestId,
      JSON.stringify({ ...detail, outcome }),
    ],
  ).catch(() => gateway.onLog({ level: "warn", event: "audit.unwritten", requestId }));
}

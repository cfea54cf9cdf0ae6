import type { CommandType } from "../../engine/contract/wire/commands.ts";
import type { Gateway } from "../context.ts";
import { audit } from "../identity/audit.ts";
import type { StaffCall } from "./actions.ts";

/** What of a command says whom it was done to and how: ids and codes, never words. */
const TOLD: ReadonlySet<string> = new Set([
  "agent",
  "as",
  "class",
  "conversation",
  "item",
  "presence",
  "topic",
  "who",
]);

/**
 * A line of the audit for what a supervisor did to work or people that are not their own: who it was,
 * what, to whose conversation. Only what was done is written.
 */
export function auditOverOthers(
  gateway: Gateway,
  { staff, requestId }: StaffCall,
  type: CommandType,
  body: object,
  owner?: string,
): void {
  const detail: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(body)) {
    if (!TOLD.has(name)) continue;
    if (typeof value === "string" || typeof value === "number") detail[name] = value;
  }
  if (owner !== undefined) detail.owner = owner;
  if ("to" in body) Object.assign(detail, targetOf(body.to));
  audit(gateway, staff, type, requestId, "done", detail);
}

/** An agent or a group by its id, or where a visitor is turned to. */
function targetOf(to: unknown): Record<string, string> {
  if (typeof to === "string") return { to };
  const target = (to ?? {}) as { agent?: string; group?: string };
  if (target.agent !== undefined) return { toAgent: target.agent };
  return target.group === undefined ? {} : { toGroup: target.group };
}

import { z } from "zod";
import type { AuditLine, AuditOutcome, AuditPage } from "../wire/http_audit.ts";
import { REFUSALS } from "../wire/refusals.ts";
import { at } from "./fields.ts";

const OUTCOMES = ["done", "unknown", ...Object.keys(REFUSALS)] as [AuditOutcome, ...AuditOutcome[]];

const auditLine = z.object({
  id: z.string(),
  at: z.number(),
  author: z.string(),
  action: z.string(),
  requestId: z.string().optional(),
  outcome: z.enum(OUTCOMES).optional().describe(
    "`done`, the code of the refusal, or `unknown`: broken on the way, and done or not. Absent on " +
      "lines from before it was written down.",
  ),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
}).meta({ id: "AuditLine" }) satisfies z.ZodType<AuditLine>;
export const auditPage = z.object({
  lines: z.array(auditLine),
  next: z.string().optional(),
}) satisfies z.ZodType<AuditPage>;

const LINES_MAX = 200;
export const auditQuery = z.strictObject({
  from: z.coerce.number().pipe(at).optional(),
  to: z.coerce.number().pipe(at).optional(),
  /** `account`, of whatever role. */
  author: z.string().max(64).regex(/^[A-Za-z0-9_.@-]+$/).optional(),
  /** The beginning of an action: `account` finds `account.disable`. */
  action: z.string().max(40).regex(/^[a-z_.]+$/).optional(),
  before: z.string().max(80).regex(/^\d{1,16}_[0-9a-f-]{36}$/).optional(),
  limit: z.coerce.number().int().min(1).max(LINES_MAX).default(50),
});

import type { RefusalCode } from "./refusals.ts";

/** Done, refused with its code, or broken on the way and either. */
export type AuditOutcome = "done" | "unknown" | RefusalCode;

/** GET /api/v1/audit: what admins and supervisors changed or tried to, and what was refused by role. */
export interface AuditLine {
  id: string;
  at: number;
  /** `admin:<account>`, `supervisor:<account>`; a program is `admin:key_<id>`. */
  author: string;
  action: string;
  requestId?: string;
  /** Absent on lines from before it was written down. */
  outcome?: AuditOutcome;
  /** Ids and codes, never a visitor's words. */
  detail: Record<string, string | number>;
}
export interface AuditPage {
  lines: AuditLine[];
  /** Hand it in as `before` for older lines; absent at the end. */
  next?: string;
}

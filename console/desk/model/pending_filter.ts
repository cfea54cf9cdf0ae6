import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { departmentIn } from "./naming.ts";

/** Which of everybody's pending work is looked at; what is absent does not narrow. */
export interface PendingFilter {
  agent?: string;
  group?: string;
  department?: string;
  overdue?: boolean;
}

export function chosenBy(row: PendingRow, filter: PendingFilter, now: number): boolean {
  const { agent, group, department, overdue } = filter;
  if (agent !== undefined && row.agent !== agent) return false;
  if (group !== undefined && row.group !== group) return false;
  if (department !== undefined && departmentIn(row.reason) !== department) return false;
  return !overdue || (row.dueAt !== undefined && row.dueAt <= now);
}

/** What there is to choose from: only what at least one row has. */
export function offeredBy(rows: readonly PendingRow[]): Record<
  "agent" | "group" | "department",
  string[]
> {
  const distinct = (values: (string | undefined)[]): string[] =>
    [...new Set(values.filter((value) => value !== undefined))].sort();
  return {
    agent: distinct(rows.map((row) => row.agent)),
    group: distinct(rows.map((row) => row.group)),
    department: distinct(rows.map((row) => departmentIn(row.reason))),
  };
}

import { signal } from "@preact/signals";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import { sharing } from "../model/same.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** What supervisors and admins see of the whole company. */
export const company = signal<{ rows?: readonly DeskConversation[]; fault?: Fault }>({});
export const roster = signal<{ agents?: AgentSummary[]; fault?: Fault }>({});

/** Conversations asked for at once; the most that one answer holds. */
export const ROWS_MAX = 200;

/** Later than any clock. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** The longest open round stands first, then the longest wait. */
const urgent = (one: DeskConversation, other: DeskConversation): number =>
  (one.breachAt ?? NEVER) - (other.breachAt ?? NEVER) || one.openedAt - other.openedAt;

export async function loadCompany(): Promise<void> {
  const answer = await api.everyConversation(ROWS_MAX);
  const before = company.value;
  if (!answer.ok) return void (company.value = { ...before, fault: answer.fault });
  const next = answer.value.conversations.sort(urgent);
  const rows = sharing(before.rows, next, ({ conversation }) => conversation);
  if (rows !== before.rows || before.fault) company.value = { rows };
}

export async function loadRoster(): Promise<void> {
  const answer = await api.roster();
  roster.value = answer.ok ? answer.value : { ...roster.value, fault: answer.fault };
}

/** Erases a visitor; the fault, if any, is for the form. */
export async function eraseVisitor(visitor: string): Promise<Fault | undefined> {
  const answer = await api.eraseVisitor(visitor);
  return answer.ok ? undefined : answer.fault;
}

import { signal } from "@preact/signals";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import { kept, steady } from "../model/same.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** What supervisors and admins see of the whole company. */
interface Company {
  rows?: readonly DeskConversation[];
  /** At least so many more are not read. */
  rest: number;
  fault?: Fault;
}
export const company = signal<Company>({ rest: 0 });
export const roster = signal<{ agents?: AgentSummary[]; fault?: Fault }>({});

/** Conversations asked for at once; the most that one answer holds. */
const PAGE_ROWS = 200;
/** Pages read of one look: ten thousand conversations, what the lists are measured with. */
const PAGES_MAX = 50;

/** Later than any clock. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** The longest open round stands first, then the longest wait. */
const urgent = (one: DeskConversation, other: DeskConversation): number =>
  (one.breachAt ?? NEVER) - (other.breachAt ?? NEVER) || one.openedAt - other.openedAt;

/**
 * Page after page until the end, each compared with what is known as it comes: the whole at once
 * would hold up whoever scrolls. What came twice because it changed hands counts as it came last.
 */
async function everything(known: ReadonlyMap<string, DeskConversation>): Promise<Company> {
  const found = new Map<string, DeskConversation>();
  let after: string | undefined;
  let rest = 0;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await api.everyConversation(PAGE_ROWS, after);
    if (!answer.ok) return { rest, fault: answer.fault };
    for (const one of answer.value.conversations) {
      found.set(one.conversation, kept(known.get(one.conversation), one));
    }
    ({ next: after, rest = 0 } = answer.value);
    if (after === undefined) break;
  }
  return { rows: [...found.values()].sort(urgent), rest };
}

let looking: Promise<void> | undefined;

/** A look that is under way is everybody's. */
export const loadCompany = (): Promise<void> =>
  looking ??= look().finally(() => void (looking = undefined));

async function look(): Promise<void> {
  const known = new Map(company.value.rows?.map((one) => [one.conversation, one]));
  const next = await everything(known);
  const before = company.value;
  if (!next.rows) return void (company.value = { ...before, fault: next.fault });
  const rows = steady(before.rows, next.rows);
  const unchanged = rows === before.rows && before.rest === next.rest && !before.fault;
  if (!unchanged) company.value = { ...next, rows };
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

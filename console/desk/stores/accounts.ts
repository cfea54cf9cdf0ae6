import { signal } from "@preact/signals";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import type { AccountRow, NewAccountRequest } from "../../../engine/contract/wire/http_account.ts";
import { accountApi } from "../wire/account_api.ts";
import { api } from "../wire/api.ts";
import type { Answer, Fault } from "../wire/http.ts";
import { loadRoster, roster } from "./company.ts";

/** Everybody who may sign in, for admins. */
export const accounts = signal<{ rows?: AccountRow[]; fault?: Fault }>({});

export async function loadAccounts(): Promise<void> {
  const answer = await accountApi.accounts();
  accounts.value = answer.ok
    ? { rows: answer.value.accounts }
    : { ...accounts.value, fault: answer.fault };
}

async function change(asked: Promise<Answer<unknown>>): Promise<Fault | undefined> {
  const answer = await asked;
  await loadAccounts();
  return answer.ok ? undefined : answer.fault;
}

export const ROLES: readonly AccountRow["role"][] = ["agent", "supervisor", "admin"];

/** Somebody new also stands in the roster. */
export async function addAccount(body: NewAccountRequest): Promise<Fault | undefined> {
  const fault = await change(accountApi.add(body));
  if (!fault) await loadRoster();
  return fault;
}
export const giveRole = (account: string, role: AccountRow["role"]) =>
  change(accountApi.giveRole(account, role));
export const setDisabled = (account: string, disabled: boolean) =>
  change(accountApi.setDisabled(account, disabled));
export const resetFactor = (account: string) => change(accountApi.resetFactor(account));

/** The record as it stands now, when it is no longer the one that the form began with. */
export async function changedSince(
  agent: string,
  began: AgentRecord,
): Promise<AgentRecord | undefined> {
  await loadRoster();
  const now = roster.value.agents?.find((one) => one.agent === agent)?.record;
  return now && JSON.stringify(now) !== JSON.stringify(began) ? now : undefined;
}

/** The fault is for the form. */
export async function saveAgent(agent: string, record: AgentRecord): Promise<Fault | undefined> {
  const answer = await api.putAgent(agent, record);
  if (!answer.ok) return answer.fault;
  await loadRoster();
}

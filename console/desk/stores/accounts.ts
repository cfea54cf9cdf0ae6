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

/** The record as the roster has it now. */
export const recordNow = (agent: string): AgentRecord | undefined =>
  roster.value.agents?.find((one) => one.agent === agent)?.record;

/** The fault is for the form; after `conflict` the roster here is the one that stands there. */
export async function saveAgent(
  agent: string,
  record: AgentRecord,
  expects: AgentRecord,
): Promise<Fault | undefined> {
  const answer = await api.putAgent(agent, { ...record, expects });
  if (answer.ok || answer.fault.code === "conflict") await loadRoster();
  return answer.ok ? undefined : answer.fault;
}

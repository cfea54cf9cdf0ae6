import { isDeepStrictEqual } from "node:util";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import type { ConfigurationView } from "../../engine/contract/wire/http.ts";
import type { AccountRow } from "../../engine/contract/wire/http_account.ts";
import type { AgentSummary } from "../../engine/contract/wire/queries.ts";
import type { AgentRecord } from "../../engine/contract/wire/roster.ts";
import { done, type Outcome, refused, seqOf } from "../answers.ts";
import type { StaffCall } from "../agent/actions.ts";
import { commandId, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { listAccounts, type Role, setDisabled, setRole } from "../identity/accounts.ts";
import { tooSmall } from "./capacity.ts";
import { dropSecondFactor } from "../identity/second_factor.ts";
import { asRole, type Staff } from "../identity/sessions.ts";

type Done = Outcome<{ seq: number }>;

export async function configurationView(
  gateway: Gateway,
  staff: Staff,
): Promise<Outcome<ConfigurationView>> {
  const company = await gateway.companies.get(staff.workspace);
  if (!company) return refused("unavailable");
  if (!company.configuration) return refused("not_found");
  const { version, hash, configuration } = company;
  return done({ version, hash, document: configuration });
}

/** Stored under its hash first; the engine validates it and refuses it as a whole, by path. */
export async function publish(
  gateway: Gateway,
  { staff, key }: StaffCall,
  document: Configuration,
): Promise<Outcome<{ version: number; hash: string }>> {
  const hash = await gateway.bus.putDocument(new TextEncoder().encode(JSON.stringify(document)));
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "config.publish", { hash });
  gateway.companies.expire(staff.workspace);
  return reply.ok ? done({ version: reply.result.version ?? 0, hash }) : reply;
}

export async function roster(
  gateway: Gateway,
  staff: Staff,
): Promise<Outcome<{ agents: AgentSummary[] }>> {
  const company = await gateway.companies.get(staff.workspace);
  return company ? done({ agents: company.roster }) : refused("unavailable");
}

export async function putAgent(
  gateway: Gateway,
  { staff, key }: StaffCall,
  agent: string,
  record: AgentRecord,
): Promise<Done> {
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "roster.put", { agent, record });
  gateway.companies.expire(staff.workspace);
  return seqOf(reply);
}

/**
 * As `putAgent`, by somebody who has read the record: where something else than was read, and than
 * is to be written, stands meanwhile, nothing is written, and those fields are named. So whoever
 * asks again after a lost answer has no conflict with themselves. Two writers within the same few
 * milliseconds are not told apart: the engine takes both, in order.
 */
export async function changeAgent(
  gateway: Gateway,
  call: StaffCall,
  agent: string,
  record: AgentRecord,
  expects: AgentRecord | undefined,
): Promise<Done> {
  const company = await gateway.companies.get(call.staff.workspace, 0);
  if (!company) return refused("unavailable");
  const now = company.roster.find((one) => one.agent === agent)?.record;
  // one that stands already is no reason to refuse the other fields
  const stands = now?.capacityUnits === record.capacityUnits;
  const fault = stands ? undefined : tooSmall(company, record.capacityUnits);
  if (fault) return fault;
  if (expects === undefined) return await putAgent(gateway, call, agent, record);
  if (!now) return refused("not_found");
  const unwritten = new Set(differentFields(record, now));
  const paths = differentFields(expects, now).filter((name) => unwritten.has(name));
  if (paths.length === 0) return await putAgent(gateway, call, agent, record);
  return refused("conflict", { fields: paths.map((path) => ({ path, rule: "state" })) });
}

const differentFields = (one: AgentRecord, other: AgentRecord): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) =>
      !isDeepStrictEqual(one[name as keyof AgentRecord], other[name as keyof AgentRecord])
    );

export async function removeAgent(
  gateway: Gateway,
  { staff, key }: StaffCall,
  agent: string,
): Promise<Done> {
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "roster.remove", { agent });
  gateway.companies.expire(staff.workspace);
  return seqOf(reply);
}

export async function accounts(
  gateway: Gateway,
  staff: Staff,
): Promise<Outcome<{ accounts: AccountRow[] }>> {
  const all = await listAccounts(gateway.database, staff.workspace);
  return done({ accounts: all.map(({ workspace: _workspace, ...row }) => row) });
}

/** Disabling ends the account's sessions and closes its sockets at once. */
export async function disable(
  gateway: Gateway,
  staff: Staff,
  account: string,
  disabled: boolean,
): Promise<Outcome<undefined>> {
  if (disabled && account === staff.account) return refused("not_eligible");
  const now = gateway.clock.wall();
  const found = await setDisabled(gateway.database, staff.workspace, account, disabled, now);
  if (!found) return refused("not_found");
  gateway.sessions.expire(account);
  if (disabled) gateway.hub.endAccount(account);
  return done(undefined);
}

/** For a lost device without its codes; who signs in next begins anew. */
export async function resetSecondFactor(
  gateway: Gateway,
  staff: Staff,
  account: string,
): Promise<Outcome<undefined>> {
  if (account === staff.account) return refused("not_eligible");
  const all = await listAccounts(gateway.database, staff.workspace);
  if (!all.some((one) => one.account === account)) return refused("not_found");
  if (!await dropSecondFactor(gateway.database, account)) return refused("not_found");
  await gateway.database.query("delete from desk.sessions where account = $1", [account]);
  gateway.sessions.expire(account);
  gateway.hub.endAccount(account);
  return done(undefined);
}

/** Nobody takes the own role away, so a company always keeps an admin. */
export async function changeRole(
  gateway: Gateway,
  staff: Staff,
  account: string,
  role: Role,
): Promise<Outcome<undefined>> {
  if (account === staff.account) return refused("not_eligible");
  const now = gateway.clock.wall();
  const found = await setRole(gateway.database, staff.workspace, account, role, now);
  if (!found) return refused("not_found");
  gateway.sessions.expire(account);
  gateway.hub.endAccount(account);
  return done(undefined);
}

export async function erase(
  gateway: Gateway,
  { staff, key }: StaffCall,
  visitor: string,
): Promise<Done> {
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  return seqOf(await send(gateway, asker, id, "visitor.erase", { visitor }));
}

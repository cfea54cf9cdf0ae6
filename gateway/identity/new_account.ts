import type { NewAccountRequest } from "../../engine/contract/wire/http_account.ts";
import type { AgentRecord } from "../../engine/contract/wire/roster.ts";
import { putAgent } from "../admin/actions.ts";
import type { StaffCall } from "../agent/actions.ts";
import { done, type Outcome, refused, wrongField } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { companiesWith, createAccount, listAccounts } from "./accounts.ts";
import { PasswordsBusy } from "./passwords.ts";

/** Where somebody new begins: three conversations, no group yet, so that nothing comes by surprise. */
const beginner = (name: string): AgentRecord => ({
  name,
  capacityUnits: 60,
  windowCap: 6,
  memberships: [],
  channels: ["web"],
});

/** Agents' names are subject tokens; accounts may hold dots and at signs. */
const agentIdOf = (account: string): string => account.replace(/[^A-Za-z0-9_-]/g, "_");

/** A place in the roster that no account names is free: an earlier try may have left it. */
const isTaken = async ({ database }: Gateway, workspace: string, agent: string): Promise<boolean> =>
  (await listAccounts(database, workspace)).some((one) => one.agent === agent);

/**
 * Names sign in without a company and are therefore the whole installation's: "taken" may tell an
 * admin who works elsewhere. What is known from the own list costs nothing; of the rest a company
 * learns some in an hour, and whether the next one is free only later.
 */
async function nameIsFree(
  gateway: Gateway,
  workspace: string,
  account: string,
): Promise<Outcome<undefined>> {
  const waitMs = gateway.budgets.take("namesTakenPerWorkspace", workspace);
  if (waitMs > 0) return refused("rate_limited", { retryAfterMs: waitMs });
  const known = await companiesWith(gateway.database, account);
  const elsewhere = known.length > 0 && !known.includes(workspace);
  if (!elsewhere) gateway.budgets.refund("namesTakenPerWorkspace", workspace);
  return known.length > 0 ? wrongField("account", "state") : done(undefined);
}

/** Somebody new, with a first password; who takes conversations gets a place in the roster before. */
export async function addAccount(
  gateway: Gateway,
  call: StaffCall,
  { account, name, role, password, takes }: NewAccountRequest,
): Promise<Outcome<undefined>> {
  if (password.toLowerCase().includes(account.toLowerCase())) {
    return wrongField("password", "pattern");
  }
  const { workspace } = call.staff;
  const stop = await nameIsFree(gateway, workspace, account);
  if (!stop.ok) return stop;
  const company = await gateway.companies.get(workspace);
  if (!company) return refused("unavailable");
  const agent = takes ? agentIdOf(account) : undefined;
  const known = agent !== undefined && company.agents.has(agent);
  if (known && await isTaken(gateway, workspace, agent)) return wrongField("account", "state");
  if (agent !== undefined && !known) {
    const placed = await putAgent(gateway, call, agent, beginner(name));
    if (!placed.ok) return placed;
  }
  const now = gateway.clock.wall();
  try {
    const made = { account, name, role, password, workspace, agent };
    const fresh = await createAccount(gateway.database, made, now);
    return fresh ? done(undefined) : wrongField("account", "state");
  } catch (error) {
    if (error instanceof PasswordsBusy) return refused("busy");
    throw error;
  }
}

import type { Database } from "../../engine/contract/ports/database.ts";
import { hashPassword } from "./passwords.ts";

export type Role = "agent" | "supervisor" | "admin";

export interface Account {
  account: string;
  workspace: string;
  agent?: string;
  name: string;
  role: Role;
  disabled: boolean;
}

export interface NewAccount {
  account: string;
  password: string;
  workspace: string;
  name: string;
  role: Role;
  /** Roster entry that this person works as. */
  agent?: string;
  /** Of the same password, made once for many accounts; each hash takes 100 ms of a core. */
  passwordHash?: string;
}

/** Names that accounts have; those from before may begin with any of these characters. */
export const ACCOUNT = /^[A-Za-z0-9_.@-]{1,64}$/;
const NEW_ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/;

/**
 * Creates an account, or leaves an existing one of that name untouched and says false: `Lin` beside
 * `lin` would pass for her.
 */
export async function createAccount(
  database: Database,
  account: NewAccount,
  now: number,
): Promise<boolean> {
  if (!NEW_ACCOUNT.test(account.account)) throw new RangeError("account: letters, digits, _ . @ -");
  const rows = await database.query<{ account: string }>(
    `insert into desk.accounts
       (account, workspace, agent, name, role, password, disabled, created_at, changed_at)
     select $1, $2, $3, $4, $5, $6, false, $7::bigint, $7::bigint
     where not exists (select 1 from desk.accounts where lower(account) = lower($1))
     on conflict (account) do nothing returning account`,
    [
      account.account,
      account.workspace,
      account.agent ?? null,
      account.name,
      account.role,
      account.passwordHash ?? await hashPassword(account.password),
      now,
    ],
  );
  return rows.length === 1;
}

interface Row {
  account: string;
  workspace: string;
  agent: string | null;
  name: string;
  role: Role;
  disabled: boolean;
  password: string;
}

const accountOf = (row: Row): Account => ({
  account: row.account,
  workspace: row.workspace,
  ...(row.agent !== null && { agent: row.agent }),
  name: row.name,
  role: row.role,
  disabled: row.disabled,
});

/** With the password hash, for signing in only. */
export async function findAccount(
  database: Database,
  account: string,
): Promise<{ account: Account; password: string } | undefined> {
  const [row] = await database.query<Row>(
    "select account, workspace, agent, name, role, disabled, password from desk.accounts where account = $1",
    [account],
  );
  return row && { account: accountOf(row), password: row.password };
}

/** The companies in which this name, or one that differs in capitals alone, is somebody's. */
export async function companiesWith(database: Database, account: string): Promise<string[]> {
  const rows = await database.query<{ workspace: string }>(
    "select workspace from desk.accounts where lower(account) = lower($1)",
    [account],
  );
  return rows.map(({ workspace }) => workspace);
}

export async function listAccounts(
  database: Database,
  workspace: string,
): Promise<(Account & { secondFactor: boolean })[]> {
  const rows = await database.query<Row & { second_factor: boolean }>(
    `select a.account, a.workspace, a.agent, a.name, a.role, a.disabled, '' as password,
            f.confirmed_at is not null as second_factor
       from desk.accounts a left join desk.second_factors f on f.account = a.account
      where a.workspace = $1 order by a.account limit 5000`,
    [workspace],
  );
  return rows.map((row) => ({ ...accountOf(row), secondFactor: row.second_factor }));
}

/** False when the workspace has no such account. Disabling ends its sessions in the same step. */
export async function setDisabled(
  database: Database,
  workspace: string,
  account: string,
  disabled: boolean,
  now: number,
): Promise<boolean> {
  const [rows] = await database.transaction([
    {
      text: `update desk.accounts set disabled = $3, changed_at = $4
              where workspace = $1 and account = $2 returning account`,
      parameters: [workspace, account, disabled, now],
    },
    {
      text: `delete from desk.sessions where $3 and account in
               (select account from desk.accounts where workspace = $1 and account = $2)`,
      parameters: [workspace, account, disabled],
    },
  ]);
  return rows.length === 1;
}

/** False when the workspace has no such account. What was open by the old role ends with it. */
export async function setRole(
  database: Database,
  workspace: string,
  account: string,
  role: Role,
  now: number,
): Promise<boolean> {
  const [rows] = await database.transaction([
    {
      text: `update desk.accounts set role = $3, changed_at = $4
              where workspace = $1 and account = $2 returning account`,
      parameters: [workspace, account, role, now],
    },
    {
      text: `delete from desk.sessions where account in
               (select account from desk.accounts where workspace = $1 and account = $2)`,
      parameters: [workspace, account],
    },
  ]);
  return rows.length === 1;
}

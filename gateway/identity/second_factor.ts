import { createHmac, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { openJson, sealJson } from "../../engine/contract/sealing.ts";
import type { Database } from "../../engine/contract/ports/database.ts";
import type { Gateway } from "../context.ts";
import { sha256 } from "../ids.ts";

/**
 * Time-based codes (RFC 6238) with what every authenticator knows: SHA-1, six digits, 30 seconds, a
 * step of grace to either side. A code is good once: its step is written down before anybody is let
 * in, in the statement that checks that it was not used, so two tries at once let in one.
 */
const STEP_SECONDS = 30;
const GRACE_STEPS = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** 80 bits: nothing to guess, so a plain hash keeps them. */
const RECOVERY_BYTES = 10;

const totpOf = (secret: string, account: string): TOTP =>
  new TOTP({
    issuer: "Tidegate",
    label: account,
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  });

const KEY_ID = "second-factor";
const sealingKey = ({ settings }: Gateway): Uint8Array =>
  createHmac("sha256", settings.secret).update(KEY_ID).digest();

export interface SecondFactor {
  on: boolean;
  recoveryLeft: number;
}

interface Row {
  secret: string;
  confirmed_at: number | null;
  recovery: string[];
}

async function rowOf(database: Database, account: string): Promise<Row | undefined> {
  const [row] = await database.query<Row>(
    "select secret, confirmed_at, recovery from desk.second_factors where account = $1",
    [account],
  );
  return row;
}

export async function secondFactorOf(gateway: Gateway, account: string): Promise<SecondFactor> {
  const row = await rowOf(gateway.database, account);
  const on = row !== undefined && row.confirmed_at !== null;
  return { on, recoveryLeft: on ? row.recovery.length : 0 };
}

/** A new secret that is not asked for until a code proves that it arrived; undefined when one is on. */
export async function beginSecondFactor(
  gateway: Gateway,
  account: string,
): Promise<{ secret: string; uri: string } | undefined> {
  const secret = new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;
  const rows = await gateway.database.query(
    `insert into desk.second_factors (account, secret) values ($1, $2)
     on conflict (account) do update set secret = excluded.secret, used_step = 0
       where second_factors.confirmed_at is null
     returning account`,
    [account, sealJson(KEY_ID, sealingKey(gateway), { account, secret })],
  );
  return rows.length === 0 ? undefined : { secret, uri: totpOf(secret, account).toString() };
}

/** The codes for a lost device, told this once; undefined when the code is wrong or one is on. */
export async function confirmSecondFactor(
  gateway: Gateway,
  account: string,
  code: string,
): Promise<string[] | undefined> {
  const row = await rowOf(gateway.database, account);
  if (!row || row.confirmed_at !== null) return undefined;
  const step = stepOf(gateway, account, row, code);
  if (step === undefined) return undefined;
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
  const rows = await gateway.database.query(
    `update desk.second_factors set confirmed_at = $2, used_step = $3, recovery = $4
      where account = $1 and confirmed_at is null and secret = $5 returning account`,
    [account, gateway.clock.wall(), step, codes.map(sha256), row.secret],
  );
  return rows.length === 0 ? undefined : codes;
}

const recoveryCode = (): string => randomBytes(RECOVERY_BYTES).toString("hex");

/** By a code of the device or one for its loss; either is good once. */
export async function secondFactorIsRight(
  gateway: Gateway,
  account: string,
  code: string,
): Promise<boolean> {
  const row = await rowOf(gateway.database, account);
  if (!row || row.confirmed_at === null) return false;
  const recovery = code.toLowerCase().replaceAll(/[\s-]/g, "");
  if (recovery.length === 2 * RECOVERY_BYTES) {
    return await usedUp(
      gateway.database,
      `update desk.second_factors set recovery = array_remove(recovery, $2)
        where account = $1 and $2 = any(recovery) returning account`,
      [account, sha256(recovery)],
    );
  }
  const step = stepOf(gateway, account, row, code);
  return step !== undefined && await usedUp(
    gateway.database,
    `update desk.second_factors set used_step = $2
      where account = $1 and used_step < $2 returning account`,
    [account, step],
  );
}

const usedUp = async (
  database: Database,
  statement: string,
  parameters: (string | number)[],
): Promise<boolean> => (await database.query(statement, parameters)).length === 1;

/** False when the account has none. */
export const dropSecondFactor = (database: Database, account: string): Promise<boolean> =>
  usedUp(database, "delete from desk.second_factors where account = $1 returning account", [
    account,
  ]);

/** The step whose code this is; a secret that was copied from another account opens nothing. */
function stepOf(
  gateway: Gateway,
  account: string,
  row: Row,
  code: string,
): number | undefined {
  const kept = openJson(sealingKey(gateway), row.secret) as
    | { account: string; secret: string }
    | undefined;
  if (kept?.account !== account) return undefined;
  const timestamp = gateway.clock.wall();
  const token = code.replaceAll(/\s/g, "");
  const delta = totpOf(kept.secret, account).validate({ token, timestamp, window: GRACE_STEPS });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

/** Admins without one are signed out wherever they are; their sockets follow within two seconds. */
export async function endWithoutFactor(gateway: Gateway, workspace: string): Promise<void> {
  const rows = await gateway.database.query<{ account: string }>(
    `delete from desk.sessions where account in
       (select a.account from desk.accounts a left join desk.second_factors f using (account)
         where a.workspace = $1 and a.role = 'admin' and f.confirmed_at is null)
     returning account`,
    [workspace],
  );
  for (const account of new Set(rows.map((row) => row.account))) {
    gateway.sessions.expire(account);
    gateway.hub.endAccount(account);
  }
}

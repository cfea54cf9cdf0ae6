import { done, type Outcome, refused, wrongField } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { findAccount } from "./accounts.ts";
import { endOthersStatement, othersAreOver } from "./own_sessions.ts";
import { hashPassword, PasswordsBusy, verifyPassword } from "./passwords.ts";
import type { Staff } from "./sessions.ts";

/** Asked again before what a stolen session must not do; guesses count like those of signing in. */
export async function passwordIsRight(
  gateway: Gateway,
  staff: Staff,
  password: string,
): Promise<Outcome<undefined>> {
  const retryAfterMs = gateway.budgets.take("signInsPerAccount", staff.account);
  if (retryAfterMs > 0) return refused("rate_limited", { retryAfterMs });
  const found = await findAccount(gateway.database, staff.account);
  return await unlessBusy(async () => {
    if (!await verifyPassword(password, found?.password)) return wrongField("password", "pattern");
    gateway.budgets.refund("signInsPerAccount", staff.account);
    return done(undefined);
  });
}

/** The new hash and the end of all other sessions are one step. */
export async function changePassword(
  gateway: Gateway,
  staff: Staff,
  password: string,
  next: string,
): Promise<Outcome<undefined>> {
  const { account } = staff;
  if (next === password || next.toLowerCase().includes(account.toLowerCase())) {
    return wrongField("next", "pattern");
  }
  const right = await passwordIsRight(gateway, staff, password);
  if (!right.ok) return right;
  return await unlessBusy(async () => {
    const hash = await hashPassword(next);
    await gateway.database.transaction([
      {
        text: "update desk.accounts set password = $2, changed_at = $3 where account = $1",
        parameters: [account, hash, gateway.clock.wall()],
      },
      endOthersStatement(staff),
    ]);
    othersAreOver(gateway, staff);
    return done(undefined);
  });
}

async function unlessBusy(work: () => Promise<Outcome<undefined>>): Promise<Outcome<undefined>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PasswordsBusy) return refused("busy");
    throw error;
  }
}

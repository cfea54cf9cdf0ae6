import type { Statement } from "../../engine/contract/ports/database.ts";
import type { OwnSession } from "../../engine/contract/wire/http_account.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import type { Staff } from "./sessions.ts";

/** Nobody reads more; older ones expire within a week. */
const LISTED_MAX = 100;

interface Row {
  id: string;
  device: string;
  address: string;
  created_at: number;
  seen_at: number;
}

export async function ownSessions(
  { database, clock }: Gateway,
  staff: Staff,
): Promise<{ sessions: OwnSession[] }> {
  const rows = await database.query<Row>(
    `select id, device, address, created_at, seen_at from desk.sessions
      where account = $1 and expires_at > $2 order by seen_at desc, id limit $3`,
    [staff.account, clock.wall(), LISTED_MAX],
  );
  const sessions = rows.map((row) => ({
    session: row.id,
    device: row.device,
    address: row.address,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    own: row.id === staff.session,
  }));
  return { sessions };
}

/** One's own only: somebody else's session is as absent as one that never was. */
export async function endOwnSession(
  gateway: Gateway,
  staff: Staff,
  session: string,
): Promise<Outcome<undefined>> {
  const rows = await gateway.database.query(
    "delete from desk.sessions where id = $1 and account = $2 returning id",
    [session, staff.account],
  );
  if (rows.length === 0) return refused("not_found");
  gateway.sessions.expire(staff.account);
  gateway.hub.endSession(session);
  return done(undefined);
}

export async function endOtherSessions(gateway: Gateway, staff: Staff): Promise<void> {
  await gateway.database.transaction([endOthersStatement(staff)]);
  othersAreOver(gateway, staff);
}

export const endOthersStatement = (staff: Staff): Statement => ({
  text: "delete from desk.sessions where account = $1 and id <> $2",
  parameters: [staff.account, staff.session],
});

/** After the statement: what this gateway remembers, and the sockets here. */
export function othersAreOver(gateway: Gateway, staff: Staff): void {
  gateway.sessions.expire(staff.account);
  gateway.hub.endAccount(staff.account, staff.session);
}

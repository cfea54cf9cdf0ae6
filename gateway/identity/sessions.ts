import { type Database, DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import type { Asker } from "../commands.ts";
import { randomSecret, sha256 } from "../ids.ts";
import type { GatewayClock } from "../options.ts";
import type { Account, Role } from "./accounts.ts";

export type { Role };

/** Somebody of the staff, signed in. */
export interface Staff {
  /** SHA-256 of the cookie: names the session and opens nothing. */
  session: string;
  account: string;
  workspace: string;
  agent?: string;
  name: string;
  role: Role;
  /** The company asks a second factor of this role, and there is none yet. */
  mustEnrol?: true;
  /** A program with a key, and no person. */
  program?: true;
}

export interface Sessions {
  /** The cookie's value. */
  begin(account: Account, from: { device: string; address: string }): Promise<string>;
  find(cookie: string): Promise<Staff | undefined>;
  end(session: string): Promise<void>;
  /** Of these sessions, those that have ended, expired or belong to a disabled account. */
  ended(sessions: readonly string[]): Promise<string[]>;
  /** What was read of these sessions no longer holds. */
  expire(account: string): void;
}

/** Signed out after half a day without a request, and after a week in any case. */
const IDLE_MS = 12 * 3_600_000;
export const SESSION_MS = 7 * 24 * 3_600_000;
const SEEN_EVERY_MS = 5 * 60_000;
/**
 * How long what was read of a session is believed; and how long while the database is down. From
 * half of the first on it is read again beside the work: the database takes its turns one by one,
 * and an agent's request should not stand behind a transaction of the records. All sessions in use
 * that are half as old are read with it: a question costs the same for one as for forty, and asked
 * one by one they cost the embedded records more than the conversations of those agents. Whose last
 * use is longer ago is left alone: being read counts as being seen.
 */
const BELIEVED_MS = 1_000;
const READ_AHEAD_MS = 500;
const READ_ALONG_MS = 250;
const READ_TOGETHER_MAX = 500;
const BELIEVED_WITHOUT_DATABASE_MS = 15 * 60_000;
const REMEMBERED_MAX = 10_000;

interface Row {
  id: string;
  account: string;
  workspace: string;
  agent: string | null;
  name: string;
  role: Role;
  seen_at: number;
  must_enrol: boolean;
}

const FIND = `select s.id, a.account, a.workspace, a.agent, a.name, a.role, s.seen_at,
       a.role = 'admin' and f.confirmed_at is null
         and coalesce(c.document->>'secondFactor' = 'admins', false) as must_enrol
  from desk.sessions s join desk.accounts a on a.account = s.account
  left join desk.second_factors f on f.account = a.account
  left join desk.company_settings c on c.workspace = a.workspace
 where s.id = any($1) and s.expires_at > $2 and s.seen_at > $3 and not a.disabled`;

/** What was read of a session, when, and whether anybody asked since. */
interface Remembered {
  staff: Staff;
  readAt: number;
  used: boolean;
}

export function createSessions(database: Database, clock: GatewayClock): Sessions {
  const remembered = new Map<string, Remembered>();
  const reading = new Map<string, Promise<Staff | undefined>>();

  /** One read at a time for a session, however many of its requests wait. */
  function read(session: string): Promise<Staff | undefined> {
    const begun = reading.get(session);
    if (begun) return begun;
    const along = readAlong(session);
    const found = readRows([session, ...along]);
    for (const one of along) keep(one, found).catch(() => {}); // who needs it then is told
    return keep(session, found);
  }

  function readAlong(besides: string): string[] {
    const now = clock.monotonic();
    const along: string[] = [];
    for (const [session, { readAt, used }] of remembered) {
      const age = now - readAt;
      if (!used || age <= READ_ALONG_MS || age > BELIEVED_MS || session === besides) continue;
      if (reading.has(session)) continue;
      if (along.push(session) === READ_TOGETHER_MAX) break;
    }
    return along;
  }

  /** A read that began before something changed answers its own callers, and is not remembered. */
  function keep(
    session: string,
    found: Promise<Map<string, Staff>>,
  ): Promise<Staff | undefined> {
    const holds = (): boolean => reading.get(session) === mine;
    const mine: Promise<Staff | undefined> = found.then((all) => {
      const staff = all.get(session);
      if (!holds()) return staff;
      if (!staff) remembered.delete(session);
      else remember(session, staff);
      return staff;
    }).finally(() => holds() && reading.delete(session));
    reading.set(session, mine);
    return mine;
  }

  function remember(session: string, staff: Staff): void {
    if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value!);
    remembered.set(session, { staff, readAt: clock.monotonic(), used: false });
  }

  async function readRows(sessions: string[]): Promise<Map<string, Staff>> {
    const now = clock.wall();
    const rows = await database.query<Row>(FIND, [sessions, now, now - IDLE_MS]);
    const stale = rows.filter((row) => now - row.seen_at > SEEN_EVERY_MS).map((row) => row.id);
    if (stale.length > 0) {
      await database.query("update desk.sessions set seen_at = $2 where id = any($1)", [
        stale,
        now,
      ]);
    }
    return new Map(rows.map((row) => [row.id, staffOf(row)]));
  }

  return {
    async begin(account, { device, address }) {
      const cookie = randomSecret();
      const now = clock.wall();
      await database.query(
        `insert into desk.sessions (id, account, created_at, seen_at, expires_at, device, address)
         values ($1, $2, $3, $3, $4, $5, $6)`,
        [sha256(cookie), account.account, now, now + SESSION_MS, device, address],
      );
      return cookie;
    },
    async find(cookie) {
      const session = sha256(cookie);
      const known = remembered.get(session);
      const age = known ? clock.monotonic() - known.readAt : Infinity;
      if (known && age <= BELIEVED_MS) {
        known.used = true;
        if (age > READ_AHEAD_MS) read(session).catch(() => {}); // who needs it then is told
        return known.staff;
      }
      try {
        return await read(session);
      } catch (error) {
        const down = error instanceof DatabaseUnavailable;
        if (down && known && age <= BELIEVED_WITHOUT_DATABASE_MS) return known.staff;
        throw error;
      }
    },
    async end(session) {
      remembered.delete(session);
      reading.delete(session);
      await database.query("delete from desk.sessions where id = $1", [session]);
    },
    async ended(sessions) {
      const rows = await database.query<{ id: string }>(
        `select s.id from desk.sessions s join desk.accounts a on a.account = s.account
          where s.id = any($1) and s.expires_at > $2 and not a.disabled`,
        [sessions, clock.wall()],
      );
      const alive = new Set(rows.map((row) => row.id));
      return sessions.filter((one) => !alive.has(one));
    },
    expire(account) {
      reading.clear(); // nobody knows yet whose they are
      for (const [session, { staff }] of remembered) {
        if (staff.account === account) remembered.delete(session);
      }
    },
  };
}

const staffOf = (row: Row): Staff => ({
  session: row.id,
  account: row.account,
  workspace: row.workspace,
  ...(row.agent !== null && { agent: row.agent }),
  name: row.name,
  role: row.role,
  ...(row.must_enrol && { mustEnrol: true as const }),
});

/** Principals are tokens; account names may hold dots and at signs. */
const principalId = (staff: Staff): string =>
  staff.agent ?? staff.account.replace(/[^A-Za-z0-9_-]/g, "_");

export const supervises = (staff: Staff): boolean => staff.role !== "agent";

/** Speaks as the agent this person works as; without one, by role. */
export const asAgent = (staff: Staff): Asker => ({
  workspace: staff.workspace,
  by: (staff.agent ? `agent:${staff.agent}` : `${staff.role}:${principalId(staff)}`) as By,
  scope: staff.session,
});

/** Speaks by role, for what an agent may not do. */
export const asRole = (staff: Staff): Asker => ({
  workspace: staff.workspace,
  by: `${staff.role}:${principalId(staff)}`,
  scope: staff.session,
});

/** A program brings a channel: what it writes there are the visitor's words. */
export const asProgram = (staff: Staff): Asker => ({
  workspace: staff.workspace,
  by: `integration:${principalId(staff)}`,
  scope: staff.session,
});

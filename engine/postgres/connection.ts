import postgres from "postgres";
import { type Database, DatabaseUnavailable, type Statement } from "../contract/ports/database.ts";

/** Statements under way; more are refused at once instead of queueing without bound. */
const IN_FLIGHT_MAX = 1_024;
/** One process of this system needs few: gateways read by key, a projector writes one batch. */
const CONNECTIONS_MAX = 8;
const CONNECT_WITHIN_S = 5;
/** A desk statement that takes longer is a mistake, and PostgreSQL itself ends it. */
const STATEMENT_MS_MAX = 10_000;
/** So long after the server should have ended it, the connection is dead and not just slow. */
const DEAD_AFTER_MS = 5_000;
/** Waiting transactions are given up by the server, so that a paused client holds no locks. */
const IDLE_IN_TRANSACTION_MS_MAX = 30_000;

/** SQLSTATEs that say "not now": shut down, too many connections, read-only stand-by, time out. */
const NOT_NOW = /^(08...|57014|53300|53400|25006)$/;
/** Codes of the client and of sockets, and of a server that closes the connection after it. */
const GONE =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|EAI|57P0[123]|25P03)/;

/** A statement that PostgreSQL refused; `code` is its SQLSTATE, such as 23505 for a duplicate. */
class StatementRefused extends Error {
  override name = "StatementRefused";
  constructor(message: string, readonly code: string, options?: ErrorOptions) {
    super(message, options);
  }
}

export interface PostgresSettings {
  /** `postgres://user:password@host:5432/database`, TLS by `?sslmode=verify-full`. */
  url: string;
  /** Shown in `pg_stat_activity`, such as `gateway` or `projector`. */
  name: string;
  connectionsMax?: number;
  statementMsMax?: number;
  /** Commits do not wait for the disk: for what can be made again from the journal. */
  rebuildable?: boolean;
  /** PEM of the authority that signed the server's certificate. */
  authority?: string;
}

export interface PostgresDatabase extends Database {
  /** Holds the name's lock on a connection of its own; undefined when another one holds it. */
  lock(name: string, lost: () => void): Promise<(() => Promise<void>) | undefined>;
  close(): Promise<void>;
}

type Pool = ReturnType<typeof openPool>;

/** As PGlite answers: whole numbers and bigint as numbers, json parsed; json goes in as text. */
const TYPES = {
  number: { to: 0, from: [20, 21, 23, 26, 700, 701], serialize: String, parse: Number },
  json: {
    to: 114,
    from: [114, 3802],
    serialize: (value: unknown) => typeof value === "string" ? value : JSON.stringify(value),
    parse: (text: string) => JSON.parse(text),
  },
};

function openPool(settings: PostgresSettings, connectionsMax: number, onclose?: () => void) {
  const { url, name, authority, statementMsMax = STATEMENT_MS_MAX } = settings;
  return postgres(url, {
    max: connectionsMax,
    connect_timeout: CONNECT_WITHIN_S,
    types: TYPES,
    onnotice: () => {},
    ...(onclose ? { onclose, max_lifetime: null } : {}),
    ...(authority === undefined ? {} : { ssl: { ca: authority, rejectUnauthorized: true } }),
    connection: {
      application_name: name,
      statement_timeout: statementMsMax,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
      ...(settings.rebuildable ? { synchronous_commit: "off" } : {}),
    },
  });
}

/**
 * The `Database` port over PostgreSQL. A call rejects with `DatabaseUnavailable` when the server
 * cannot answer now, whatever the reason; whether a transaction whose answer was lost took place is
 * then unknown, as everywhere, and its caller finds out by reading (the projector by its position).
 * A server behind a black hole answers nothing at all: after the time in which it would have ended
 * the statement itself, the whole pool is given up and a fresh one connects.
 */
export function openPostgres(settings: PostgresSettings): PostgresDatabase {
  const connectionsMax = settings.connectionsMax ?? CONNECTIONS_MAX;
  const withinMs = (settings.statementMsMax ?? STATEMENT_MS_MAX) + DEAD_AFTER_MS;
  let pool = openPool(settings, connectionsMax);
  let inFlight = 0;
  let closed = false;

  function giveUp(dead: Pool): void {
    if (pool !== dead || closed) return;
    pool = openPool(settings, connectionsMax);
    dead.end({ timeout: 0 }).catch(() => {}); // it is dead: nothing of it is waited for
  }

  async function ask<T>(work: (on: Pool) => Promise<T>): Promise<T> {
    if (closed) throw new DatabaseUnavailable("the records are closed");
    if (inFlight >= IN_FLIGHT_MAX) throw new DatabaseUnavailable("too many statements at once");
    inFlight++;
    const on = pool;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new DatabaseUnavailable("the records did not answer in time"));
        giveUp(on);
      }, withinMs);
    });
    try {
      return await Promise.race([work(on), late]);
    } catch (error) {
      throw translated(error);
    } finally {
      clearTimeout(timer);
      inFlight--;
    }
  }

  return {
    query: <Row>(text: string, parameters: readonly unknown[] = []) =>
      ask(async (on) => [...await on.unsafe(text, [...parameters] as never[], PREPARED)] as Row[]),
    transaction: (statements) => ask((on) => transact(on, statements)),
    lock: (name, lost) => hold(settings, name, lost),
    async close() {
      closed = true;
      await pool.end({ timeout: 2 });
    },
  };
}

/** Statements with parameters are prepared once per connection; the texts are few and fixed. */
const PREPARED = { prepare: true };

/**
 * One statement after the other, so that the first refusal is the one that is reported. Written by
 * hand over a reserved connection: the client's own `begin` sends its rollback on a socket that is
 * gone when the server went down in between, and that ends the process (postgres 3.4.9).
 */
async function transact(pool: Pool, statements: readonly Statement[]): Promise<unknown[][]> {
  const own = await pool.reserve();
  try {
    await own.unsafe("begin");
    const answers: unknown[][] = [];
    for (const { text, parameters = [] } of statements) {
      answers.push([...await own.unsafe(text, [...parameters] as never[], PREPARED)]);
    }
    await own.unsafe("commit");
    own.release();
    return answers;
  } catch (error) {
    // A connection that is gone is in nobody's hands any more: the pool makes another.
    if (GONE.test(codeOf(error))) throw error;
    await own.unsafe("rollback");
    own.release();
    throw error;
  }
}

/** The lock lives as long as its connection: a process that dies lets go of it. */
async function hold(
  settings: PostgresSettings,
  name: string,
  lost: () => void,
): Promise<(() => Promise<void>) | undefined> {
  let held = false;
  const onClose = () => {
    if (!held) return;
    held = false;
    lost();
  };
  const own = openPool({ ...settings, name: `${settings.name}-lock` }, 1, onClose);
  try {
    const [row] = await own`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as held`;
    held = row.held;
  } catch (error) {
    await own.end({ timeout: 0 });
    throw translated(error);
  }
  if (!held) {
    await own.end({ timeout: 1 });
    return undefined;
  }
  return async () => {
    held = false;
    await own.end({ timeout: 1 });
  };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? "");

function translated(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (code === "") return error;
  if (NOT_NOW.test(code) || GONE.test(code)) {
    return new DatabaseUnavailable(`the records cannot answer now (${code})`, { cause: error });
  }
  return new StatementRefused(error.message, code, { cause: error });
}

import type { Database } from "../../contract/ports/database.ts";
import { migrate, type Migration } from "../../records/migrate.ts";
import { DESK_MIGRATIONS, FOLD_MIGRATIONS, migrationsIn } from "../../records/migrations.ts";
import { allOfDesk, replayDesk, takeNoted, watchDesk } from "./desk_changes.ts";
import { type DeskLog, openDeskLog } from "./desk_log.ts";
import { markClosed, markDamaged, markOpen, type Trust, trustOf } from "./folder_state.ts";
import { copyTemplate } from "./template.ts";
import { openPGlite, type PGlite, pgliteDatabase, runAll } from "./pglite_database.ts";

/** The desk log is written anew above this, and again when it has doubled since. */
const DESK_LOG_BYTES_LEAST = 4 * 1024 * 1024;

export interface Store {
  /** For gateways: desk changes are durable before a call resolves. */
  desk: Database;
  /** For the projector: what it writes can be folded again from the journal. */
  fold: Database;
  /** Notes that the database found itself damaged: the next start makes it anew. */
  distrust(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreSettings {
  /** Data folder; the records live in `records/` under it. */
  folder: string;
  /** The gateway's further migrations of schema `desk`, after this folder's own. */
  deskMigrations: readonly Migration[];
  report: (sentence: string) => void;
}

/**
 * Opens the embedded database. One that cannot be opened or trusted is removed and made anew:
 * `desk` from its log, `fold` by the projector from the journal, which begins at position 0 then.
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const home = `${settings.folder}/records`;
  const state = `${home}/state.json`;
  await Deno.mkdir(home, { recursive: true, mode: 0o700 });
  const trust = await trustOf(state);
  const { db, fresh } = await openDatabase(`${home}/pglite`, trust, settings.report);
  const { log, records, cutBytes } = await openDeskLog(`${home}/desk.log`);
  if (cutBytes > 0) {
    settings.report(`A torn end of ${cutBytes} bytes was cut from the desk's log.`);
  }
  await markOpen(state);
  const fold = pgliteDatabase(db);
  const desk = [...await migrationsIn(DESK_MIGRATIONS), ...settings.deskMigrations];
  const migrated = await migrate(fold, "desk", desk, Date.now());
  await migrate(fold, "fold", await migrationsIn(FOLD_MIGRATIONS), Date.now());
  if (fresh || !trust.closed) await replayDesk(db, records);
  await watchDesk(db);
  if (migrated.length > 0 || log.bytes() > DESK_LOG_BYTES_LEAST) await rewriteLog(db, log);
  return {
    desk: deskDatabase(db, log),
    fold,
    distrust: () => markDamaged(state),
    async close() {
      await db.close();
      log.close();
      await markClosed(state);
    },
  };
}

async function openDatabase(
  folder: string,
  trust: Trust,
  report: (sentence: string) => void,
): Promise<{ db: PGlite; fresh: boolean }> {
  const there = await exists(folder);
  if (there && trust.database) {
    try {
      return { db: await openPGlite(folder), fresh: false };
    } catch (error) {
      report(`The records' database does not open (${(error as Error).message}).`);
    }
  }
  if (there) {
    report("The records are made anew from the journal and the desk's log.");
    // Nothing is kept of it: a copy would hold visitors' words beyond the reach of an erasure.
    await Deno.remove(folder, { recursive: true });
  }
  await copyTemplate(folder);
  return { db: await openPGlite(folder), fresh: true };
}

async function exists(folder: string): Promise<boolean> {
  try {
    return (await Deno.stat(folder)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Statements that begin so change nothing; the contract for desk SQL says they must not. */
const READS_ONLY = /^\s*select\b/i;

/**
 * The database for gateways. A writing call becomes one transaction whose changes are in the log,
 * synced, before it commits; a commit that fails takes them back.
 */
function deskDatabase(db: PGlite, log: DeskLog): Database {
  let rewriteAtBytes = Math.max(DESK_LOG_BYTES_LEAST, 2 * log.bytes());
  const transaction: Database["transaction"] = async (statements) => {
    let takeBack = () => {};
    const answers = await db.transaction(async (open) => {
      const rows = await runAll(open, statements);
      const changes = await takeNoted(open);
      if (changes.length > 0) takeBack = log.append(changes);
      return rows;
    }).catch((error) => {
      takeBack();
      throw error;
    });
    if (log.bytes() > rewriteAtBytes) {
      await rewriteLog(db, log);
      rewriteAtBytes = Math.max(DESK_LOG_BYTES_LEAST, 2 * log.bytes());
    }
    return answers;
  };
  return {
    async query<Row>(text: string, parameters: readonly unknown[] = []) {
      if (READS_ONLY.test(text)) return (await db.query<Row>(text, [...parameters])).rows;
      return (await transaction([{ text, parameters }]))[0] as Row[];
    },
    transaction: (statements) =>
      statements.every((statement) => READS_ONLY.test(statement.text))
        ? db.transaction((open) => runAll(open, statements))
        : transaction(statements),
  };
}

/** Inside a transaction, so that no desk change falls between the rows read and the new log. */
const rewriteLog = (db: PGlite, log: DeskLog): Promise<void> =>
  db.transaction(async (open) => {
    await takeNoted(open);
    await log.replace(await allOfDesk(open));
  });

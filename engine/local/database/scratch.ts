import type { Database } from "../../contract/ports/database.ts";
import { openPostgres } from "../../postgres/connection.ts";
import { openPGlite, pgliteDatabase } from "./pglite_database.ts";
import { copyTemplate } from "./template.ts";

/**
 * A database for one file of tests, gone with its process: PGlite, or a fresh database of the
 * PostgreSQL server that `TIDEGATE_TEST_POSTGRES` names, so that the same tests judge both.
 */
export function openScratch(): Promise<Database> {
  const server = Deno.env.get("TIDEGATE_TEST_POSTGRES");
  return server === undefined ? scratchFolder() : scratchOn(server);
}

async function scratchFolder(): Promise<Database> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-scratch-" });
  await copyTemplate(`${folder}/pglite`);
  const db = await openPGlite(`${folder}/pglite`);
  globalThis.addEventListener("unload", () => {
    void db.close();
    Deno.removeSync(folder, { recursive: true });
  });
  return pgliteDatabase(db);
}

async function scratchOn(server: string): Promise<Database> {
  const name = `scratch_${crypto.randomUUID().replaceAll("-", "")}`;
  const owner = openPostgres({ url: server, name: "tests", connectionsMax: 1 });
  await owner.query(`create database ${name}`);
  await owner.close();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return openPostgres({ url: url.href, name: "tests", connectionsMax: 4 });
}

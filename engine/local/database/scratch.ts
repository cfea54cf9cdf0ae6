import type { Database } from "../../contract/ports/database.ts";
import { openPGlite, pgliteDatabase } from "./pglite_database.ts";
import { copyTemplate } from "./template.ts";

/** A database for one file of tests, gone with its process. */
export async function openScratch(): Promise<Database> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-scratch-" });
  await copyTemplate(`${folder}/pglite`);
  const db = await openPGlite(`${folder}/pglite`);
  globalThis.addEventListener("unload", () => {
    void db.close();
    Deno.removeSync(folder, { recursive: true });
  });
  return pgliteDatabase(db);
}

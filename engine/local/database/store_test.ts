import assert from "node:assert/strict";
import { openStore, type Store } from "./store.ts";

const INSERT = `insert into desk.accounts values
  ($1, 'demo', null, 'Name', 'agent', 'hash', false, 1, 1)`;
const NAMES = "select account, name from desk.accounts order by account";

/** One folder for this file: the second story begins where the first one ended. */
const folder = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const open = (reports: string[] = []): Promise<Store> =>
  openStore({ folder, deskMigrations: [], report: (sentence) => void reports.push(sentence) });

Deno.test("desk - the log alone brings every acknowledged row back", async () => {
  const store = await open();
  for (const account of ["one", "two", "three"]) await store.desk.query(INSERT, [account]);
  await store.desk.query("update desk.accounts set name = 'New' where account = 'two'");
  await store.desk.query("delete from desk.accounts where account = 'three'");
  await assert.rejects(store.desk.query(INSERT, ["one"]), { code: "23505" });
  const expected = await store.desk.query(NAMES);
  assert.deepEqual(expected, [{ account: "one", name: "Name" }, { account: "two", name: "New" }]);
  await store.close();

  await Deno.remove(`${folder}/records/pglite`, { recursive: true });
  const again = await open();
  assert.deepEqual(await again.desk.query(NAMES), expected);
  await again.desk.query(INSERT, ["four"]);
  await again.close();
});

Deno.test("desk - a damaged database is made anew, and nothing acknowledged is missing", async () => {
  await Deno.truncate(`${folder}/records/pglite/global/pg_control`, 100);
  const reports: string[] = [];
  const store = await open(reports);
  const names = await store.desk.query<{ account: string }>(NAMES);
  assert.deepEqual(names.map(({ account }) => account), ["four", "one", "two"]);
  assert.match(reports.join("\n"), /made anew from the journal and the desk's log/);
  await store.close();
});

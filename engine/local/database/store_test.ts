import assert from "node:assert/strict";
import { openStore, type Store } from "./store.ts";

const INSERT = `insert into desk.accounts values
  ($1, 'demo', null, 'Name', 'agent', 'hash', false, 1, 1)`;
const NAMES = "select account, name from desk.accounts order by account";

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const open = (folder: string, reports: string[] = []): Promise<Store> =>
  openStore({ folder, deskMigrations: [], report: (sentence) => void reports.push(sentence) });

Deno.test("desk - the log alone brings every acknowledged row back", async () => {
  await withFolder(async (folder) => {
    const store = await open(folder);
    for (const account of ["one", "two", "three"]) await store.desk.query(INSERT, [account]);
    await store.desk.query("update desk.accounts set name = 'New' where account = 'two'");
    await store.desk.query("delete from desk.accounts where account = 'three'");
    await assert.rejects(store.desk.query(INSERT, ["one"]), { code: "23505" });
    const expected = await store.desk.query(NAMES);
    assert.deepEqual(expected, [{ account: "one", name: "Name" }, { account: "two", name: "New" }]);
    await store.close();

    await Deno.remove(`${folder}/records/pglite`, { recursive: true });
    const again = await open(folder);
    assert.deepEqual(await again.desk.query(NAMES), expected);
    await again.close();
  });
});

Deno.test("desk - a damaged database is made anew, and nothing acknowledged is missing", async () => {
  await withFolder(async (folder) => {
    const store = await open(folder);
    await store.desk.query(INSERT, ["one"]);
    await store.close();
    await Deno.truncate(`${folder}/records/pglite/global/pg_control`, 100);
    const reports: string[] = [];
    const again = await open(folder, reports);
    assert.deepEqual(await again.desk.query(NAMES), [{ account: "one", name: "Name" }]);
    assert.match(reports.join("\n"), /made anew from the journal and the desk's log/);
    await again.close();
  });
});

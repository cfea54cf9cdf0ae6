import assert from "node:assert/strict";
import { openScratch } from "../local/database/scratch.ts";
import { kindOf, type TableName, TABLES } from "./fold/rows.ts";
import { DESK_MIGRATIONS, FOLD_MIGRATIONS, migrationsIn } from "./migrations.ts";
import { DatabaseNewer, migrate, statementsOf } from "./migrate.ts";

const database = await openScratch();
const foldMigrations = await migrationsIn(FOLD_MIGRATIONS);

Deno.test("migrations - each runs once, in the order of its number", async () => {
  const desk = await migrationsIn(DESK_MIGRATIONS);
  assert.deepEqual(await migrate(database, "desk", desk, 1), desk.map(({ name }) => name));
  assert.deepEqual(await migrate(database, "desk", desk, 2), []);
  const more = { name: "900_more", text: "create table desk.more (id text primary key);" };
  assert.deepEqual(await migrate(database, "desk", [...desk, more], 3), ["900_more"]);
});

Deno.test("migrations - one that fails half-way leaves nothing", async () => {
  const broken = { name: "001_half", text: "create table half (id text);\nselect nonsense;\n" };
  await assert.rejects(migrate(database, "halfway", [broken], 1));
  const found = await database.query(
    "select 1 from information_schema.tables where table_name = 'half'",
  );
  assert.equal(found.length, 0);
});

Deno.test("migrations - a database of a newer build is refused", async () => {
  const newer = { name: "002_later", text: "create table later (id text);" };
  const older = { name: "001_first", text: "create table first (id text);" };
  await migrate(database, "newer", [older, newer], 1);
  await assert.rejects(migrate(database, "newer", [older], 2), DatabaseNewer);
});

Deno.test("migrations - a file's statements end at line ends, function bodies stay whole", () => {
  const text = "-- why\ncreate table a (b int);\n\ncreate function f() as $$\nselect 1;\n$$;\n";
  assert.deepEqual(statementsOf(text).map((statement) => statement.text), [
    "create table a (b int)",
    "create function f() as $$\nselect 1;\n$$",
  ]);
});

const TYPES = {
  text: ["text"],
  number: ["bigint", "integer"],
  boolean: ["boolean"],
  json: ["jsonb"],
};

Deno.test("migrations - the fold's rows and the tables have the same columns and keys", async () => {
  await migrate(database, "fold", foldMigrations, 1);
  for (const table of Object.keys(TABLES) as TableName[]) {
    const columns = await database.query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = 'fold' and table_name = $1`,
      [table],
    );
    const { key, rest } = TABLES[table];
    assert.deepEqual(columns.map(({ name }) => name).sort(), [...key, ...rest].sort(), table);
    for (const { name, type } of columns) {
      assert.ok(TYPES[kindOf(name)].includes(type), `${table}.${name} is ${type}`);
    }
    const keys = await database.query<{ name: string }>(
      `select a.attname as name from pg_index i
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
       where i.indrelid = $1::regclass and i.indisprimary`,
      [`fold.${table}`],
    );
    assert.deepEqual(keys.map(({ name }) => name).sort(), [...key].sort(), table);
  }
});

/** The list in the README against the tests that there are. */
import assert from "node:assert/strict";
import { readProject } from "../support/source_tree.ts";

const ROWS = 52;

interface Row {
  row: number;
  files: string[];
  items: string[];
}

const rows: Row[] = (await readProject("tests/attacks/README.md")).split("\n").flatMap((line) => {
  const cells = line.split("|").map((cell) => cell.trim());
  if (!/^\d+$/.test(cells[1] ?? "")) return [];
  const files = [...cells[3].matchAll(/`([^`]+)`/g)].map(([, file]) => file);
  return [{ row: Number(cells[1]), files, items: cells[4].split(", ") }];
});

/** Rows that a file's tests stand for, by their names. */
async function rowsOf(file: string): Promise<Set<number>> {
  const names = (await readProject(file)).matchAll(/Deno\.test\(\s*["`]attack ([\d, ]+) - /g);
  return new Set([...names].flatMap(([, numbers]) => numbers.split(", ").map(Number)));
}

Deno.test("attacks - every row of the table has a test in each file that is named for it", async () => {
  assert.deepEqual(rows.map(({ row }) => row), Array.from({ length: ROWS }, (_, at) => at + 1));
  for (const { row, files } of rows) {
    assert.ok(files.length > 0, `row ${row}`);
    for (const file of files) assert.ok((await rowsOf(file)).has(row), `${row} in ${file}`);
  }
});

Deno.test("attacks - every row names items of ASVS 5.0", () => {
  for (const { row, items } of rows) {
    for (const item of items) {
      assert.match(item, /^(?:[1-9]|1[0-7])\.\d{1,2}\.\d{1,2}$/, `row ${row}`);
    }
  }
});

/** What people send comes out of an array literal as it went in, or as near as the tables can hold. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { openScratch } from "../../local/database/scratch.ts";
import { columnArrays } from "./column_arrays.ts";
import { TABLES } from "../fold/rows.ts";

const database = await openScratch();
const columns = [...TABLES.timeline.key, ...TABLES.timeline.rest];
const place = (name: string): number => columns.indexOf(name);

const BITS = [
  "\\",
  '"',
  "u",
  "0000",
  "\0",
  "\ud83d",
  "\udc4d",
  "\ud83d\udc4d",
  "\n",
  "{",
  ",",
  "NULL",
];
const text = fc.array(fc.constantFrom(...BITS, "在", "\u2028"), { maxLength: 9 })
  .map((bits) => bits.join(""));
/** U+0000 and half a surrogate pair are what PostgreSQL's text cannot hold. */
const storable = (value: string | null): string | null =>
  value?.toWellFormed().replaceAll("\0", "\ufffd") ?? null;

Deno.test("column arrays - texts and JSON come back, equal ones below each other as well", async () => {
  const row = fc.record({
    author: fc.constantFrom("agent:a1", "agent:a2"),
    message: fc.option(text),
    body: fc.option(fc.record({ kind: fc.constant("text"), text })),
  });
  const rows = fc.array(row, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const arrays = columnArrays("timeline", given);
      const read = await database.query<typeof given[number]>(
        `select * from unnest($1::text::text[], $2::text::text[], $3::text::jsonb[])
           as t (author, message, body)`,
        ["author", "message", "body"].map((name) => arrays[place(name)]),
      );
      const expected = given.map(({ author, message, body }) => ({
        author,
        message: storable(message),
        body: body && { kind: "text", text: storable(body.text) },
      }));
      assert.deepEqual(read, expected);
    }),
    { numRuns: 150 },
  );
});

import assert from "node:assert/strict";
import { freshId } from "./fresh_id.ts";

Deno.test("fresh id - two people who begin from the same list name different things", () => {
  const ids = Array.from({ length: 100 }, () => freshId("look"));
  for (const id of ids) assert.match(id, /^look-[0-9a-f]{8}$/);
  assert.equal(new Set(ids).size, ids.length);
});

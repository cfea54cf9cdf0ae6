import assert from "node:assert/strict";
import { valueAt, withValue } from "./document.ts";

const DOCUMENT = { groups: [{ id: "a", rules: [{ to: "b" }, { to: "c" }] }, { id: "b" }] };

Deno.test("document - a field is read and changed by its path, the original stays", () => {
  const next = withValue(DOCUMENT, "groups.0.rules.1.to", "d");
  assert.equal(valueAt(next, "groups.0.rules.1.to"), "d");
  assert.equal(valueAt(DOCUMENT, "groups.0.rules.1.to"), "c");
  assert.equal(next.groups[1], DOCUMENT.groups[1]);
});

Deno.test("document - undefined takes a field or an entry away, what is missing is made", () => {
  assert.deepEqual(withValue(DOCUMENT, "groups.0.rules.0", undefined).groups[0], {
    id: "a",
    rules: [{ to: "c" }],
  });
  assert.deepEqual(withValue({ a: 1, b: 2 }, "b", undefined), { a: 1 });
  assert.deepEqual(withValue({}, "scored.skill", 3), { scored: { skill: 3 } });
  assert.equal(valueAt({}, "nothing.here"), undefined);
});

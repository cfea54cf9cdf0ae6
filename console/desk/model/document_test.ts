import assert from "node:assert/strict";
import { valueAt, withCause, withValue } from "./document.ts";

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

Deno.test("document - a rule of overflow with another cause keeps nothing that only the old one has", () => {
  const late = { when: "timeout", to: "b", afterMs: 20_000, donorMinFree: 2 } as const;
  assert.deepEqual(withCause(late, "full"), { when: "full", to: "b", donorMinFree: 2 });
  const long = { when: "longQueue", to: "b", minQueue: 3, threshold: 2 } as const;
  assert.deepEqual(withCause(long, "noAgents"), { when: "noAgents", to: "b" });
});

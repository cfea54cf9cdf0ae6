import assert from "node:assert/strict";
import fc from "fast-check";
import { merged } from "./merging.ts";

const BASE = {
  groups: [
    { id: "sales", strategy: "idle", overflow: [{ to: "after" }] },
    { id: "after", strategy: "idle", overflow: [] },
  ],
  index: { slope: [1, 1, 1] },
};
type Document = typeof BASE & { looks?: unknown[] };

const changed = (change: (document: Document) => void): Document => {
  const copy = structuredClone(BASE) as Document;
  change(copy);
  return copy;
};

Deno.test("merging - what two people changed in different places stands in one document", () => {
  const mine = changed(({ groups, index }) => {
    groups[1].strategy = "scored";
    index.slope[2] = 3;
  });
  const theirs = changed(({ groups, index }) => {
    groups.unshift({ id: "vip", strategy: "idle", overflow: [] });
    groups[1].strategy = "weighted";
    index.slope[0] = 2;
  });
  const { document, overruled } = merged<Document>(BASE, mine, theirs);
  assert.deepEqual(overruled, []);
  assert.deepEqual(document.groups.map(({ id, strategy }) => [id, strategy]), [
    ["vip", "idle"],
    ["sales", "weighted"],
    ["after", "scored"],
  ]);
  assert.deepEqual(document.index.slope, [2, 1, 3]);
});

Deno.test("merging - of one field changed twice mine stands, and the place is told", () => {
  const mine = changed(({ groups }) => void (groups[0].strategy = "scored"));
  const theirs = changed(({ groups }) => void (groups[0].strategy = "weighted"));
  const { document, overruled } = merged(BASE, mine, theirs);
  assert.equal(document.groups[0].strategy, "scored");
  assert.deepEqual(overruled, ["groups.sales.strategy"]);
});

Deno.test("merging - what one took away goes, unless the other changed it", () => {
  const less = changed(({ groups }) => void groups.pop());
  assert.deepEqual(merged(BASE, BASE, less), { document: less, overruled: [] });
  const more = changed(({ groups }) => void (groups[1].strategy = "scored"));
  assert.deepEqual(merged(BASE, more, less), { document: more, overruled: ["groups.after"] });
  assert.deepEqual(merged(BASE, less, more), { document: less, overruled: ["groups.after"] });
});

Deno.test("merging - lists without ids that differ in length are one value", () => {
  const mine = changed(({ groups }) => void groups[0].overflow.push({ to: "x" }));
  const theirs = changed(({ groups }) => void groups[0].overflow.pop());
  const { document, overruled } = merged(BASE, mine, theirs);
  assert.deepEqual(document.groups[0].overflow, [{ to: "after" }, { to: "x" }]);
  assert.deepEqual(overruled, ["groups.sales.overflow"]);
});

const PLAIN = { noNullPrototype: true };

Deno.test("merging - whoever changed nothing gets the other's document", () => {
  const leaf = fc.oneof(fc.integer(), fc.constantFrom("a", "b"), fc.boolean());
  const inner = fc.dictionary(fc.constantFrom("s", "t"), leaf, PLAIN);
  const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), inner);
  const tree = fc.dictionary(fc.constantFrom("p", "q", "r"), value, PLAIN);
  fc.assert(fc.property(tree, tree, (base, other) => {
    assert.deepEqual(merged(base, base, other), { document: other, overruled: [] });
    assert.deepEqual(merged(base, other, base), { document: other, overruled: [] });
    assert.deepEqual(merged(base, other, other), { document: other, overruled: [] });
  }));
});

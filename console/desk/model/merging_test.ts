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

interface Rule {
  when: string;
  to: string;
  afterMs?: number;
}
const group = (...overflow: Rule[]) => ({ groups: [{ id: "sales", overflow }] });
const full: Rule = { when: "full", to: "after" };
const late: Rule = { when: "timeout", to: "after", afterMs: 60_000 };
const none: Rule = { when: "noAgents", to: "vip" };

Deno.test("merging - entries without ids are told apart by what they say, not by where they stand", () => {
  const mine = group(none, full, late);
  const theirs = group(full, { ...late, afterMs: 90_000 });
  const { document, overruled } = merged(group(full, late), mine, theirs);
  assert.deepEqual(document, group(none, full, { ...late, afterMs: 90_000 }));
  assert.deepEqual(overruled, []);
});

Deno.test("merging - what is new on both sides both stays, where each put it", () => {
  const mine = group(none, full);
  const theirs = group(full, late);
  assert.deepEqual(merged(group(full), mine, theirs).document, group(none, full, late));
  const texts = { tags: ["a", "b"] };
  const both = merged(texts, { tags: ["mine", "a", "b"] }, { tags: ["a", "theirs"] });
  assert.deepEqual(both, { document: { tags: ["mine", "a", "theirs"] }, overruled: [] });
});

Deno.test("merging - a list that neither had before holds what both put into it", () => {
  const none: { looks?: { id: string }[] } = {};
  const { document, overruled } = merged(none, { looks: [{ id: "a" }] }, { looks: [{ id: "b" }] });
  assert.deepEqual(document, { looks: [{ id: "a" }, { id: "b" }] });
  assert.deepEqual(overruled, []);
});

Deno.test("merging - two entries of one name are two entries", () => {
  const again: Rule = { ...full, afterMs: 5 };
  const mine = group(full, again, late);
  const theirs = group(full, { ...again, afterMs: 7 });
  const { document, overruled } = merged(group(full, again), mine, theirs);
  assert.deepEqual(document, group(full, { ...again, afterMs: 7 }, late));
  assert.deepEqual(overruled, []);
});

Deno.test("merging - an order that one changed holds; two new orders are told and mine holds", () => {
  const base = group(full, late, none);
  const mine = group(late, full, none);
  const theirs = group(full, none, late);
  assert.deepEqual(merged(base, mine, base), { document: mine, overruled: [] });
  const more = group(full, late, { ...none, afterMs: 5 });
  assert.deepEqual(merged(base, mine, more).document, group(late, full, { ...none, afterMs: 5 }));
  assert.deepEqual(merged(base, mine, theirs), {
    document: mine,
    overruled: ["groups.sales.overflow"],
  });
});

Deno.test("merging - one of a number for each class is that class's, equal ones or not", () => {
  const base = { index: { slope: [1, 1, 1] } };
  const mine = { index: { slope: [1, 2, 1] } };
  const theirs = { index: { slope: [1, 1, 2] } };
  assert.deepEqual(merged(base, mine, theirs).document, { index: { slope: [1, 2, 2] } });
});

Deno.test("merging - a clock from which each took away another of its agents is not left without any", () => {
  const clocks = (...agents: string[]) => ({ clocks: [{ id: "round", agents }] });
  const { document, overruled } = merged(clocks("lin", "wu"), clocks("wu"), clocks("lin"));
  assert.deepEqual(document, clocks("wu"));
  assert.deepEqual(overruled, ["clocks.round.agents"]);
});

Deno.test("merging - nothing new is lost, nothing taken away comes back", () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
  fc.assert(fc.property(list, list, list, (base, mine, theirs) => {
    const all = new Set(merged({ tags: base }, { tags: mine }, { tags: theirs }).document.tags);
    for (let one = 0; one < 10; one++) {
      const [before, own, other] = [base, mine, theirs].map((tags) => tags.includes(one));
      assert.equal(all.has(one), before ? own && other : own || other);
    }
  }));
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

import assert from "node:assert/strict";
import fc from "fast-check";
import { same, sharing } from "./same.ts";

Deno.test("same - as JSON says it, whatever the order of fields", () => {
  assert.equal(same({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }), true);
  assert.equal(same({ a: 1, b: undefined }, { a: 1 }), true);
  assert.equal(same({ a: 1 }, { a: 1, b: null }), false);
  assert.equal(same([1], { 0: 1 }), false);
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
    assert.equal(same(one, structuredClone(one)), true);
    assert.equal(same(one, other), same(other, one));
  }));
});

Deno.test("same - what is fetched again is what was there, where it says the same", () => {
  const [a, b] = [{ id: "a", n: 1 }, { id: "b", n: 1 }];
  const before = [a, b];
  const key = ({ id }: { id: string }) => id;
  assert.equal(sharing(before, [{ ...a }, { ...b }], key), before);
  const [first, second] = sharing(before, [{ ...b }, { id: "a", n: 2 }], key);
  assert.equal(first, b);
  assert.deepEqual([second === a, second.n], [false, 2]);
  assert.deepEqual(sharing(undefined, [a], key), [a]);
  assert.equal(sharing(before, [{ ...a }], key).length, 1);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Arrow, layersOf } from "./layers.ts";

const NONE = new Set<string>();
const arrow = (way: string): Arrow => ({ from: way[0], to: way[1] });
const lay = (ids: string, ways: string[], first = "", last = "") =>
  layersOf([...ids], ways.map(arrow), { first: new Set(first), last: new Set(last) });

Deno.test("layers - what leads somewhere stands before it, pinned things at the ends", () => {
  const { columns } = lay("rabe", ["ra", "ab", "ae", "be"], "r", "e");
  assert.deepEqual(columns.map((places) => places.filter((id) => id)), [["r"], ["a"], ["b"], [
    "e",
  ]]);
});

Deno.test("layers - a long arrow holds a place in every column that it passes", () => {
  const { columns, ways } = lay("abc", ["ab", "bc", "ac"]);
  assert.deepEqual(columns, [[], ["a"], ["b", undefined], ["c"]]);
  assert.deepEqual(ways[2].map(({ column }) => column), [1, 2, 3]);
  assert.deepEqual(ways[2][1], { column: 2, row: 1 });
});

Deno.test("layers - arrows that would cross are untangled", () => {
  const { columns } = lay("xyab", ["xb", "ya"], "xy");
  assert.deepEqual(columns, [["x", "y"], ["b", "a"]]);
});

Deno.test("layers - a circle ends, and the arrow that closes it runs back", () => {
  const { columns, ways } = lay("ab", ["ab", "ba"]);
  assert.deepEqual(columns, [[], ["a"], ["b"]]);
  assert.deepEqual(ways[1], [{ column: 2, row: 0 }, { column: 1, row: 0 }]);
});

Deno.test("layers - everything has one place, and every arrow begins and ends at its things", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const arrows = fc.array(
    fc.record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids) })
      .filter(({ from, to }) => from !== to),
    { maxLength: 14 },
  );
  fc.assert(fc.property(arrows, (some) => {
    const { columns, ways } = layersOf(ids, some, { first: new Set("a"), last: NONE });
    assert.deepEqual(columns.flat().filter((id) => id !== undefined).sort(), ids);
    ways.forEach((way, at) => {
      const [begin, end] = [way[0], way.at(-1)!];
      assert.equal(columns[begin.column][begin.row], some[at].from);
      assert.equal(columns[end.column][end.row], some[at].to);
    });
  }));
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { placesOf } from "./row_places.ts";

const told = (places: ReadonlyMap<string, number>) => Object.fromEntries(places);

Deno.test("row places - what stays keeps its element, what comes takes that of what left", () => {
  const first = placesOf(["a", "b", "c"], new Map());
  assert.deepEqual(told(first), { a: 0, b: 1, c: 2 });
  assert.deepEqual(told(placesOf(["b", "c", "d"], first)), { b: 1, c: 2, d: 0 });
  assert.deepEqual(told(placesOf(["x", "a", "c", "b"], first)), { x: 3, a: 0, c: 2, b: 1 });
});

Deno.test("row places - the element of the row that has the focus is nobody else's", () => {
  const first = placesOf(["a", "b"], new Map());
  assert.deepEqual(told(placesOf(["b", "c"], first, "a")), { b: 1, c: 2 });
});

Deno.test("row places - no two rows share an element, and scrolling makes no more than are in view", () => {
  const names = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 10 });
  fc.assert(fc.property(fc.array(names, { maxLength: 20 }), (views) => {
    let places: ReadonlyMap<string, number> = new Map();
    for (const view of views) {
      const next = placesOf(view, places);
      assert.deepEqual([...next.keys()], view);
      assert.equal(new Set(next.values()).size, view.length);
      for (const name of view) {
        if (places.has(name)) assert.equal(next.get(name), places.get(name));
      }
      const made = [...next.values()].filter((place) => ![...places.values()].includes(place));
      assert.ok(made.length <= Math.max(0, view.length - places.size));
      places = next;
    }
  }));
});

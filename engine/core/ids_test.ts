import assert from "node:assert/strict";
import { addId, createIds, dropId, idAt, rowOf, rowsOf } from "./ids.ts";
import { createDice } from "./testing/random.ts";

Deno.test("ids - behave like a map, whatever is added and dropped", () => {
  const dice = createDice(7);
  const ids = createIds();
  const model = new Map<string, number>();
  const free: number[] = [];
  for (let step = 0; step < 20_000; step++) {
    const id = `c${dice.below(700)}`.padEnd(dice.pick([4, 23, 24, 25, 60]), "x");
    const known = model.get(id);
    assert.equal(rowOf(ids, id), known);
    if (known === undefined) {
      const row = free.pop() ?? model.size;
      addId(ids, row, id);
      model.set(id, row);
    } else if (dice.chance(0.6)) {
      assert.equal(idAt(ids, known), id);
      dropId(ids, known);
      model.delete(id);
      free.push(known);
    }
  }
  assert.equal(ids.count, model.size);
  assert.deepEqual(rowsOf(ids), [...model.values()].sort((a, b) => a - b));
});

Deno.test("ids - outside Latin-1 they are kept whole", () => {
  const ids = createIds();
  addId(ids, 0, "访客");
  assert.deepEqual([idAt(ids, 0), rowOf(ids, "访客"), rowOf(ids, "访")], ["访客", 0, undefined]);
});

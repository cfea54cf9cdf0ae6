import assert from "node:assert/strict";
import { compare, isBeside, type Sample, type Slot, within } from "./slots.ts";

const SLOTS: Slot[] = Array.from({ length: 8 }, (_, number) => ({
  beside: isBeside(number),
  from: 100 * number,
  until: 100 * number + 90,
}));

/** Ten of each slot, as long as its number says. */
const samples = (msOf: (number: number) => number): Sample[] =>
  SLOTS.flatMap(({ from }, number) =>
    Array.from({ length: 10 }, (_, at) => ({ at: from + at, ms: msOf(number) }))
  );

Deno.test("what-if slots - what grows evenly through the run meets both sides alike", () => {
  const sum = (beside: boolean) =>
    SLOTS.reduce((all, slot, number) => all + (slot.beside === beside ? number : 0), 0);
  assert.equal(sum(true), sum(false));
});

Deno.test("what-if slots - twice the time beside a what-if is a ratio of two, and no chance", () => {
  const found = compare(samples((number) => isBeside(number) ? 8 : 4), SLOTS, 99);
  assert.deepEqual(found, { without: 4, beside: 8, ratio: 2, chance: 1 });
});

Deno.test("what-if slots - what differs without any what-if is shown as chance", () => {
  // Slots 0, 3, 4 and 7 ran without; of these 3 and 4 are the other half.
  const found = compare(samples((number) => number === 3 || number === 4 ? 6 : 4), SLOTS, 50);
  assert.deepEqual([found.ratio, found.chance], [1, 1.5]);
});

Deno.test("what-if slots - what was begun between two slots counts for neither", () => {
  const between = [{ at: 95, ms: 1 }, { at: 90, ms: 1 }, { at: 89, ms: 1 }];
  assert.deepEqual(within(between, SLOTS), [{ at: 89, ms: 1 }]);
});

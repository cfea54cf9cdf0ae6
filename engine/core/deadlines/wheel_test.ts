import assert from "node:assert/strict";
import fc from "fast-check";
import { arm, armed, cancel, createWheel, dueAtOf, nextDueAt, pop, type Wheel } from "./mod.ts";

const START = Date.UTC(2026, 10, 11);

function popAll(wheel: Wheel, now: number): [number, number][] {
  const fired: [number, number][] = [];
  for (;;) {
    const at = nextDueAt(wheel);
    const id = pop(wheel, now);
    if (id === -1) return fired;
    fired.push([at, id]);
  }
}

Deno.test("deadlines - timers fire to the millisecond in order of due time, then id", () => {
  const wheel = createWheel(START);
  arm(wheel, 7, START + 300);
  arm(wheel, 3, START + 300);
  arm(wheel, 5, START + 299);
  assert.equal(pop(wheel, START + 298), -1);
  assert.equal(nextDueAt(wheel), START + 299);
  assert.deepEqual(popAll(wheel, START + 299), [[START + 299, 5]]);
  assert.deepEqual(popAll(wheel, START + 300), [[START + 300, 3], [START + 300, 7]]);
  assert.equal(nextDueAt(wheel), Infinity);
});

Deno.test("deadlines - a jump of hours fires everything missed, in order", () => {
  const wheel = createWheel(START);
  const hours = [9, 1, 5, 30, 2];
  hours.forEach((hour, id) => arm(wheel, id, START + hour * 3_600_000));
  assert.deepEqual(popAll(wheel, START + 10 * 3_600_000).map(([, id]) => id), [1, 4, 2, 0]);
  assert.equal(nextDueAt(wheel), START + 30 * 3_600_000);
});

Deno.test("deadlines - a timer armed for the past fires next, before later ones", () => {
  const wheel = createWheel(START);
  arm(wheel, 1, START + 1000);
  assert.equal(pop(wheel, START + 1000), 1);
  arm(wheel, 2, START + 1001);
  arm(wheel, 3, START - 5);
  assert.deepEqual(popAll(wheel, START + 2000).map(([, id]) => id), [3, 2]);
});

Deno.test("deadlines - a moment that is no whole millisecond is refused", () => {
  assert.throws(() => arm(createWheel(START), 1, START + 0.5), /no moment/);
  assert.throws(() => arm(createWheel(START), 1, Infinity), /no moment/);
});

type Step = { what: "arm" | "cancel" | "run"; id: number; ms: number };

const spans = fc.oneof(
  fc.integer({ min: -50, max: 600 }),
  fc.integer({ min: 0, max: 200_000 }),
  fc.integer({ min: 0, max: 2 ** 33 }),
);
const steps = fc.array(
  fc.record({
    what: fc.constantFrom<Step["what"]>("arm", "arm", "cancel", "run"),
    id: fc.integer({ min: 0, max: 40 }),
    ms: spans,
  }),
  { maxLength: 120 },
);

Deno.test("deadlines - the wheel agrees with a sorted list on any history", () => {
  fc.assert(
    fc.property(steps, (history) => {
      let now = START;
      const wheel = createWheel(now);
      const plain = new Map<number, number>();
      const inOrder = () => [...plain].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
      for (const { what, id, ms } of history) {
        if (what === "arm") {
          arm(wheel, id, now + ms);
          plain.set(id, now + ms);
        } else if (what === "cancel") {
          cancel(wheel, id);
          plain.delete(id);
        } else {
          now += Math.max(0, ms);
          const expected = inOrder().filter(([, dueAt]) => dueAt <= now);
          for (const [due] of expected) plain.delete(due);
          assert.deepEqual(popAll(wheel, now), expected.map(([due, dueAt]) => [dueAt, due]));
        }
        assert.equal(nextDueAt(wheel), inOrder()[0]?.[1] ?? Infinity);
        assert.equal(armed(wheel), plain.size);
        assert.equal(dueAtOf(wheel, id), plain.get(id) ?? NaN);
      }
    }),
    { numRuns: 300 },
  );
});

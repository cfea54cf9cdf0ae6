import assert from "node:assert/strict";
import { LEVEL } from "../wire/level.ts";
import { LevelTooHigh, readBatch, upcast, type UpcastStep } from "./mod.ts";

const batch = (level: number, events: unknown[] = []) => ({
  level,
  partition: 22,
  epoch: 1,
  at: 5,
  inbox: 0,
  events,
  refused: [],
  agenda: [],
  commands: [],
});

/** Two levels as they might come: a renamed field, then a split event and a new batch field. */
const steps: Record<number, UpcastStep> = {
  1: { event: ({ colour, ...rest }) => [{ ...rest, color: colour }] },
  2: {
    event: (event) =>
      event.type === "void" ? [] : event.type === "both" ? [{ type: "a" }, { type: "b" }] : [event],
    batch: (whole) => ({ ...whole, owner: "none" }),
  },
};

Deno.test("upcast - a batch of the current level is taken as it stands", () => {
  const written = batch(LEVEL, [{ type: "x" }]);
  assert.deepEqual(readBatch(new TextEncoder().encode(JSON.stringify(written))), written);
});

Deno.test("upcast - an old batch walks every level in order, events first", () => {
  const old = batch(1, [{ type: "both" }, { type: "void" }, { type: "c", colour: "red" }]);
  const read = upcast(old, steps, 3) as unknown as Record<string, unknown>;
  assert.equal(read.level, 3);
  assert.equal(read.owner, "none");
  assert.deepEqual(read.events, [{ type: "a" }, { type: "b" }, { type: "c", color: "red" }]);
  assert.equal(old.events.length, 3, "the batch that was read is left as it is");
});

Deno.test("upcast - a batch from the middle of the chain takes only the later steps", () => {
  const read = upcast(batch(2, [{ type: "c", colour: "red" }]), steps, 3);
  assert.deepEqual(read.events as unknown, [{ type: "c", colour: "red" }]);
});

Deno.test("upcast - a level of the future, or none, is refused with what to do", () => {
  for (const level of [LEVEL + 1, 0, -1, 1.5, NaN]) {
    assert.throws(() => upcast(batch(level)), LevelTooHigh);
  }
  assert.throws(() => upcast(batch(LEVEL + 1)), /start the newer build/);
});

Deno.test("upcast - a missing step is a defect, not a skipped level", () => {
  assert.throws(() => upcast(batch(1), {}, 2), /no step from level 1/);
});

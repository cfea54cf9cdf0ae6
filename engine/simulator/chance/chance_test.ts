import assert from "node:assert/strict";
import { drawGamma, drawSpan } from "./draw.ts";
import { createStream } from "./random.ts";

const DRAWS = 40_000;

function momentsOf(draw: () => number): { mean: number; deviation: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / DRAWS) };
}

const near = (got: number, due: number, share = 0.03) =>
  assert.ok(Math.abs(got - due) <= share * due, `${got} is not ${due}`);

Deno.test("chance - spans and busyness have the mean and deviation they are given", () => {
  const stream = createStream(7, 0, "moments");
  const exponential = momentsOf(() => drawSpan(stream, { type: "exponential", meanMs: 90 }));
  near(exponential.mean, 90);
  near(exponential.deviation, 90);
  const law = { type: "lognormal", meanMs: 720, deviationMs: 480 } as const;
  const lognormal = momentsOf(() => drawSpan(stream, law));
  near(lognormal.mean, 720);
  near(lognormal.deviation, 480, 0.06);
  for (const shape of [28.7, 0.5]) {
    const gamma = momentsOf(() => drawGamma(stream, shape));
    near(gamma.mean, 1);
    near(gamma.deviation, 1 / Math.sqrt(shape), 0.05);
  }
});

Deno.test("chance - a stream repeats itself, and no other stream", () => {
  const first = (seed: number, day: number, purpose: string) => {
    const stream = createStream(seed, day, purpose);
    return [stream(), stream()];
  };
  assert.deepEqual(first(1, 2, "service"), first(1, 2, "service"));
  const others = [first(1, 2, "service"), first(2, 2, "service"), first(1, 3, "service")];
  assert.equal(new Set([...others, first(1, 2, "patience")].flat()).size, 8);
});

Deno.test("chance - neighbouring days are not correlated", () => {
  const firsts = Array.from({ length: DRAWS }, (_, day) => createStream(1, day, "busyness")());
  const products = firsts.slice(1).map((value, at) => (value - 0.5) * (firsts[at] - 0.5));
  const correlation = products.reduce((sum, value) => sum + value, 0) / products.length * 12;
  assert.ok(Math.abs(correlation) < 4 / Math.sqrt(DRAWS), `${correlation}`);
});

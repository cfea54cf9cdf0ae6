import assert from "node:assert/strict";
import fc from "fast-check";
import { BACKOFF_LEAST_MS, BACKOFF_LONGEST_MS, backoffMs } from "./backoff.ts";

Deno.test("backoff - the range doubles up to its end and the pause lies anywhere in it", () => {
  assert.deepEqual([0, 1, 2, 9].map((n) => backoffMs(n, 0.5)), [300, 550, 1050, 7550]);
});

Deno.test("backoff - never at once, never longer than the longest, never before the server's wish", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(fc.property(fc.nat(1_000_000), random, fc.nat(60_000), (attempt, share, least) => {
    const pause = backoffMs(attempt, share, least);
    assert.ok(pause >= Math.max(BACKOFF_LEAST_MS, least));
    assert.ok(pause < Math.max(BACKOFF_LEAST_MS, least) + BACKOFF_LONGEST_MS);
  }));
});

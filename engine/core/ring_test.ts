import assert from "node:assert/strict";
import { createRing, recallEntry, remember, restoreRing, ringBytes, ringSpans } from "./ring.ts";

const key = (n: number): string =>
  (n * 2_654_435_761 % 2 ** 32).toString(16).padStart(8, "0") + n.toString(16).padStart(24, "0");
const BODY = "00112233445566ff";

Deno.test("ring - gives back body, batch and range of what was remembered", () => {
  const ring = createRing();
  remember(ring, [[key(1), BODY, 3, 2]], 7, 1_000);
  assert.deepEqual(recallEntry(ring, key(1), 9), { body: BODY, batch: 7, first: 3, count: 2 });
  assert.equal(recallEntry(ring, key(2), 9), undefined);
});

Deno.test("ring - forgets after two minutes, not before", () => {
  const ring = createRing();
  remember(ring, [[key(1), BODY, 0, 1]], 1, 1_000);
  remember(ring, [], 2, 121_000);
  assert.ok(recallEntry(ring, key(1), 2));
  remember(ring, [], 3, 121_001);
  assert.equal(recallEntry(ring, key(1), 3), undefined);
  assert.equal(ring.count, 0);
});

Deno.test("ring - grows, wraps and forgets without losing anybody in between", () => {
  const ring = createRing(1024);
  let next = 0;
  for (let batch = 1; batch <= 400; batch++) {
    const commands = Array.from({ length: 40 }, () => [key(next++), BODY, 0, 1] as const);
    remember(ring, commands, batch, batch * 1_000);
    const kept = Math.min(batch, 121) * 40;
    assert.equal(ring.count, kept);
    for (const n of [next - 1, next - kept, next - Math.floor(kept / 2)]) {
      assert.ok(recallEntry(ring, key(n), batch), `batch ${batch}, ${n} of ${next}`);
    }
    if (next > kept) assert.equal(recallEntry(ring, key(next - kept - 1), batch), undefined);
  }
});

Deno.test("ring - is restored from its bytes", () => {
  const ring = createRing();
  for (let n = 0; n < 3_000; n++) remember(ring, [[key(n), BODY, n % 9, 1]], n + 1, n * 100);
  const again = restoreRing(ringBytes(ring), ringSpans(ring).map((span) => ({ ...span })));
  assert.deepEqual(ringBytes(again), ringBytes(ring));
  assert.deepEqual(recallEntry(again, key(2_500), 3_000), recallEntry(ring, key(2_500), 3_000));
});

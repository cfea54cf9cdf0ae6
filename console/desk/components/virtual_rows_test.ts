import assert from "node:assert/strict";
import { visibleRange } from "./virtual_rows.tsx";

Deno.test("virtual rows - only rows near the window are in the page", () => {
  const view = { top: 5_600, height: 560, offset: 0 };
  assert.deepEqual(visibleRange(1_000, 56, view), { from: 92, to: 118 });
});

Deno.test("virtual rows - both ends are kept, and a list out of sight has no rows", () => {
  assert.deepEqual(visibleRange(1_000, 56, { top: 0, height: 560, offset: 0 }), {
    from: 0,
    to: 18,
  });
  const far = visibleRange(20, 56, { top: 90_000, height: 560, offset: 0 });
  assert.deepEqual(far, { from: 20, to: 20 });
});

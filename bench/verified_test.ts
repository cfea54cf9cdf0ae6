import assert from "node:assert/strict";
import { countsIn } from "./verified.ts";

Deno.test("verified - promises and what happened are added up over partitions", () => {
  const text = `P7: 120 judged, 0 broken
P1: 10 judged, 1 broken
acknowledged 400, queued 30, overflowed 12, alerted 3, repeated 0, unknown 0
state: 1200 bytes, the same from 2 snapshots
P1: 5 judged, 0 broken
acknowledged 100, queued 1, overflowed 2, alerted 0, repeated 0, unknown 0
`;
  const { judged, happened } = countsIn(text);
  assert.deepEqual(judged, { P7: { judged: 120, broken: 0 }, P1: { judged: 15, broken: 1 } });
  assert.deepEqual(happened, {
    acknowledged: 500,
    queued: 31,
    overflowed: 14,
    alerted: 3,
    repeated: 0,
    unknown: 0,
  });
});

import assert from "node:assert/strict";
import { mayLift, stillBlocked, untilAtOf } from "./block.ts";

const DAY_MS = 86_400_000;

Deno.test("block - a choice is so many days from now, or has no end", () => {
  assert.deepEqual(
    (["day", "week", "month", "open"] as const).map((choice) => untilAtOf(choice, 1_000)),
    [1_000 + DAY_MS, 1_000 + 7 * DAY_MS, 1_000 + 30 * DAY_MS, undefined],
  );
});

Deno.test("block - one whose time has come is none, one without an end stays", () => {
  assert.equal(stillBlocked(undefined, 5), undefined);
  assert.equal(stillBlocked({ untilAt: 5 }, 5), undefined);
  assert.deepEqual(stillBlocked({ untilAt: 6 }, 5), { untilAt: 6 });
  assert.deepEqual(stillBlocked({}, 5), {});
});

Deno.test("block - is lifted by who set it, and by supervisors", () => {
  const [ann, sue] = [{ supervises: false, agent: "ann" }, { supervises: true, agent: "" }];
  const lifts = [{ by: "agent:ann" }, { by: "agent:bob" }, { by: "supervisor:ann" }, {}]
    .map((block) => [mayLift(block, ann), mayLift(block, sue)]);
  assert.deepEqual(lifts, [[true, true], [false, true], [false, true], [false, true]]);
});

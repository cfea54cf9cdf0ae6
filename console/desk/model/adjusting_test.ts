import assert from "node:assert/strict";
import { type AdjustForm, adjustmentOf } from "./adjusting.ts";

const NOW = new Date(2026, 10, 11, 20, 0).getTime();

const form = (more: Partial<AdjustForm>): AdjustForm => ({
  what: "agent",
  ids: ["lin"],
  values: {},
  strategy: "",
  until: "hour",
  own: "",
  ...more,
});

Deno.test("adjusting - chats become work units, and midnight is the day's own", () => {
  const made = adjustmentOf(
    form({ ids: ["lin", "he"], values: { chats: "5.5", windows: "9" }, until: "midnight" }),
    NOW,
  );
  assert.deepEqual(made, {
    request: {
      what: "agent",
      ids: ["lin", "he"],
      capacityUnits: 110,
      windowCap: 9,
      untilAt: new Date(2026, 10, 12).getTime(),
    },
  });
});

Deno.test("adjusting - everything that is wrong is said at once, by field", () => {
  const made = adjustmentOf(
    form({
      what: "clock",
      ids: [],
      values: { warn: "soon" },
      until: "own",
      own: "2026-11-11T19:00",
    }),
    NOW,
  );
  assert.deepEqual(made, { faults: ["ids", "warn", "until"] });
  assert.deepEqual(adjustmentOf(form({}), NOW), { faults: ["values"] });
});

Deno.test("adjusting - seconds become milliseconds, a strategy alone is enough", () => {
  const clock = adjustmentOf(form({ what: "clock", ids: ["c"], values: { breach: "90" } }), NOW);
  assert.ok("request" in clock && clock.request.what === "clock");
  assert.equal(clock.request.set.breachMs, 90_000);
  const group = adjustmentOf(form({ what: "group", ids: ["g"], strategy: "longestIdle" }), NOW);
  assert.ok("request" in group && group.request.what === "group");
  assert.equal(group.request.set.strategy, "longestIdle");
});

import assert from "node:assert/strict";
import { type AdjustForm, adjustmentOf } from "./adjusting.ts";

const ZONE = "Asia/Shanghai";
const NOW = Date.UTC(2026, 10, 11, 12, 0);

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
    ZONE,
  );
  assert.deepEqual(made, {
    request: {
      what: "agent",
      ids: ["lin", "he"],
      capacityUnits: 110,
      windowCap: 9,
      untilAt: Date.UTC(2026, 10, 11, 16),
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
    ZONE,
  );
  assert.deepEqual(made, { faults: ["ids", "warn", "until"] });
  assert.deepEqual(adjustmentOf(form({}), NOW, ZONE), { faults: ["values"] });
});

Deno.test("adjusting - seconds become milliseconds, a strategy alone is enough", () => {
  const clock = adjustmentOf(
    form({ what: "clock", ids: ["c"], values: { breach: "90" } }),
    NOW,
    ZONE,
  );
  assert.ok("request" in clock && clock.request.what === "clock");
  assert.equal(clock.request.set.breachMs, 90_000);
  const group = adjustmentOf(
    form({ what: "group", ids: ["g"], strategy: "longestIdle" }),
    NOW,
    ZONE,
  );
  assert.ok("request" in group && group.request.what === "group");
  assert.equal(group.request.set.strategy, "longestIdle");
});

Deno.test("adjusting - a typed time is the shop's", () => {
  const own = { values: { chats: "5" }, until: "own", own: "2026-11-11T23:50" } as const;
  const made = adjustmentOf(form(own), NOW, ZONE);
  assert.ok("request" in made);
  assert.equal(made.request.untilAt, Date.UTC(2026, 10, 11, 15, 50));
});

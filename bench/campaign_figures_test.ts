import assert from "node:assert/strict";
import { campaignFigures } from "./campaign_figures.ts";
import { readHistory } from "./report/history_read.ts";

const lines = (...rows: object[]) =>
  rows.map((row) => JSON.stringify({ at: 1, ...row })).join("\n");

function figures(text: string): Record<string, number> {
  const reading = readHistory(text);
  const parts = {
    reading,
    samples: [],
    verified: undefined,
    cpuMs: NaN,
    restMb: NaN,
    ramp: false,
  };
  return Object.fromEntries(campaignFigures("peak", parts).map(({ name, value }) => [name, value]));
}

Deno.test("campaign figures - alerts in line are those of conversations that nobody has", () => {
  const alert = { kind: "alert", threshold: "warn" };
  const found = figures(lines(
    { ...alert, lateMs: 3, inLine: true },
    { ...alert, lateMs: 9, inLine: false },
    { ...alert, lateMs: 4, inLine: true },
  ));
  assert.equal(found["peak.alerted_in_line"], 2);
  assert.equal(found["peak.alert_late_ms_max"], 9);
  assert.equal(figures(lines({ kind: "left" }))["peak.alerted_in_line"], 0);
});

Deno.test("campaign figures - the wait for an agent is counted from the opening", () => {
  const found = figures(lines(
    { kind: "assigned", waitMs: 1, sinceOpenMs: 1_000 },
    { kind: "assigned", waitMs: 1, sinceOpenMs: 4_000 },
  ));
  assert.equal(found["peak.assigned_after_ms_mean"], 2_500);
  assert.equal("peak.assigned_after_ms_mean" in figures(lines({ kind: "left" })), false);
});

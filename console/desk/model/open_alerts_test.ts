import assert from "node:assert/strict";
import type { Clock } from "../../../engine/contract/wire/configuration.ts";
import { conversation } from "../testing/conversation.ts";
import { openAlertOf } from "./open_alerts.ts";

const CLOCK: Clock = {
  id: "answer",
  name: { zh: "响应", en: "Answer" },
  kind: "round",
  whoCounts: "human",
  warnMs: 60_000,
  breachMs: 120_000,
  warnTo: ["agent"],
  breachTo: ["agent", "supervisor"],
};
const waiting = conversation("c1", {
  state: "assigned",
  agent: "lin",
  round: 3,
  roundBeganAt: 1_000,
  warnAt: 61_000,
  breachAt: 121_000,
});
const told = (now: number, reader: "agent" | "supervisor" = "agent") =>
  openAlertOf(waiting, [CLOCK], now, reader)?.threshold;

Deno.test("alerts - what stands open is told from the limits of the conversation", () => {
  assert.equal(told(60_000), undefined);
  assert.equal(told(61_000), "warn");
  assert.equal(told(121_000), "breach");
  assert.equal(openAlertOf(waiting, [CLOCK], 121_000, "agent")?.clock, "answer");
});

Deno.test("alerts - only those to whom the clock sends one, and none once answered", () => {
  assert.equal(told(61_000, "supervisor"), undefined);
  assert.equal(told(121_000, "supervisor"), "breach");
  const answered = { ...waiting, roundBeganAt: undefined };
  assert.equal(openAlertOf(answered, [CLOCK], 121_000, "agent"), undefined);
});

Deno.test("alerts - a limit that an adjustment moved is told under its clock's name", () => {
  const queue: Clock = { ...CLOCK, id: "line", kind: "queue", warnMs: 5, breachMs: 6 };
  const adjusted = { ...CLOCK, warnMs: 5, breachMs: 6 };
  assert.equal(openAlertOf(waiting, [queue, adjusted], 121_000, "agent")?.clock, "answer");
  assert.equal(openAlertOf(waiting, [queue], 121_000, "agent"), undefined);
});

import assert from "node:assert/strict";
import type { Clock } from "../../../engine/contract/wire/configuration.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
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

const FIRST: Clock = {
  ...CLOCK,
  id: "first",
  kind: "firstResponse",
  warnMs: 30_000,
  breachMs: 45_000,
  breachTo: ["supervisor"],
};
const clockAt = (
  fields: Partial<DeskConversation>,
  clocks: readonly Clock[] = [CLOCK, FIRST],
): string | undefined =>
  openAlertOf({ ...waiting, round: 1, ...fields }, clocks, 9_000_000, "supervisor")?.clock;

Deno.test("alerts - a left message's limit counts from its assignment and bears its clock's name", () => {
  const drained = { assignedAt: 600_000, warnAt: 630_000, breachAt: 645_000 };
  assert.equal(clockAt(drained), "first");
  // as long after the beginning as the other clock is long
  assert.equal(clockAt({ assignedAt: 76_000, warnAt: 106_000, breachAt: 121_000 }), "first");
  // its clock tells supervisors only, whatever the other one does
  const agents = openAlertOf(
    { ...waiting, round: 1, ...drained },
    [CLOCK, FIRST],
    645_000,
    "agent",
  );
  assert.equal(agents?.threshold, "warn");
  assert.equal(agents?.clock, "first");
});

Deno.test("alerts - a limit that opening hours put off bears the name of the clock due first", () => {
  assert.equal(clockAt({ assignedAt: 2_000, warnAt: 3_631_000, breachAt: 3_646_000 }), "first");
  assert.equal(clockAt({ round: 2, breachAt: 3_646_000 }), "answer");
});

Deno.test("alerts - where an adjustment leaves it open whose limit it is, none is named", () => {
  assert.equal(clockAt({ warnAt: undefined, breachAt: 21_000 }), undefined);
  assert.equal(clockAt({ warnAt: undefined, breachAt: 121_000 }), "answer");
});

Deno.test("alerts - the nearest clock of a kind is meant: agent over group over shop", () => {
  const near: Clock[] = [
    CLOCK,
    { ...CLOCK, id: "shop", shops: ["qishan"] },
    { ...CLOCK, id: "group", groups: ["presale"] },
    { ...CLOCK, id: "agent", agents: ["lin"] },
  ];
  assert.equal(clockAt({}, near), "agent");
  assert.equal(clockAt({ agent: "wu" }, near), "group");
  assert.equal(clockAt({ agent: "wu", group: "postsale" }, near), "shop");
  const inLine = { state: "waiting", agent: undefined, group: "presale" } as const;
  assert.equal(clockAt({ ...inLine, homeGroup: "postsale" }, near), "shop");
});

import assert from "node:assert/strict";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { decimal, duration } from "../../kit/i18n/formats.ts";
import { createTranslator, type Language } from "../../kit/i18n/translator.ts";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { shownChanges } from "./changes.ts";

const DOCUMENT = {
  groups: [
    { id: "sales", name: { zh: "售前", en: "Pre-sale" } },
    { id: "after", name: { zh: "售后", en: "After-sale" } },
  ],
  clocks: [{ id: "first", name: { zh: "首次响应", en: "First response" } }],
} as Configuration;

/** What stands in the list for one change. */
function told(path: string, before: unknown, after: unknown, language: Language = "en"): string[] {
  const words = createTranslator({ zh, en }, () => language);
  const teller = {
    ...words,
    language,
    duration: (ms: number) => duration(language, ms),
    decimal: (value: number) => decimal(language, value),
    agent: (id: string) => id === "lin" ? "林晓岚" : id,
  };
  return shownChanges([{ path, kind: "changed", before, after }], [undefined, DOCUMENT], teller)
    .map((one) => `${one.place}: ${one.before} → ${one.after}`);
}

Deno.test("changes - a place has its names, a value its word and its unit, in both languages", () => {
  const strategy = ["groups.sales.strategy", "leastOccupied", "longestIdle"] as const;
  assert.deepEqual(told(...strategy), ["Pre-sale · Strategy: least occupied → longest idle"]);
  assert.deepEqual(told(...strategy, "zh"), ["售前 · 分配策略: 负载最低 → 空闲最久"]);
  assert.deepEqual(told("clocks.first.breachMs", 45_000, 180_000, "zh"), [
    "首次响应 · 超时: 45 秒 → 3 分钟",
  ]);
  assert.deepEqual(told("routes.web.costUnits", 20, 30), ["web · Weighs: 1 → 1.5"]);
});

Deno.test("changes - of a list by class only the classes that differ are told", () => {
  assert.deepEqual(told("index.base", [900, 800, 700], [900, 850, 600]), [
    "Base of class 1: 800 → 850",
    "Base of class 2: 700 → 600",
  ]);
});

Deno.test("changes - a list of rules is told in words, what is not there as a dash", () => {
  assert.deepEqual(
    told("groups.sales.overflow", [], [{ when: "timeout", afterMs: 20_000, to: "after" }]),
    [
      "Pre-sale · Overflow rules: — → When Waited too long, Waited over 20 sec, Over to After-sale",
    ],
  );
  const added = { id: "night", name: { zh: "夜班", en: "Night" }, overflow: [] };
  assert.deepEqual(told("groups.night", undefined, added), ["night: — → Night"]);
  assert.deepEqual(told("looks.a.ratingComment", true, undefined), ["a · rating comment: yes → —"]);
});

Deno.test("changes - a picture is not told letter by letter", () => {
  const [line] = told("looks.a.picture", undefined, `data:image/png;base64,${"A".repeat(9_000)}`);
  assert.ok(line.length < 150 && line.endsWith("…"));
});

Deno.test("changes - skills, channels, hold messages and sleep are told as the form has them", () => {
  assert.deepEqual(told("routes.web.requirements", [], [{ skill: "french", level: 3 }]), [
    "web · Skill asked for: — → Skill french, At least level 3",
  ]);
  const relax = [{ afterMs: 60_000, requirements: [] }];
  assert.deepEqual(told("routes.web.relax", undefined, relax), [
    "web · Relaxation step: — → Waited over 60 sec, Skill asked for —",
  ]);
  const row = { channel: "web", costUnits: 10, beside: [{ channel: "phone", atMost: 0 }] };
  assert.deepEqual(told("channels", undefined, [row]), [
    "Channel table: — → Channel Web, Weighs 0.5, Limit beside it Channel Phone, At most 0",
  ]);
  assert.deepEqual(told("routes.web.dormantCostUnits", undefined, 4), [
    "web · Weighs asleep: — → 0.2",
  ]);
  assert.deepEqual(told("clocks.first.holdAtMs", undefined, [30_000, 60_000]), [
    "First response · Moment: — → 30 sec, 60 sec",
  ]);
  assert.deepEqual(told("clocks.first.agents", undefined, ["lin"]), [
    "First response · For agent: — → 林晓岚",
  ]);
});

import assert from "node:assert/strict";
import { createTranslator, type Language } from "../../kit/i18n/translator.ts";
import { duration } from "../../kit/i18n/formats.ts";
import { WHY_CODES } from "../../../engine/contract/wire/why.ts";
import type { Draft, Event } from "../../../engine/contract/wire/events.ts";
import { zh } from "../words/zh.ts";
import { en } from "../words/en.ts";
import { lineOf, type Speaker } from "./lines.ts";

function speaking(language: Language) {
  const words = createTranslator({ zh, en }, () => language);
  const named = (id: string) => `‹${id}›`;
  const speaker: Speaker = {
    has: words.has,
    group: named,
    agent: named,
    route: named,
    topic: named,
    clock: named,
    ratingReason: named,
    department: named,
    duration: (ms) => duration(language, ms),
    moment: (at) => String(at),
    say: (key) => words.say(key),
  };
  return (draft: Draft) => {
    const line = lineOf(
      { seq: 1, at: 0, workspace: "demo", by: "engine", ...draft } as Event,
      speaker,
    );
    return line && { text: words.say(line.key, line.slots), why: line.why, words };
  };
}

const c = { conversation: "c1" };

Deno.test("routing lines - an overflow says from where, to where and why, in both languages", () => {
  const event: Draft = {
    type: "conversation.overflowed",
    ...c,
    from: "after",
    to: "pre",
    step: 0,
    why: { code: "timeout", afterMs: 20_000 },
  };
  assert.equal(speaking("zh")(event)?.text, "由 ‹after› 溢出到 ‹pre›：等待 20 秒超过阈值");
  assert.equal(
    speaking("en")(event)?.text,
    "Overflowed from ‹after› to ‹pre›: waited 20 sec, over the limit",
  );
});

Deno.test("routing lines - an assignment keeps the numbers of its moment", () => {
  const told = speaking("en")({
    type: "conversation.assigned",
    ...c,
    agent: "lin",
    group: "pre",
    rule: 37,
    why: { code: "leastOccupied", candidates: 3, used: 50, capacity: 160, waitMs: 4_000 },
  })!;
  assert.deepEqual(told.why.map((part) => told.words.say(part.key, part.slots)), [
    "Agents with room at that moment: 3",
    "Load of ‹lin› at that moment: 2.5 / 8",
    "The visitor had waited: 4 sec",
    "Decided by routing configuration 37",
  ]);
});

Deno.test("routing lines - every code of every routing event is a whole sentence", () => {
  for (const language of ["zh", "en"] as const) {
    const tell = speaking(language);
    for (const code of WHY_CODES) {
      const why = { code };
      const drafts: Draft[] = [
        { type: "conversation.queued", ...c, group: "g", class: 5, enqueuedAt: 0, why },
        { type: "conversation.assigned", ...c, agent: "a", group: "g", why },
        { type: "conversation.overflowed", ...c, from: "g", to: "h", step: 0, why },
        { type: "conversation.left", ...c, group: "g", why },
        { type: "conversation.reclaimed", ...c, agent: "a", why },
        { type: "conversation.unparked", ...c, why },
        { type: "conversation.reopened", ...c, why },
      ];
      for (const draft of drafts) assert.ok(tell(draft)!.text.length > 4);
    }
  }
});

Deno.test("routing lines - a bot that answers first, is silent or hands on is told as that", () => {
  const tell = speaking("en");
  type Switched = Extract<Draft, { type: "conversation.switched" }>;
  const told = (to: Switched["to"], code: Switched["why"]["code"], more: Partial<Switched> = {}) =>
    tell({
      type: "conversation.switched",
      ...c,
      from: to === "bot" ? "waiting" : "bot",
      to,
      group: "g",
      why: { code },
      ...more,
    })?.text;
  assert.equal(told("bot", "botFirst"), "The bot answers first");
  assert.match(told("bot", "timeout")!, /^Nobody had room in time: the bot answers/);
  assert.match(told("bot", "visitorChose")!, /^The visitor turned to the bot/);
  assert.match(told("waiting", "botSilent")!, /^The bot did not answer/);
  assert.match(told("waiting", "botGaveUp", { enqueuedAt: 1 })!, /^The bot handed on/);
  const asked = "The visitor asked for a person: waits in ‹g›";
  assert.equal(told("waiting", "visitorChose", { enqueuedAt: 1 }), asked);
  assert.match(told("waiting", "visitorChose")!, /again, at the same place$/);
});

Deno.test("routing lines - alerts name who was told", () => {
  const tell = speaking("zh");
  const alerted = (to: ("agent" | "supervisor")[]) =>
    tell({
      type: "conversation.alerted",
      ...c,
      clock: "taobao",
      round: 2,
      threshold: "breach",
      to,
      afterMs: 180_000,
      dueAt: 0,
    })?.text;
  assert.equal(alerted(["agent"]), "「‹taobao›」超过 3 分钟，已提醒客服");
  assert.equal(alerted(["agent", "supervisor"]), "「‹taobao›」超过 3 分钟，已提醒客服和主管");
});

Deno.test("routing lines - what is shown elsewhere makes no line", () => {
  assert.equal(speaking("en")({ type: "conversation.recalled", ...c, message: "m1" }), undefined);
});

import assert from "node:assert/strict";
import { DEMO_BOTS } from "../../../deploy/demo/bots.ts";
import { createFaq } from "./faq.ts";
import { knowledgeOf } from "./knowledge.ts";
import { termsOf } from "./terms.ts";

const [OUTDOOR, TEA] = DEMO_BOTS;
const idOf = (bot: typeof OUTDOOR, text: string): string | undefined => {
  const answer = knowledgeOf(bot).answer(text);
  const entries = [...bot.knowledge ?? [], ...bot.keywords ?? []];
  return entries.find((one) => one.answer === answer)?.id;
};

const ASKED: [text: string, id: string | undefined][] = [
  ["请问怎么退货？", "returns"],
  ["买大了想退换", "returns"],
  ["Can I return the jacket?", "returns"],
  ["多久能发货呀", "dispatch"],
  ["When does my order ship?", "dispatch"],
  ["我身高 165 要穿什么码", "size"],
  ["which size fits me", "size"],
  ["下雨天穿冲锋衣防水吗", "waterproof"],
  ["你好", "hello"],
  ["发票抬头怎么改", undefined],
  ["Do you sell boats?", undefined],
  ["？？？", undefined],
];

for (const [text, id] of ASKED) {
  Deno.test(`faq - "${text}" is ${id ?? "not known"}`, () => assert.equal(idOf(OUTDOOR, text), id));
}

Deno.test("faq - one bot knows nothing of the other's list", () => {
  assert.equal(idOf(TEA, "怎么退货"), undefined);
  assert.equal(idOf(OUTDOOR, "绿茶水温多少"), undefined);
  assert.equal(idOf(TEA, "绿茶水温多少"), "brew");
});

Deno.test("faq - words are segmented in both languages, without what asks nothing", () => {
  assert.deepEqual(termsOf("请问运费险的退货 returns shipping"), [
    "运费",
    "费险",
    "退货",
    "return",
    "ship",
  ]);
});

Deno.test("faq - says once that it does not know, then hands on", () => {
  const faq = createFaq();
  const ask = (text: string) =>
    faq.reply(OUTDOOR, { conversation: "c", language: "en", text }).kind;
  assert.deepEqual([ask("boats"), ask("怎么退货"), ask("boats"), ask("trains")], [
    "answer",
    "answer",
    "answer",
    "handOn",
  ]);
});

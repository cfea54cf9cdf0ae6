import assert from "node:assert/strict";
import { filled, type QuickReply } from "../../../engine/contract/wire/desk.ts";
import { matches, queryOf } from "./quick_replies.ts";

const reply = (id: string, text: string, initials: string, shortcut?: string): QuickReply => ({
  id,
  scope: "company",
  folder: "",
  text,
  initials,
  ...(shortcut && { shortcut }),
  changedAt: 0,
});
const REPLIES = [
  reply("insured", "运费险改单后继续有效", "yfxgdhjxyx", "yfx1"),
  reply("sent", "本单运费险由店铺赠送", "bdyfxydpzs", "yfx2"),
  reply("late", "Shipping takes 3 days", "", "ship"),
];
const found = (text: string) => {
  const query = queryOf(text, text.length);
  return query ? matches(REPLIES, query).map((one) => one.id) : undefined;
};

Deno.test("quick replies - found by their words, by pinyin initials and by shortcut", () => {
  assert.deepEqual(found("您好\uff0c运费"), ["insured", "sent"]);
  assert.deepEqual(found("yfxg"), ["insured"]);
  assert.deepEqual(found("/yfx2"), ["sent"]);
  assert.deepEqual(found("ok /sh"), ["late"]);
  assert.deepEqual(found("shipping"), ["late"]);
});

Deno.test("quick replies - a slash alone lists all, single letters and sentences find nothing", () => {
  assert.deepEqual(found("/"), ["insured", "sent", "late"]);
  assert.equal(found("运"), undefined);
  assert.equal(found("a sentence that ends, "), undefined);
  assert.deepEqual(found("http://a.example/yf"), []);
});

Deno.test("quick replies - the piece before the caret is what is replaced", () => {
  assert.deepEqual(queryOf("好的 /yf 谢谢", 6), { wanted: "yf", slash: true, from: 3 });
  assert.deepEqual(queryOf("好的,运费", 5), { wanted: "运费", slash: false, from: 3 });
});

Deno.test("quick replies - variables are filled, other braces stay", () => {
  const values = { visitor: "小满", agent: "林", shop: "栖山", date: "11月11日", time: "20:00" };
  assert.equal(filled("{visitor}您好,我是{agent} {x}", values), "小满您好,我是林 {x}");
});

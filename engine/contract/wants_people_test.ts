import assert from "node:assert/strict";
import { wantsPeople } from "./wants_people.ts";

const YES = [
  "人工",
  "转人工",
  "我要人工客服",
  "真人在吗",
  "麻烦帮我转一下人工，谢谢",
  "agent",
  "Human!",
  "I want to talk to an agent",
  "can you connect me with a real person please",
];
const NO = [
  "人工草坪多少钱一平米，可以铺在阳台上吗",
  "这件衣服是人工手工缝制的还是机器做的",
  "My travel agent booked the wrong hotel",
  "how many persons fit into the tent",
  "怎么退货",
  "",
];

for (const text of YES) {
  Deno.test(`person - "${text}" asks for one`, () => assert.equal(wantsPeople(text), true));
}
for (const text of NO) {
  Deno.test(`person - "${text}" does not`, () => assert.equal(wantsPeople(text), false));
}

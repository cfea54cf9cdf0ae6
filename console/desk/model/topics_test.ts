import assert from "node:assert/strict";
import { choicesFor, topicFound, topicsFor } from "./topics.ts";

const TOPICS = [
  { id: "presale", path: "售前", depth: 0, leaf: false },
  { id: "size", path: "售前 / Size advice", depth: 1, leaf: true },
  { id: "offer", path: "售前 / 活动优惠", depth: 1, leaf: true },
];
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

Deno.test("topics - a search chooses the first leaf it finds, whatever the letters' case", () => {
  assert.equal(topicFound(TOPICS, " SIZE"), "size");
  assert.equal(topicFound(TOPICS, "售前"), "size");
});

Deno.test("topics - nothing is chosen without a search, or when nothing is found", () => {
  assert.equal(topicFound(TOPICS, "  "), undefined);
  assert.equal(topicFound(TOPICS, "refund"), undefined);
});

Deno.test("topics - a branch is shown always, and chosen by arrows only in a search", () => {
  assert.deepEqual(ids(topicsFor(TOPICS, "")), ["presale", "size", "offer"]);
  assert.deepEqual(ids(choicesFor(TOPICS, "")), ["size", "offer"]);
  assert.deepEqual(ids(choicesFor(TOPICS, "售前")), ["presale", "size", "offer"]);
});

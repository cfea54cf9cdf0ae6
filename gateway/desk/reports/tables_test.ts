import assert from "node:assert/strict";
import { ratingTable, topicTable } from "./tables.ts";

Deno.test("tables - what has no topic or reason is called as on the page", () => {
  const [, topic] = topicTable({ rows: [{ count: 2, before: { count: 1 } }] }, undefined, "zh");
  assert.deepEqual(topic, ["未选主题", 2, undefined, 1, undefined]);
  const rows = [{ count: 1, mean: 4, scores: [0, 0, 0, 1, 0] as [0, 0, 0, 1, 0] }];
  const [, reason] = ratingTable({ rows }, "reason", undefined, "en");
  assert.deepEqual(reason, ["No reason given", 1, 4, 0, 0, 0, 1, 0]);
});

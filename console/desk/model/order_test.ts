import assert from "node:assert/strict";
import { conversation } from "../testing/conversation.ts";
import { heldStill, inOrder } from "./order.ts";

const rows = [
  conversation("a", { assignedAt: 10, lastVisitorAt: 50, lastAgentAt: 60 }),
  conversation("b", { assignedAt: 20, lastVisitorAt: 40, lastAgentAt: 90 }),
  conversation("c", { assignedAt: 30, lastVisitorAt: 70, lastAgentAt: 0 }),
];
const ids = (list: { conversation: string }[]) => list.map((row) => row.conversation).join("");

Deno.test("list order - by start keeps the order of arrival", () => {
  assert.equal(ids(inOrder(rows, "byStart")), "abc");
});

Deno.test("list order - by visitor and by either side bring the last word to the top", () => {
  assert.equal(ids(inOrder(rows, "byVisitor")), "cab");
  assert.equal(ids(inOrder(rows, "byEither")), "bca");
});

Deno.test("list order - equal moments are ordered by id", () => {
  const twins = [conversation("y", { assignedAt: 1 }), conversation("x", { assignedAt: 1 })];
  assert.equal(ids(inOrder(twins, "byEither")), "xy");
});

Deno.test("list order - under the pointer rows stay, gone ones leave, new ones come last", () => {
  const sorted = inOrder(rows, "byVisitor");
  const held = heldStill(sorted, ["b", "gone", "a"]);
  assert.equal(ids(held.rows), "bac");
  assert.equal(held.moved, true);
  assert.equal(heldStill(sorted, ["c", "a", "b"]).moved, false);
});

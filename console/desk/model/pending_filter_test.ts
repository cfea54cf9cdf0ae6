import assert from "node:assert/strict";
import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { chosenBy, offeredBy, type PendingFilter } from "./pending_filter.ts";

const row = (conversation: string, more: Partial<PendingRow>): PendingRow => ({
  conversation,
  visitor: "v",
  card: {},
  visitorName: "Visitor 0000",
  shop: "qishan",
  group: "presale",
  at: 0,
  ...more,
});
const rows = [
  row("late", { agent: "lin", dueAt: 5, reason: "call" }),
  row("soon", { agent: "lin", dueAt: 50, reason: "department:refunds" }),
  row("any", { agent: "zhou", group: "service", reason: "department" }),
];
const left = (filter: PendingFilter) =>
  rows.filter((one) => chosenBy(one, filter, 10)).map((one) => one.conversation);

Deno.test("pending filter - narrows by owner, group, department and what is overdue, all at once", () => {
  assert.deepEqual(left({}), ["late", "soon", "any"]);
  assert.deepEqual(left({ agent: "lin" }), ["late", "soon"]);
  assert.deepEqual(left({ group: "service" }), ["any"]);
  assert.deepEqual(left({ department: "refunds" }), ["soon"]);
  assert.deepEqual(left({ overdue: true }), ["late"]);
  assert.deepEqual(left({ agent: "zhou", overdue: true }), []);
});

Deno.test("pending filter - offers what at least one row has", () => {
  assert.deepEqual(offeredBy(rows), {
    agent: ["lin", "zhou"],
    group: ["presale", "service"],
    department: ["refunds"],
  });
});

import assert from "node:assert/strict";
import { agentTimer, conversationTimer, ownerOf, visitorTimer } from "./timers.ts";

Deno.test("timers - every conversation, visitor and agent has a number of its own", () => {
  const seen = new Set<number>();
  for (let row = 0; row < 500; row++) {
    const numbers = [conversationTimer(row), visitorTimer(row), agentTimer(row)];
    const owners = (["conversation", "visitor", "agent"] as const).map((of) => ({ of, row }));
    assert.deepEqual(numbers.map(ownerOf), owners);
    for (const number of numbers) seen.add(number);
  }
  assert.equal(seen.size, 1500);
});

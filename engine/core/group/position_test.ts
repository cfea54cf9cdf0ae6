import assert from "node:assert/strict";
import type { PositionLive } from "../../contract/wire/queries.ts";
import { query } from "../mod.ts";
import { createDesk, type Desk, give, open, WORKSPACE } from "../testing/desk.ts";

function position(desk: Desk, conversation: string): PositionLive {
  const found = query(desk.state, WORKSPACE, "conversation.position", { conversation }, desk.now);
  if ("code" in found) throw new Error(conversation);
  return found;
}

Deno.test("queue - the position counts those of the group whose index is higher now", () => {
  const desk = createDesk({
    index: {
      base: [500, 100, 100, 100, 100, 100, 100, 100, 100, 0],
      slope: [0, 0, 0, 0, 10, 0, 0, 0, 0, 0],
    },
  }, { ann: { capacityUnits: 0 } });
  open(desk, "plain", { priority: 5 });
  desk.now += 1_000;
  open(desk, "ageing", { priority: 4 });
  open(desk, "elsewhere", { route: "back", priority: 0 });
  const places = () => ["plain", "ageing"].map((id) => position(desk, id).position);
  assert.deepEqual(places(), [1, 2]);
  desk.now += 60_000;
  assert.deepEqual(places(), [2, 1], "a slope lets it pass");
  open(desk, "vip", { priority: 0 });
  assert.deepEqual(places(), [3, 2]);
  give(desk, "supervisor:sue", "conversation.prioritise", { conversation: "plain", class: 0 });
  assert.deepEqual(places(), [1, 3], "a raised class keeps the place in time");
});

Deno.test("queue - positions are exact below twenty, and tens from there on", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  for (let n = 1; n <= 31; n++) open(desk, `c${n}`);
  const shown = ["c1", "c19", "c20", "c21", "c31"].map((id) => {
    const { position: place, exact } = position(desk, id);
    return [place, exact];
  });
  assert.deepEqual(shown, [[1, true], [19, true], [20, false], [30, false], [40, false]]);
});

import assert from "node:assert/strict";
import type { ShownExplanation } from "../../engine/contract/wire/explanation.ts";
import { openHouse, until } from "../testing/house.ts";
import { ask, atWork, opened, signIn, staff, visitor } from "../testing/people.ts";

const DAY_MS = 86_400_000;

Deno.test("explain - a decision of yesterday, by a supervisor, in full", async () => {
  const house = await openHouse({ oneClock: true });
  try {
    const { conversation } = await opened(house, await visitor(house));
    const other = await opened(house, await visitor(house));
    house.pass(DAY_MS);
    const admin = await signIn(house, "admin");
    const path = (id: string, seq?: number) =>
      `/api/v1/conversations/${id}/explain${seq === undefined ? "" : `?seq=${seq}`}`;
    const found = await ask<ShownExplanation>(house, admin, "GET", path(conversation));
    assert.equal(found.status, 200, JSON.stringify(found.body));
    const { event, why, group, strategy, candidates, configuration, eligible } = found.body;
    assert.deepEqual([group, strategy, configuration.version, eligible], [
      "presale",
      "leastOccupied",
      1,
      0,
    ]);
    assert.ok(why !== undefined && event.startsWith("conversation."));
    assert.deepEqual([...new Set(candidates.map(({ failing }) => failing))], ["notOnline"]);
    const foreign = await ask(house, admin, "GET", path(other.conversation, found.body.seq));
    assert.equal(foreign.status, 404);
    assert.equal((await ask(house, admin, "GET", path(conversation, 999_999))).status, 404);
    const agent = await ask(house, await staff(house, "lin"), "GET", path(conversation));
    assert.equal(agent.status, 403);
  } finally {
    await house.close();
  }
});

Deno.test("explain - who has never been on has no idle time, who is on has it", async () => {
  const house = await openHouse();
  try {
    const { conversation } = await opened(house, await visitor(house));
    const admin = await staff(house, "admin");
    const path = `/api/v1/conversations/${conversation}/explain`;
    const linOf = async () => {
      const { body } = await ask<ShownExplanation>(house, admin, "GET", path);
      return body.candidates.find(({ agent }) => agent === "lin");
    };
    const before = await linOf();
    assert.equal(before?.failing, "notOnline");
    assert.equal(before !== undefined && "idleMs" in before, false);
    await atWork(house, "lin");
    const chosen = await until(async () => {
      const lin = await linOf();
      return lin?.eligible ? lin : undefined;
    }, "the choice of lin");
    assert.ok(chosen?.idleMs !== undefined && chosen.idleMs < DAY_MS, String(chosen?.idleMs));
  } finally {
    await house.close();
  }
});

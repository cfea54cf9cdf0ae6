import assert from "node:assert/strict";
import type { AgentSummary } from "../../engine/contract/wire/queries.ts";
import type { Problem } from "../../engine/contract/wire/http.ts";
import { openHouse } from "../testing/house.ts";
import { ask, staff } from "../testing/people.ts";

Deno.test("roster - who writes over what a colleague changed meanwhile is told the fields", async () => {
  const house = await openHouse();
  try {
    const admin = await staff(house, "admin");
    const roster = async () =>
      (await ask<{ agents: AgentSummary[] }>(house, admin, "GET", "/api/v1/roster")).body.agents;
    const [{ agent, record: began }] = await roster();
    const put = (body: unknown) =>
      ask<Problem>(house, admin, "PUT", `/api/v1/roster/${agent}`, body);
    const first = { ...began, windowCap: began.windowCap + 1 };
    assert.equal((await put({ ...first, expects: began })).status, 200);
    // the answer was lost and the same is asked again: what stands there is nobody else's word
    assert.equal((await put({ ...first, expects: began })).status, 200);
    const second = await put({ ...began, name: "Someone", expects: began });
    assert.equal(second.status, 409);
    assert.deepEqual(second.body.fields?.map(({ path }) => path), ["windowCap"]);
    const [{ record: now }] = await roster();
    assert.deepEqual([now.name, now.windowCap], [began.name, began.windowCap + 1]);
    assert.equal((await put({ ...first, name: "Someone", expects: now })).status, 200);
    assert.equal((await roster()).find((one) => one.agent === agent)?.record.name, "Someone");
    const wrong = await put({ ...first, windowCap: -1 });
    assert.deepEqual([wrong.status, wrong.body.fields?.[0].path], [422, "windowCap"]);
  } finally {
    await house.close();
  }
});

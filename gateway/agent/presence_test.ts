import assert from "node:assert/strict";
import { type House, openHouse } from "../testing/house.ts";
import { ask, atWork, type Browser, staff } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const set = (who: Browser, agent: string, body: unknown) =>
  ask(house, who, "POST", `/api/v1/agents/${agent}/presence`, body);

Deno.test("presence - set by a supervisor for another, never by an agent or for nobody", async () => {
  const { who: lin, line } = await atWork(house, "lin");
  const { who: he } = await atWork(house, "he");
  const shen = await staff(house, "shen");
  assert.equal((await set(he, "lin", { presence: "break" })).status, 403);
  assert.equal((await set(lin, "lin", { presence: "break" })).status, 403);
  assert.equal((await set(shen, "nobody", { presence: "break" })).status, 404);
  const wrong = await set(shen, "lin", { presence: "offline", work: { agent: "lin" } });
  assert.deepEqual(wrong.body.fields, [{ path: "work.agent", rule: "state" }]);
  assert.equal((await set(shen, "lin", { presence: "break" })).status, 200);
  await line.frame((one) => one.type === "self" && one.self.presence === "break");
});

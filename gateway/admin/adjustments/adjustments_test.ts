import assert from "node:assert/strict";
import type { Problem } from "../../../engine/contract/wire/http.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import { type House, openHouse } from "../../testing/house.ts";
import { ask, type Browser, staff } from "../../testing/people.ts";

let house: House;
let shen: Browser;
Deno.test.beforeAll(async () => {
  house = await openHouse();
  shen = await staff(house, "shen");
});
Deno.test.afterAll(() => house.close());

const PATH = "/api/v1/adjustments";
const post = (change: object) => ask<{ seq: number }>(house, shen, "POST", PATH, change);
const standing = async () =>
  (await ask<{ adjustments: { seq: number }[] }>(house, shen, "GET", PATH)).body.adjustments
    .map(({ seq }) => seq);
const inAnHour = () => house.gateway.clock.wall() + 3_600_000;

Deno.test("adjustments - units below one conversation are refused with the least, none at all is taken", async () => {
  const change = { what: "agent", ids: ["lin"], untilAt: inAnHour() };
  for (const capacityUnits of [1, 5, 19]) {
    const { status, body } = await post({ ...change, capacityUnits });
    assert.equal(status, 422);
    assert.deepEqual(body.fields, [{ path: "capacityUnits", rule: "range", limit: 20 }]);
  }
  assert.deepEqual(await standing(), []);
  for (const capacityUnits of [0, 20]) {
    const { status, body } = await post({ ...change, capacityUnits });
    assert.equal(status, 200, String(capacityUnits));
    await ask(house, shen, "DELETE", `${PATH}/${body.seq}`);
  }
});

Deno.test("adjustments - the same twice stands once; over a later one it is made anew", async () => {
  const untilAt = inAnHour();
  const less = { what: "agent", ids: ["lin", "he"], capacityUnits: 40, untilAt };
  const first = await post(less);
  assert.equal(first.status, 200);
  assert.deepEqual((await post({ ...less, ids: ["he", "lin"] })).body, first.body);
  assert.deepEqual(await standing(), [first.body.seq]);
  const more = await post({ ...less, ids: ["he"], capacityUnits: 100 });
  const again = await post(less);
  assert.deepEqual(await standing(), [first.body.seq, more.body.seq, again.body.seq]);
  await ask(house, shen, "DELETE", `${PATH}/${again.body.seq}`);
  assert.notEqual((await post(less)).body.seq, again.body.seq);
});

Deno.test("roster - units below one conversation are refused unless they stand already", async () => {
  const admin = await staff(house, "admin");
  const { body } = await ask<{ agents: AgentSummary[] }>(house, admin, "GET", "/api/v1/roster");
  const { agent, record } = body.agents[0];
  const put = (capacityUnits: number) =>
    ask(house, admin, "PUT", `/api/v1/roster/${agent}`, { ...record, capacityUnits });
  const few = await put(3);
  assert.deepEqual([few.status, few.body.fields], [422, [
    { path: "capacityUnits", rule: "range", limit: 20 },
  ]]);
  assert.equal((await put(0)).status, 200);
});

Deno.test("adjustments - a key that was used for something else is told in its own sentence", async () => {
  const change = { what: "agent", ids: ["lin"], capacityUnits: 80, untilAt: inAnHour() };
  const keyed = (body: object, language: string) => {
    const more = { "idempotency-key": "one-key", "accept-language": language };
    return ask<Problem>(house, shen, "POST", PATH, body, more);
  };
  assert.equal((await keyed(change, "en")).status, 200);
  for (
    const [language, sentence] of [
      ["en", /^This Idempotency-Key was used for another request/],
      ["zh-CN", /^这个 Idempotency-Key 已用于另一个请求/],
    ] as const
  ) {
    const { status, body } = await keyed({ ...change, capacityUnits: 60 }, language);
    assert.deepEqual([status, body.code, body.conflict], [409, "conflict", "keyReused"]);
    assert.match(body.title, sentence);
  }
});

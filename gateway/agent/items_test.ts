import assert from "node:assert/strict";
import type { OpenedItem } from "../../engine/contract/wire/http_routing.ts";
import { type House, openHouse } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("items - a supervisor opens a ticket for a known visitor, gives it to an agent and closes it", async () => {
  const [shen, he] = [await staff(house, "shen"), await atWork(house, "he")];
  const who = await visitor(house);
  await opened(house, who);
  const post = <T>(by: typeof shen, path: string, body: unknown, key?: string) =>
    ask<T>(house, by, "POST", `/api/v1/items${path}`, body, key ? { "idempotency-key": key } : {});
  const ticket = { kind: "ticket", visitor: who.visitor, route: "qishan-web", costUnits: 10 };
  assert.equal((await post(he.who, "", ticket)).status, 403);
  assert.equal((await post(shen, "", { ...ticket, kind: "conversation" })).status, 422);
  assert.equal((await post(shen, "", { ...ticket, visitor: "nobody" })).status, 404);
  const made = await post<OpenedItem>(shen, "", ticket, "ticket-0000000000000001");
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { item } = made.body;
  const again = await post<OpenedItem>(shen, "", ticket, "ticket-0000000000000001");
  assert.equal(again.body.item, item);
  assert.equal((await post(he.who, `/${item}/assign`, { agent: "he" })).status, 403);
  const assigned = await post(shen, `/${item}/assign`, { agent: "he" });
  assert.equal(assigned.status, 200, JSON.stringify(assigned.body));
  const done = await post(he.who, `/${item}/close`, {});
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal((await post(shen, `/${item}/close`, {})).status, 409);
  he.line.hangUp();
});

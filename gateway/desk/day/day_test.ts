import assert from "node:assert/strict";
import type { DayFigures } from "../../../engine/contract/wire/day.ts";
import { type House, openHouse, until } from "../../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("day - served, durations and the curve, per agent and in all, for supervisors alone", async () => {
  const { who: lin } = await atWork(house, "lin");
  const shen = await staff(house, "shen");
  const day = async (query = "") => {
    house.pass(5_000);
    return (await ask<DayFigures>(house, shen, "GET", `/api/v1/wall/day${query}`)).body;
  };
  const before = await day();
  assert.deepEqual(before.total, { opened: 0, served: 0, invited: 0, accepted: 0 });
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const path = `/api/v1/conversations/${conversation}`;
  await ask(house, lin, "POST", `${path}/messages`, { body: { kind: "text", text: "hello" } });
  await ask(house, lin, "POST", `${path}/close`, {});
  await until(async () => (await day()).total.handlingMs !== undefined, "in the records");
  const seen = await day();
  assert.deepEqual([seen.total.opened, seen.total.served], [1, 1]);
  assert.ok(seen.total.firstResponseMs! >= 0);
  const [own] = seen.agents;
  assert.deepEqual([own.agent, own.served, own.invited], ["lin", 1, 0]);
  assert.ok(own.handlingMs! >= 0);
  assert.equal(seen.curve.reduce((sum, one) => sum + one.opened, 0), 1);
  const [shop] = house.gateway.companies.known("demo")!.configuration!.shops;
  assert.equal((await day(`?shop=${shop.id}`)).total.opened, 1);
  assert.equal((await day("?shop=another")).total.opened, 0);
  assert.equal((await ask(house, lin, "GET", "/api/v1/wall/day")).status, 403);
});

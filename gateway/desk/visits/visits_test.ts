import assert from "node:assert/strict";
import type { ConversationDetail } from "../../../engine/contract/wire/http.ts";
import { type House, openHouse, until, WORKSPACE } from "../../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../../testing/people.ts";
import { visitsFor } from "./visits.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("visits - the agent sees the pages looked at since, the orders, and what goes on beside", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const again = await ask(house, anna, "POST", "/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "en",
    facts: { page: "https://shop.example/tents", title: "Tents" },
  });
  assert.equal(again.status, 200);
  const order = { order: "4417", title: "Shell jacket", status: "to be sent", price: "¥899" };
  const told = await ask(house, anna, "POST", "/api/v1/visitor/orders", { orders: [order] });
  assert.equal(told.status, 204);
  const detail = async () =>
    (await ask<ConversationDetail>(house, lin, "GET", `/api/v1/conversations/${conversation}`))
      .body;
  await until(async () => (await detail()).pages?.length === 1, "written");
  const seen = await detail();
  assert.equal(seen.pages?.[0].page, "https://shop.example/tents");
  assert.deepEqual(seen.orders, [order]);
  assert.equal(seen.alongside, undefined);
  const other = await opened(house, anna, "another thing", "qishan-web");
  assert.deepEqual((await detail()).alongside?.map((one) => one.conversation), [
    other.conversation,
  ]);

  const admin = await staff(house, "admin");
  await ask(house, admin, "POST", `/api/v1/visitors/${anna.visitor}/erase`);
  const rows = () =>
    house.gateway.database.query("select 1 from desk.visits where visitor = $1", [anna.visitor]);
  await until(async () => (await rows()).length === 0, "forgotten");
  const left = await visitsFor(house.gateway, WORKSPACE, anna.visitor);
  assert.deepEqual(left, { pages: [], orders: [] });
});

import assert from "node:assert/strict";
import type { VisitorSession } from "../../../engine/contract/wire/http.ts";
import { type House, openHouse } from "../../testing/house.ts";
import { ask, browser, staff } from "../../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const PATH = "/api/v1/company-settings";

Deno.test("company settings - the admin settles them, everybody reads them, the widget is told", async () => {
  const [lin, admin] = [await staff(house, "lin"), await staff(house, "admin")];
  const settled = { urlPush: "open", listOrder: "byStart" };
  assert.equal((await ask(house, lin, "PUT", PATH, settled)).status, 403);
  assert.equal((await ask(house, admin, "PUT", PATH, settled)).status, 204);
  assert.deepEqual((await ask(house, lin, "GET", PATH)).body, settled);
  const begun = await ask<VisitorSession>(house, browser(), "POST", "/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "en",
  });
  assert.equal(begun.body.route.pushOpens, true);
  await house.gateway.companySettings.refresh();
  assert.deepEqual((await ask(house, lin, "GET", PATH)).body, settled);
});

Deno.test("company settings - what was settled at another gateway is read at once", async () => {
  const admin = await staff(house, "admin");
  const { database } = house.gateway;
  await ask(house, admin, "PUT", PATH, { urlPush: "ask" });
  await database.query("update desk.company_settings set document = $1::jsonb", [
    JSON.stringify({ listOrder: "byStart" }),
  ]);
  assert.deepEqual((await ask(house, admin, "GET", PATH)).body, { listOrder: "byStart" });
});

import assert from "node:assert/strict";
import type { CustomerSecret } from "../../../engine/contract/wire/desk.ts";
import type { ConversationDetail } from "../../../engine/contract/wire/http.ts";
import { type House, openHouse } from "../../testing/house.ts";
import { ask, atWork, opened, staff, type TestVisitor, visitor } from "../../testing/people.ts";
import { signCustomer } from "./signing.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const SECRET = "/api/v1/customer-secrets/qishan";
const DAY_MS = 86_400_000;

const tell = (
  who: TestVisitor,
  secret: string,
  fact: { customer: string; at: number },
  more = {},
) =>
  ask(house, who, "POST", "/api/v1/visitor/customer", {
    route: "qishan-web",
    ...fact,
    signature: signCustomer(secret, fact),
    ...more,
  });

Deno.test("customers - what the shop signed is shown to the agent, anything else refused by field", async () => {
  const { who: lin } = await atWork(house, "lin");
  const admin = await staff(house, "admin");
  assert.equal((await ask(house, lin, "GET", SECRET)).status, 403);
  const { secret } = (await ask<CustomerSecret>(house, admin, "GET", SECRET)).body;
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const shown = async () =>
    (await ask<ConversationDetail>(house, lin, "GET", `/api/v1/conversations/${conversation}`))
      .body.customer;

  const at = house.gateway.clock.wall();
  const fact = { customer: "A-4417", at, name: "王小明" };
  const wrong = [
    await tell(anna, "another", fact),
    await tell(anna, secret, fact, { customer: "A-1" }),
    await tell(anna, secret, { ...fact, at: at - DAY_MS - 1 }),
    await tell(anna, secret, { ...fact, at: at + DAY_MS }),
  ];
  for (const { status, body } of wrong) {
    assert.deepEqual([status, body.fields?.[0].path], [422, "signature"]);
  }
  const cut = await tell(anna, secret, fact, { name: "王\n小明" });
  assert.deepEqual([cut.status, cut.body.fields?.[0].path], [422, "name"]);
  assert.equal(await shown(), undefined);
  assert.equal((await tell(anna, secret, fact)).status, 204);
  assert.deepEqual(await shown(), fact);

  const renewed = (await ask<CustomerSecret>(house, admin, "POST", `${SECRET}/renew`)).body.secret;
  assert.notEqual(renewed, secret);
  assert.equal((await tell(anna, secret, fact)).status, 422);
  for (const settings of [{ urlPush: "open" }, { customerSecrets: {} }]) {
    const put = await ask(house, admin, "PUT", "/api/v1/company-settings", settings);
    assert.equal(put.status, 204);
    assert.equal((await tell(anna, secret, fact)).status, 422, "an old secret stays void");
  }
  assert.equal((await tell(anna, renewed, { ...fact, customer: "A-4418" })).status, 204);
  assert.equal((await shown())?.customer, "A-4418");
  assert.equal((await ask(house, admin, "GET", "/api/v1/customer-secrets/none")).status, 404);
});

Deno.test("customers - the signature is the one that the document describes", () => {
  const fact = { customer: "A-4417", at: 1_700_000_000_000, mail: "a@shop.example" };
  assert.equal(
    signCustomer("secret", fact),
    "b033d700b79ab50e268f2f6f21bfaefaa690882942236dd8ef21caea2b627b6f",
  );
});

import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import type { Me } from "../../engine/contract/wire/http.ts";
import type {
  SecondFactorBegun,
  SecondFactorCodes,
} from "../../engine/contract/wire/http_account.ts";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { type House, openHouse, PASSWORD } from "../testing/house.ts";
import { ask, type Browser, browser, line, signIn } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const FACTOR = "/api/v1/account/second-factor";
const STEP_MS = 30_000;

const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: house.gateway.clock.wall(),
  });
const enter = (account: string, code?: string, password = PASSWORD) =>
  ask<Me>(house, browser(), "POST", "/api/v1/session", { account, password, code });

/** Turned on, and a step later, so that the code of then is still good. */
async function enrolled(who: Browser): Promise<{ secret: string; recovery: string[] }> {
  const begun = await ask<SecondFactorBegun>(house, who, "POST", FACTOR, { password: PASSWORD });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const { secret, uri, picture } = begun.body;
  assert.match(uri, new RegExp(`^otpauth://totp/.*secret=${secret}`));
  assert.ok(picture.every((row) => row.length === picture.length && /^[01]+$/.test(row)));
  const code = codeOf(secret);
  const on = await ask<SecondFactorCodes>(house, who, "POST", `${FACTOR}/confirm`, { code });
  assert.equal(on.status, 200, JSON.stringify(on.body));
  house.pass(STEP_MS);
  return { secret, recovery: on.body.recovery };
}

Deno.test("attack 18 - without the second factor nobody is let in, and a code is good once", async () => {
  const lin = await signIn(house, "lin");
  const earlier = await signIn(house, "lin");
  const open = await line<AgentFrameOut>(house, earlier, "agent");
  const { secret, recovery } = await enrolled(lin);
  assert.equal(open.closed?.code, 4401);
  assert.equal((await ask(house, earlier, "GET", "/api/v1/agent/desk")).status, 401);

  const [wrong, unknown, bare, guessed] = [
    await enter("lin", codeOf(secret), "not it"),
    await enter("nobody", codeOf(secret)),
    await enter("lin"),
    await enter("lin", "000000"),
  ];
  for (const answer of [wrong, unknown, bare, guessed]) {
    assert.deepEqual([answer.status, answer.body.title], [401, bare.body.title]);
    assert.deepEqual(answer.headers.getSetCookie(), []);
  }
  assert.deepEqual([wrong.body.fields, unknown.body.fields], [undefined, undefined]);
  assert.deepEqual(bare.body.fields, [{ path: "code", rule: "required" }]);
  assert.deepEqual(guessed.body.fields, [{ path: "code", rule: "pattern" }]);

  const code = codeOf(secret);
  const tries = await Promise.all([enter("lin", code), enter("lin", code)]);
  assert.deepEqual(tries.map(({ status }) => status).sort(), [200, 401]);
  assert.equal((await enter("lin", code)).status, 401);

  house.pass(5 * 60_000);
  const [lost] = recovery;
  assert.equal((await enter("lin", lost)).status, 200);
  assert.equal((await enter("lin", lost)).status, 401);
});

Deno.test("attack 18 - what is stored of a second factor opens nothing, nor another account", async () => {
  const he = await signIn(house, "he");
  const { secret, recovery } = await enrolled(he);
  const { database } = house.gateway;
  const [row] = await database.query<{ text: string }>(
    "select second_factors::text as text from desk.second_factors where account = 'he'",
  );
  assert.doesNotMatch(row.text, new RegExp([secret, ...recovery].join("|")));
  await database.query(
    `update desk.second_factors set secret =
       (select secret from desk.second_factors where account = 'he') where account = 'lin'`,
  );
  assert.equal((await enter("lin", codeOf(secret))).status, 401);
  assert.equal((await enter("he", codeOf(secret))).status, 200);
});

Deno.test("attack 18 - guessing codes with the password in hand is throttled per account", async () => {
  const shen = await signIn(house, "shen");
  const { secret } = await enrolled(shen);
  const statuses: number[] = [];
  while (statuses.at(-1) !== 429) statuses.push((await enter("shen", "111111")).status);
  assert.ok(statuses.length <= 11, `${statuses.length}`);
  assert.equal((await enter("shen", codeOf(secret))).status, 429);
});

Deno.test("second factor - it goes off by password and code, and an admin resets a lost one", async () => {
  house.pass(60 * 60_000);
  const admin = await signIn(house, "admin");
  assert.equal((await ask(house, admin, "POST", FACTOR, { password: "no" })).status, 422);
  const reset = (account: string) =>
    ask(house, admin, "POST", `/api/v1/accounts/${account}/reset-second-factor`);
  assert.deepEqual([(await reset("he")).status, (await reset("he")).status], [204, 404]);
  const he = await signIn(house, "he");
  const { recovery } = await enrolled(he);
  const off = (password: string, code: string) =>
    ask(house, he, "POST", `${FACTOR}/off`, { password, code });
  assert.equal((await off("no", recovery[0])).status, 422);
  assert.equal((await off(PASSWORD, "123456")).status, 422);
  assert.equal((await ask(house, he, "POST", FACTOR, { password: PASSWORD })).status, 409);
  assert.equal((await off(PASSWORD, recovery[0])).status, 204);
  assert.equal((await enter("he")).status, 200);
});

Deno.test("attack 18 - asked of the admins, one without it reaches nothing but the way to get it", async () => {
  house.pass(60 * 60_000);
  const admin = await signIn(house, "admin");
  const settle = (who: Browser, secondFactor: string) =>
    ask(house, who, "PUT", "/api/v1/company-settings", { secondFactor });
  assert.equal((await settle(admin, "admins")).status, 409);
  const { secret } = await enrolled(admin);
  const { database } = house.gateway;
  await database.query("update desk.accounts set role = 'admin' where account = 'he'");
  const other = await signIn(house, "he");
  const open = await line<AgentFrameOut>(house, other, "agent");
  assert.equal((await settle(admin, "admins")).status, 204);
  assert.equal(open.closed?.code, 4401);
  assert.equal((await ask(house, other, "GET", "/api/v1/roster")).status, 401);

  const again = await signIn(house, "he");
  const me = await ask<Me>(house, again, "GET", "/api/v1/session");
  assert.equal(me.body.mustEnrol, true);
  const doors = [
    ["GET", "/api/v1/roster"],
    ["POST", "/api/v1/agent/tickets"],
    ["PUT", "/api/v1/company-settings"],
  ];
  for (const [method, path] of doors) {
    const body = method === "PUT" ? {} : undefined;
    assert.equal((await ask(house, again, method, path, body)).status, 403, path);
  }
  await enrolled(again);
  assert.equal((await ask(house, again, "GET", "/api/v1/roster")).status, 200);
  const off = { password: PASSWORD, code: codeOf(secret) };
  assert.equal((await ask(house, admin, "POST", `${FACTOR}/off`, off)).status, 409);
});

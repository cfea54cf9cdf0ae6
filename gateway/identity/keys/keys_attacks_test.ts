import assert from "node:assert/strict";
import type { ApiKey, ApiKeyMade } from "../../../engine/contract/wire/http_api_keys.ts";
import { BUDGETS } from "../../limits/limits.ts";
import { type House, openHouse } from "../../testing/house.ts";
import { ask, type Browser, browser, signIn, staff } from "../../testing/people.ts";
import { scopeFor } from "./scopes.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const PATH = "/api/v1/api-keys";
const DAY_MS = 86_400_000;

async function made(scopes: string[], days = 30): Promise<ApiKeyMade> {
  const admin = await signIn(house, "admin");
  const answer = await ask<ApiKeyMade>(house, admin, "POST", PATH, { name: "ERP", scopes, days });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

/** A program: no cookie, no origin. */
const program = (key: string): Browser => ({
  address: browser().address,
  headers: { host: "desk.test", "accept-language": "en", authorization: `Bearer ${key}` },
});
const get = (who: Browser, path: string) => ask(house, who, "GET", `/api/v1/${path}`);

Deno.test("attack 18 - a key opens what its scopes name, and nothing else on any entry", async () => {
  const { key } = await made(["roster:read", "config:read"]);
  const who = program(key);
  assert.equal((await get(who, "roster")).status, 200);
  assert.equal((await get(who, "config")).status, 200);
  const forbidden: [string, string, unknown?][] = [
    ["GET", "reports/topics?from=2026-11-01&to=2026-11-02"],
    ["GET", "conversations"],
    ["DELETE", "roster/lin"],
    ["GET", "accounts"],
    ["GET", "api-keys"],
    ["POST", "api-keys", { name: "more", scopes: ["roster:write"], days: 1 }],
    ["GET", "account/sessions"],
    ["GET", "session"],
    ["DELETE", "session"],
    ["POST", "agent/tickets"],
    ["POST", "visitors/v1/erase"],
    ["PUT", "company-settings", {}],
    ["POST", "items", {}],
    ["POST", "items/x/assign", {}],
    ["POST", "items/x/close", {}],
  ];
  for (const [method, path, body] of forbidden) {
    const answer = await ask(house, who, method, `/api/v1/${path}`, body);
    assert.equal(answer.status, 403, `${method} ${path}`);
  }
});

Deno.test("attack 18 - a key that is wrong, expired, revoked or in a cookie's place is 401", async () => {
  const { key, id } = await made(["roster:read"], 1);
  const admin = await signIn(house, "admin");
  for (const wrong of [key.slice(0, -1), `${key}x`, id, "tgk_", "x"]) {
    assert.equal((await get(program(wrong), "roster")).status, 401);
    // a cookie beside it does not help
    const both = { ...admin, headers: { ...admin.headers, authorization: `Bearer ${wrong}` } };
    assert.equal((await get(both, "roster")).status, 401);
  }
  const asCookie = { ...program("x"), headers: { host: "desk.test", cookie: `tidegate=${key}` } };
  assert.equal((await get(asCookie, "roster")).status, 401);

  assert.equal((await get(program(key), "roster")).status, 200);
  const revoke = (who: Browser) => ask(house, who, "DELETE", `${PATH}/${id}`);
  assert.equal((await revoke(await staff(house, "shen"))).status, 403);
  assert.equal((await get(program(key), "roster")).status, 200);
  assert.equal((await revoke(admin)).status, 204);
  assert.equal((await get(program(key), "roster")).status, 401);
  const short = await made(["roster:read"], 1);
  house.pass(DAY_MS + 1);
  assert.equal((await get(program(short.key), "roster")).status, 401);
});

Deno.test("attack 11 - a key is told once and lies nowhere: not in the list, the tables, the log", async () => {
  const { key, id } = await made(["roster:read"]);
  await get(program(key), "roster");
  const admin = await signIn(house, "admin");
  const listed = await ask<{ keys: ApiKey[] }>(house, admin, "GET", PATH);
  const one = listed.body.keys.find((each) => each.id === id)!;
  assert.deepEqual([one.name, one.scopes, one.createdBy], ["ERP", ["roster:read"], "admin"]);
  assert.ok(one.usedAt !== undefined);
  const { database } = house.gateway;
  const rows = await database.query("select api_keys::text as text from desk.api_keys");
  const audit = await database.query("select audit::text as text from desk.audit");
  const everything = JSON.stringify([listed.body, rows, audit, house.log]);
  assert.ok(everything.includes(id) && !everything.includes(key.slice(4)));
  assert.equal((await ask(house, admin, "GET", `/api/v1/roster?token=${key}`)).status, 401);
});

Deno.test("attack 36 - a key has a budget of its own", async () => {
  const { key } = await made(["roster:read"]);
  const who = program(key);
  const { burst } = BUDGETS.requestsPerKey;
  let answered = 0;
  let { status } = await get(who, "roster");
  for (; status === 200; { status } = await get(who, "roster")) answered++;
  assert.ok(answered >= burst && answered < 3 * burst, `${answered}`);
  assert.equal(status, 429);
  assert.equal((await get(await signIn(house, "admin"), "roster")).status, 200);
});

Deno.test("keys - what a company asks for wrongly is named, and paths need their own scope", async () => {
  const admin = await signIn(house, "admin");
  const wrong: [unknown, string][] = [
    [{ name: "x", scopes: ["everything"], days: 1 }, "scopes.0"],
    [{ name: "x", scopes: [], days: 1 }, "scopes"],
    [{ name: "x", scopes: ["roster:read"], days: 4_000 }, "days"],
    [{ name: "x", scopes: ["roster:read"], days: 1, role: "admin" }, "role"],
  ];
  for (const [body, path] of wrong) {
    const answer = await ask(house, admin, "POST", PATH, body);
    assert.deepEqual([answer.status, answer.body.fields?.[0].path], [422, path]);
  }
  const table = [
    ["GET", "/api/v1/conversations/c1/entries", "conversations:read"],
    ["HEAD", "/api/v1/roster", "roster:read"],
    ["PUT", "/api/v1/agents/lin", "roster:write"],
    ["POST", "/api/v1/conversations/c1/close", undefined],
    ["GET", "/api/v1/agents/lin/profile", undefined],
    ["DELETE", "/api/v1/adjustments/7", "adjustments:write"],
  ] as const;
  for (const [method, path, scope] of table) assert.equal(scopeFor(method, path), scope, path);
});

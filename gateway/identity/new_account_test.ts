import assert from "node:assert/strict";
import type { AccountRow } from "../../engine/contract/wire/http_account.ts";
import { type House, openHouse } from "../testing/house.ts";
import { createAccount } from "./accounts.ts";
import { hashPassword } from "./passwords.ts";
import { ask, browser, staff } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const PATH = "/api/v1/accounts";
const MAY = {
  account: "may.w",
  name: "May",
  role: "agent",
  password: "long enough 7",
  takes: true,
};

Deno.test("new account - signs in with the first password and has a place without groups", async () => {
  const [lin, admin] = [await staff(house, "lin"), await staff(house, "admin")];
  assert.equal((await ask(house, lin, "POST", PATH, MAY)).status, 403);
  assert.equal((await ask(house, admin, "POST", PATH, MAY)).status, 204);
  const { accounts } = (await ask<{ accounts: AccountRow[] }>(house, admin, "GET", PATH)).body;
  assert.deepEqual(accounts.find((one) => one.account === "may.w"), {
    account: "may.w",
    agent: "may_w",
    name: "May",
    role: "agent",
    disabled: false,
    secondFactor: false,
  });
  const signIn = { account: "may.w", password: MAY.password };
  const may = await ask<{ agent: string }>(house, browser(), "POST", "/api/v1/session", signIn);
  assert.equal(may.body.agent, "may_w");
  const placed = house.gateway.companies.known("demo")?.agents.get("may_w") ??
    (await house.gateway.companies.get("demo", 0))?.agents.get("may_w");
  assert.deepEqual(placed?.record.memberships, []);
});

Deno.test("new account - a name that is taken, a weak password and a strange field are named", async () => {
  const admin = await staff(house, "admin");
  const fault = async (part: Record<string, unknown>) =>
    (await ask(house, admin, "POST", PATH, { ...MAY, account: "kim", ...part })).body.fields?.[0];
  assert.deepEqual(await fault({ account: "lin" }), { path: "account", rule: "state" });
  assert.deepEqual(await fault({ password: "kim kim kim 1" }), {
    path: "password",
    rule: "pattern",
  });
  assert.equal((await fault({ password: "short" }))?.path, "password");
  assert.equal((await fault({ account: "a b" }))?.path, "account");
  assert.equal((await fault({ workspace: "other" }))?.rule, "unknown");
});

Deno.test("new account - a place that an earlier try left in the roster is taken, another's is not", async () => {
  const admin = await staff(house, "admin");
  const record = {
    name: "Ned",
    capacityUnits: 60,
    windowCap: 6,
    memberships: [],
    channels: ["web"],
  };
  assert.ok((await ask(house, admin, "PUT", "/api/v1/roster/ned_x", record)).status < 300);
  const ned = { ...MAY, name: "Ned" };
  assert.equal((await ask(house, admin, "POST", PATH, { ...ned, account: "ned.x" })).status, 204);
  const again = await ask(house, admin, "POST", PATH, { ...ned, account: "ned@x" });
  assert.deepEqual(again.body.fields?.[0], { path: "account", rule: "state" });
});

Deno.test("new account - which names other companies use is told a few times an hour", async () => {
  const admin = await staff(house, "admin");
  const { database } = house.gateway;
  const passwordHash = await hashPassword("long enough 7");
  const other = {
    workspace: "other",
    name: "X",
    role: "agent",
    password: "",
    passwordHash,
  } as const;
  for (let n = 0; n < 12; n++) await createAccount(database, { ...other, account: `x${n}` }, 1);
  const tries = async (account: string) =>
    (await ask(house, admin, "POST", PATH, { ...MAY, account })).status;
  const own = [];
  for (let n = 0; n < 12; n++) own.push(await tries("lin"));
  assert.deepEqual([...new Set(own)], [422], "one's own list costs nothing");
  const asked = [];
  for (let n = 0; n < 12; n++) asked.push(await tries(n % 2 === 0 ? `x${n}` : `X${n}`));
  assert.deepEqual(asked, [...Array(10).fill(422), 429, 429]);
  assert.equal(await tries("free.name"), 429, "nor is it told what is free");
  house.pass(11 * 60_000);
  assert.equal(await tries("free.name"), 204);
});

Deno.test("new account - one that differs in capitals alone is refused, and no place is left for it", async () => {
  house.pass(3_600_000);
  const admin = await staff(house, "admin");
  const { status } = await ask(house, admin, "POST", PATH, { ...MAY, account: "LIN" });
  assert.equal(status, 422);
  assert.equal((await house.gateway.companies.get("demo", 0))?.agents.has("LIN"), false);
});

Deno.test("new account - a name that begins otherwise is refused, and signs in when it is from before", async () => {
  const admin = await staff(house, "admin");
  const { database } = house.gateway;
  const before = { account: "zoe", workspace: "demo", name: "Zoe", role: "agent" } as const;
  await createAccount(database, { ...before, password: MAY.password }, 1);
  await database.query("update desk.accounts set account = '_zoe' where account = 'zoe'");
  const signIn = { account: "_zoe", password: MAY.password };
  const zoe = await ask<{ account: string }>(house, browser(), "POST", "/api/v1/session", signIn);
  assert.equal(zoe.body.account, "_zoe", JSON.stringify(zoe.body));
  assert.equal((await ask(house, admin, "POST", PATH, { ...MAY, account: "_ann" })).status, 422);
});

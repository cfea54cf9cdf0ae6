/** Rows 9, 10, 18, 36, 46: who somebody is, at every entry. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { VisitorSession } from "../../engine/contract/wire/http.ts";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { BUDGETS } from "../../gateway/limits/limits.ts";
import { type House, openHouse, PASSWORD, until } from "../../gateway/testing/house.ts";
import {
  ask,
  browser,
  knock,
  opened,
  staff,
  type TestVisitor,
  visitor,
} from "../../gateway/testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const V = "/api/v1/visitor";

Deno.test("attack 9 - whoever types a customer's address and number sees nothing of theirs", async () => {
  const anna = await visitor(house);
  const hers = await opened(house, anna, "my order 4417");
  const contact = {
    name: "Anna",
    phone: "13800138000",
    mail: "anna@example.com",
    text: "call me",
  };
  const path = `${V}/conversations/${hers.conversation}/leave`;
  assert.equal((await ask(house, anna, "POST", path, contact)).status, 200);
  const mallory = await visitor(house);
  const his = await opened(house, mallory, "I am anna@example.com, 13800138000");
  const left = await ask(
    house,
    mallory,
    "POST",
    `${V}/conversations/${his.conversation}/leave`,
    contact,
  );
  assert.equal(left.status, 200);
  assert.notEqual(mallory.visitor, anna.visitor);
  for (const place of ["conversations", `conversations/${his.conversation}/entries`]) {
    const seen = await ask(house, mallory, "GET", `${V}/${place}`);
    assert.doesNotMatch(JSON.stringify(seen.body), new RegExp(`4417|${hers.conversation}`));
  }
});

const base64 = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** What a token of ours would look like to somebody who knows how such tokens are usually made. */
function forgeries(token: string, other: TestVisitor): [string, string][] {
  const claims = { visitor: other.visitor, sub: other.visitor, workspace: "demo", exp: 9e12 };
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicText = publicKey.export({ type: "spki", format: "pem" });
  const jwt = (alg: string, seal: (text: string) => string) => {
    const text = `${base64({ alg, typ: "JWT" })}.${base64(claims)}`;
    return `${text}.${seal(text)}`;
  };
  const hmac = (key: string) => (text: string) =>
    createHmac("sha256", key).update(text).digest("base64url");
  const parts = token.split(".");
  const flipped = (at: number) =>
    token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
  return [
    ["alg none", jwt("none", () => "")],
    ["a wrong key", jwt("HS256", hmac("secret"))],
    ["a public key as the secret", jwt("HS256", hmac(String(publicText)))],
    [
      "another algorithm",
      jwt("RS256", (text) => sign("sha256", Buffer.from(text), privateKey).toString("base64url")),
    ],
    ["no seal", parts.slice(0, -1).join(".")],
    ["an empty seal", [...parts.slice(0, -1), ""].join(".")],
    [
      "another's claims under this seal",
      [...other.token.split(".").slice(0, -1), parts.at(-1)].join("."),
    ],
    ["a bit of the front", flipped(3)],
    ["a bit of the middle", flipped(Math.floor(token.length / 2))],
    ["the name alone", other.visitor],
    ["nothing", ""],
  ];
}

Deno.test("attack 10 - forged, foreign, expired and stripped tokens are nobody's", async () => {
  const [anna, boris] = [await visitor(house), await visitor(house)];
  for (const [name, token] of forgeries(anna.token, boris)) {
    const headers = { authorization: `Bearer ${token}` };
    const seen = await ask(house, browser(headers), "GET", `${V}/conversations`);
    assert.equal(seen.status, 401, name);
    const ticket = await ask(house, browser(headers), "POST", `${V}/tickets`);
    assert.equal(ticket.status, 401, name);
  }
  const replayed = await ask<VisitorSession>(house, browser(), "POST", `${V}/sessions`, {
    route: "qishan-web",
    language: "en",
    visitor: anna.visitor,
  });
  assert.equal(replayed.status, 422);
  house.pass(400 * 24 * 3_600_000);
  assert.equal((await ask(house, anna, "GET", `${V}/conversations`)).status, 401);
});

const HTTP_ENTRIES: [string, string][] = [
  ["GET", "/api/v1/agent/desk"],
  ["POST", "/api/v1/agent/tickets"],
  ["GET", "/api/v1/roster"],
  ["GET", "/api/v1/account/sessions"],
];

Deno.test("attack 18 - a disabled account is out at every entry: HTTP, socket, sign-in, old cookie", async () => {
  const [admin, he] = [await staff(house, "admin"), await staff(house, "he")];
  const { body } = await ask<{ ticket: string }>(house, he, "POST", "/api/v1/agent/tickets");
  const early = await knock<AgentFrameOut>(house, he, "agent");
  await ask(house, admin, "POST", "/api/v1/accounts/he/disable");
  early.send({ type: "authenticate", ticket: body.ticket });
  assert.equal((await until(() => early.closed, "close"))!.code, 4401);
  for (const [method, path] of HTTP_ENTRIES) {
    assert.equal((await ask(house, he, method, path)).status, 401, path);
  }
  const again = { account: "he", password: PASSWORD };
  assert.equal((await ask(house, browser(), "POST", "/api/v1/session", again)).status, 401);
  await ask(house, admin, "POST", "/api/v1/accounts/he/enable");
});

/** Half of the larger: what a hash costs is plain above it, what the network does is below. */
const RATIO_MAX = 1.6;
const TRIES = 7;

Deno.test("attack 46 - unknown, known and disabled accounts take the same time and words", async () => {
  const timed = async (account: string) => {
    const times: number[] = [];
    let words = "";
    for (let at = 0; at < TRIES; at++) {
      const begun = performance.now();
      const who = browser();
      const answer = await ask(house, who, "POST", "/api/v1/session", { account, password: "x" });
      times.push(performance.now() - begun);
      words = JSON.stringify([answer.status, answer.body.code, answer.body.title]);
    }
    return { ms: times.sort((a, b) => a - b)[Math.floor(TRIES / 2)], words };
  };
  const [known, unknown] = [await timed("shen"), await timed("nobody-at-all")];
  console.log(`known ${known.ms.toFixed(1)} ms, unknown ${unknown.ms.toFixed(1)} ms (medians)`);
  assert.equal(known.words, unknown.words);
  const ratio = Math.max(known.ms, unknown.ms) / Math.min(known.ms, unknown.ms);
  assert.ok(ratio < RATIO_MAX, `${known.ms} and ${unknown.ms} ms`);
});

Deno.test("attack 36 - all addresses of one IPv6 network have one budget", async () => {
  const begin = async (address: string) => {
    const from = { ...browser(), address };
    const body = { route: "qishan-web", language: "en" };
    return (await ask(house, from, "POST", `${V}/sessions`, body)).status;
  };
  const tries = Array.from(
    { length: 2 * BUDGETS.visitorsPerAddress.burst },
    (_, n) => begin(`2001:db8:77:1::${n.toString(16)}`),
  );
  const statuses = await Promise.all(tries);
  assert.deepEqual([statuses[0], statuses.at(-1)], [200, 429]);
  assert.equal(await begin("2001:db8:77:2::1"), 200);
});

Deno.test("names - nobody of the staff gets a name that passes for another's", async () => {
  const admin = await staff(house, "admin");
  const add = async (account: string, name: string) => {
    const wanted = { account, name, role: "agent", password: PASSWORD, takes: false };
    const { status, body } = await ask(house, admin, "POST", "/api/v1/accounts", wanted);
    return [status, (body as { code?: string }).code];
  };
  for (const account of ["..", "__proto__", "@lin", "-"]) {
    assert.deepEqual(await add(account, "Mallory"), [422, "invalid"], account);
  }
  for (const name of ["L\u200Bin", "\u202EniL", "Lin\u2060", "\u2066Lin\u2069"]) {
    assert.deepEqual(await add("mallory", name), [422, "invalid"], JSON.stringify(name));
  }
  const [status] = await add("Lin", "Mallory");
  assert.notEqual(status, 200);
  const { body } = await ask<{ accounts: { account: string }[] }>(
    house,
    admin,
    "GET",
    "/api/v1/accounts",
  );
  assert.deepEqual(body.accounts.filter(({ account }) => /^lin$/i.test(account)).length, 1);
});

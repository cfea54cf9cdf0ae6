/** Attacks on the HTTP doors; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import type { EntriesPage, OpenResponse } from "../engine/contract/wire/http.ts";
import type { RecordedConversation } from "../engine/contract/ports/reading_records.ts";
import { createAccount } from "./mod.ts";
import { type House, openHouse, ORIGIN, PASSWORD } from "./testing/house.ts";
import {
  ask,
  atWork,
  browser,
  opened,
  signIn,
  staff,
  type TestVisitor,
  visitor,
} from "./testing/people.ts";
import { BUDGETS, LIMITS } from "./limits/limits.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const V = "/api/v1/visitor";
const absent = "cNobodyEverOpenedThisOne00";

/** The problem without what differs by request. */
const sameBody = ({ status, body: { code, title } }: {
  status: number;
  body: object & {
    code?: string;
    title?: string;
  };
}) => ({ status, code, title });

const notFound = {
  status: 404,
  code: "not_found",
  title: "There is nothing here by that name.",
};

/** Every way in which somebody could reach a conversation by its id. */
const reaching = (base: string, id: string): [string, string, unknown?][] => [
  ["GET", `${base}/conversations/${id}/entries`],
  ["POST", `${base}/conversations/${id}/messages`, { body: { kind: "text", text: "x" } }],
  ["POST", `${base}/conversations/${id}/close`, {}],
];

Deno.test("attack 1 - another visitor's conversation is as absent as one that never was", async () => {
  const anna = await visitor(house);
  const boris = await visitor(house);
  const { conversation } = await opened(house, anna);
  for (const id of [conversation, absent]) {
    for (const [method, path, body] of reaching(V, id)) {
      assert.deepEqual(sameBody(await ask(house, boris, method, path, body)), notFound, path);
    }
  }
  for (
    const [path, body] of [
      [`${V}/conversations/${conversation}/rating`, { score: 1 }],
      [`${V}/conversations/${conversation}/leave`, { text: "x" }],
    ] as const
  ) assert.deepEqual(sameBody(await ask(house, boris, "POST", path, body)), notFound);
});

Deno.test("attack 3 - an agent without the group reads nothing of its conversations", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const he = await staff(house, "he");
  for (const [method, path, body] of reaching("/api/v1", conversation)) {
    assert.deepEqual(sameBody(await ask(house, he, method, path, body)), notFound, path);
  }
  const detail = await ask(house, he, "GET", `/api/v1/conversations/${conversation}`);
  assert.deepEqual(sameBody(detail), notFound);
  const shen = await staff(house, "shen");
  assert.equal(
    (await ask(house, shen, "GET", `/api/v1/conversations/${conversation}`)).status,
    200,
  );
});

Deno.test("attack 3 - an account without a place has not had what nobody had", async () => {
  const { gateway } = house;
  const stray = { workspace: "demo", account: "stray", name: "Stray", role: "agent" } as const;
  await createAccount(gateway.database, { ...stray, password: PASSWORD }, gateway.clock.wall());
  const who = await signIn(house, "stray");
  const recorded = { conversation: absent, visitor: "v1", group: "presale", state: "left" };
  const real = gateway.reading.conversation;
  gateway.reading.conversation = () => Promise.resolve(recorded as RecordedConversation);
  const answer = await ask(house, who, "GET", `/api/v1/conversations/${absent}/entries`);
  gateway.reading.conversation = real;
  assert.deepEqual(sameBody(answer), notFound);
});

Deno.test("attack 19 - half a character, written as an escape, is mended at the door", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna, "half \ud800 one");
  const path = `${V}/conversations/${conversation}/entries`;
  const page = await ask<EntriesPage>(house, anna, "GET", path);
  assert.match(JSON.stringify(page.body.entries), /half \ufffd one/);
});

Deno.test("attack 4 - a foreign message is not recalled through an own conversation", async () => {
  const lin = await atWork(house, "lin");
  const first = await opened(house, await visitor(house), "one");
  const second = await opened(house, await visitor(house), "two");
  const path = `/api/v1/conversations/${first.conversation}/recall`;
  const answer = await ask(house, lin.who, "POST", path, { message: second.message });
  assert.deepEqual(sameBody(answer), notFound);
  for (const { conversation } of [first, second]) {
    await ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/close`, {});
  }
  lin.line.hangUp();
});

Deno.test("attack 5 - an agent on the admin's routes gets 403 and an audit entry", async () => {
  const lin = await staff(house, "lin");
  const routes: [string, string, unknown?][] = [
    ["GET", "/api/v1/roster"],
    ["PUT", "/api/v1/roster/lin", {}],
    ["DELETE", "/api/v1/roster/he"],
    ["POST", "/api/v1/configuration", {}],
    ["GET", "/api/v1/accounts"],
    ["POST", "/api/v1/accounts/he/disable"],
    ["POST", "/api/v1/visitors/vSomebody/erase"],
    ["GET", "/api/v1/conversations"],
  ];
  for (const [method, path, body] of routes) {
    assert.equal((await ask(house, lin, method, path, body)).status, 403, `${method} ${path}`);
  }
  assert.ok(house.log.filter((one) => one.event === "audit.forbidden").length >= 7);
});

Deno.test("attack 6, 21 - fields that are not there, and objects for strings, are 422", async () => {
  const lin = await staff(house, "lin");
  const presence = "/api/v1/agent/presence";
  const more = await ask(house, lin, "POST", presence, { presence: "online", capacityUnits: 900 });
  assert.equal(more.status, 422);
  assert.deepEqual(more.body.fields, [{ path: "capacityUnits", rule: "unknown" }]);
  const anna = await visitor(house);
  const bodies = [
    { route: { "$gt": "" }, language: "en" },
    { route: 7, language: "en" },
    { route: ["qishan-web"], language: "en" },
    { route: "qishan-web", language: "en", message: { kind: "text", text: { a: 1 } } },
    { route: "qishan-web", language: "en", visitor: "vOther" },
  ];
  for (const body of bodies) {
    const answer = await ask(house, anna, "POST", `${V}/conversations`, body);
    assert.equal(answer.status, 422, JSON.stringify(body));
    assert.equal(answer.body.code, "invalid");
  }
});

Deno.test("attack 8 - a visitor reads no note, whichever way", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const write = (text: string, visibility: string) =>
    ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/messages`, {
      body: { kind: "text", text },
      visibility,
    });
  assert.equal((await write("she is difficult", "staff")).status, 201);
  assert.equal((await write("with pleasure", "all")).status, 201);
  const path = `${V}/conversations/${conversation}/entries`;
  const page = await ask<EntriesPage>(house, anna, "GET", path);
  assert.doesNotMatch(JSON.stringify(page.body), /difficult|staff/);
  assert.match(JSON.stringify(page.body), /with pleasure/);
  const staffPage = await ask<EntriesPage>(
    house,
    lin.who,
    "GET",
    `/api/v1/conversations/${conversation}/entries`,
  );
  assert.match(JSON.stringify(staffPage.body), /difficult/);
  const asStaff = await ask(house, anna, "POST", `${V}/conversations/${conversation}/messages`, {
    body: { kind: "text", text: "x" },
    visibility: "staff",
  });
  assert.deepEqual(asStaff.body.fields, [{ path: "visibility", rule: "unknown" }]);
  await ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/close`, {});
  lin.line.hangUp();
});

Deno.test("attack 11 - a token in the address is refused, and none is ever logged", async () => {
  const anna = await visitor(house);
  const { token } = anna;
  const answer = await ask(house, browser(), "GET", `${V}/conversations?token=${token}`);
  assert.equal(answer.status, 401);
  const lin = await staff(house, "lin");
  await ask(house, lin, "GET", "/api/v1/conversations/none");
  const log = JSON.stringify(house.log);
  for (const secret of [token, lin.headers.cookie.split("=")[1], "correct horse", "lin"]) {
    assert.ok(!log.includes(`${secret}"`) && !log.includes(`=${secret}`), secret.slice(0, 12));
  }
});

Deno.test("attack 18, 46 - unknown, wrong and disabled sign-ins are one answer", async () => {
  const admin = await staff(house, "admin");
  assert.equal((await ask(house, admin, "POST", "/api/v1/accounts/he/disable")).status, 204);
  const tries = [["nobody", "x"], ["lin", "wrong"], ["he", "correct horse"], ["' or 1=1", "x"]];
  for (const [account, password] of tries) {
    const answer = await ask(house, browser(), "POST", "/api/v1/session", { account, password });
    assert.deepEqual(sameBody(answer), {
      status: 401,
      code: "unauthenticated",
      title: "Please sign in first.",
    });
    assert.equal(answer.headers.get("set-cookie"), null);
  }
  assert.equal((await ask(house, admin, "POST", "/api/v1/accounts/he/enable")).status, 204);
});

Deno.test("attack 18 - guessing is slowed down per account and address, success is free", async () => {
  const who = browser();
  const guess = (password: string) =>
    ask(house, who, "POST", "/api/v1/session", { account: "shen", password });
  for (let n = 0; n < 5; n++) assert.equal((await guess("wrong")).status, 401);
  const stopped = await guess("wrong");
  assert.equal(stopped.status, 429);
  assert.ok(Number(stopped.headers.get("retry-after")) > 1);
  assert.ok((await signIn(house, "shen")).headers.cookie.length > 40);
});

Deno.test("attack 22, 23 - ids and queries that are no tokens are 422 before anything", async () => {
  const lin = await staff(house, "lin");
  const ids = ["*", ">", "a.b", "a%20b", "a%0d%0ab", "%00", "x".repeat(10_000), "'--"];
  for (const id of ids) {
    const answer = await ask(house, lin, "GET", `/api/v1/conversations/${id}`);
    assert.equal(answer.status, 422, id.slice(0, 20));
  }
  for (const query of ["before=1;--", "before[$gt]=1", "limit=0", "sort=created_at", "limit=1e9"]) {
    const answer = await ask(house, lin, "GET", `/api/v1/conversations/${absent}/entries?${query}`);
    assert.equal(answer.status, 422, query);
  }
});

Deno.test("attack 31 - another site changes nothing, by form or by fetch", async () => {
  const lin = await staff(house, "lin");
  const presence = "/api/v1/agent/presence";
  const attempts: [Record<string, string>, number][] = [
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://desk.test.evil.example" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "content-type": "text/plain" }, 403],
    [{ "content-type": "application/x-www-form-urlencoded" }, 403],
    [{ "content-type": "application/xml" }, 415],
    [{ "sec-fetch-site": "same-origin" }, 200],
  ];
  for (const [headers, status] of attempts) {
    const answer = await ask(house, lin, "POST", presence, { presence: "busy" }, headers);
    assert.equal(answer.status, status, JSON.stringify(headers));
  }
});

Deno.test("attack 32 - no origin is ever allowed in", async () => {
  for (const origin of ["https://evil.example", "null", `${ORIGIN}.evil.example`, ORIGIN]) {
    const answer = await ask(house, browser({ origin }), "OPTIONS", "/api/v1/session");
    const allowed = [...answer.headers.keys()].filter((one) => one.startsWith("access-control"));
    assert.deepEqual(allowed, []);
  }
});

Deno.test("attack 34 - too large, and not JSON, are said so before any work", async () => {
  const anna = await visitor(house);
  const send = (body: string) => ask(house, anna, "POST", `${V}/conversations`, body);
  assert.equal((await send(`{"a":"${"x".repeat(LIMITS.jsonBytesMax)}"}`)).status, 413);
  for (const body of ["{", "[".repeat(500), '{"__proto__":1}', '"\\ud800"']) {
    assert.equal((await send(body)).status, 422, body.slice(0, 20));
  }
  const long = { kind: "text", text: "x".repeat(4_001) };
  const answer = await ask(house, anna, "POST", `${V}/conversations`, {
    route: "qishan-web",
    language: "en",
    message: long,
  });
  assert.deepEqual([answer.status, answer.body.code], [413, "too_large"]);
});

Deno.test("attack 35, 36 - one address has one budget, whatever it says it forwards", async () => {
  const who = browser();
  const begin = (n: number) =>
    ask(house, who, "POST", `${V}/sessions`, { route: "qishan-web", language: "zh" }, {
      "x-forwarded-for": `8.8.${n % 256}.8`,
    });
  let answer = await begin(0);
  for (let n = 1; n < 300 && answer.status === 200; n++) answer = await begin(n);
  assert.equal(answer.status, 429);
  assert.ok(Number(answer.headers.get("retry-after")) >= 1);
  assert.equal(answer.body.code, "rate_limited");
});

Deno.test("attack 36 - one visitor opens only so many conversations", async () => {
  const anna = await visitor(house);
  const statuses: number[] = [];
  for (let n = 0; n < 8; n++) {
    const body = { route: "qishan-web", language: "en" };
    statuses.push((await ask(house, anna, "POST", `${V}/conversations`, body)).status);
  }
  assert.equal(statuses.filter((one) => one === 429).length, 2);
});

const openWith = (who: TestVisitor, key: string, words: string) =>
  ask<OpenResponse>(house, who, "POST", `${V}/conversations`, {
    route: "qishan-web",
    language: "en",
    message: { kind: "text", text: words },
  }, { "idempotency-key": key });

Deno.test("attack 36 - words left behind count as messages", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const leave = () =>
    ask(house, anna, "POST", `${V}/conversations/${conversation}/leave`, { text: "x" });
  for (let at = 0; at < BUDGETS.messagesPerVisitor.burst; at++) {
    house.gateway.budgets.take("messagesPerVisitor", anna.visitor);
  }
  assert.equal((await leave()).status, 429);
});

Deno.test("attack 37 - the same request sent again is one conversation and one answer", async () => {
  const anna = await visitor(house);
  const answers = await Promise.all([1, 2, 3].map(() => openWith(anna, "key-1", "once")));
  assert.deepEqual(answers.map((one) => one.status), [201, 201, 201]);
  assert.equal(new Set(answers.map((one) => JSON.stringify(one.body))).size, 1);
  const { conversation } = answers[0].body;
  const page = await ask<EntriesPage>(
    house,
    anna,
    "GET",
    `${V}/conversations/${conversation}/entries`,
  );
  assert.equal(page.body.entries.filter((one) => one.kind === "message").length, 1);
  const other = await openWith(anna, "key-1", "another text");
  assert.equal(other.status, 409);
});

Deno.test("attack 48 - another session's key has its own outcome", async () => {
  const [anna, boris] = [await visitor(house), await visitor(house)];
  const hers = await openWith(anna, "same-key", "hers");
  const his = await openWith(boris, "same-key", "his");
  assert.equal(his.status, 201);
  assert.notEqual(his.body.conversation, hers.body.conversation);
  assert.equal((await openWith(boris, "no key!", "x")).status, 422);
});

Deno.test("attack 43 - line ends and colours in fields stay inside one log line", async () => {
  const who = browser();
  const account = 'lin\r\n{"level":"info"}\u001b[31m';
  await ask(house, who, "POST", "/api/v1/session", { account, password: "x" });
  const log = house.log.map((one) => JSON.stringify(one)).join("");
  for (const control of ["\r", "\n", "\u001b"]) assert.ok(!log.includes(control));
});

Deno.test("attack 44 - what breaks inside is a fixed sentence outside", async () => {
  const anna = await visitor(house);
  const { gateway } = house;
  const query = gateway.bus.query;
  gateway.bus.query = () => {
    throw new Error("select password from desk.accounts");
  };
  const answer = await ask(house, anna, "GET", `${V}/conversations`);
  gateway.bus.query = query;
  assert.deepEqual(sameBody(answer), {
    status: 500,
    code: "internal",
    title: "Something went wrong here. Do not send this again.",
  });
  assert.doesNotMatch(JSON.stringify(answer.body), /select|stack|at /);
  assert.match(answer.headers.get("x-request-id")!, /^r/);
  assert.doesNotMatch(JSON.stringify(house.log), /select password/);
});

import assert from "node:assert/strict";
import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { BrowsingAnswer, BrowsingList } from "../../engine/contract/wire/browsing.ts";
import type { ConversationDetail, VisitorSession } from "../../engine/contract/wire/http.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, type Browser, browser, opened, staff } from "../testing/people.ts";

let house: House;
Deno.test.beforeEach(async () => void (house = await openHouse()));
Deno.test.afterEach(() => house.close());

const SHOP = "https://shop.example";

/** A shop's page on an origin of its own, as its script would send. */
const look = (who: Browser, browsing: string, more: Record<string, unknown> = {}) =>
  ask<BrowsingAnswer>(
    house,
    who,
    "POST",
    "/api/v1/visitor/browsing",
    JSON.stringify({
      route: "qishan-web",
      language: "en",
      browsing,
      facts: { page: `${SHOP}/tents`, title: "Tents", referrer: "https://www.baidu.com/s?wd=tent" },
      ...more,
    }),
    { origin: SHOP, "sec-fetch-site": "cross-site", "content-type": "text/plain;charset=UTF-8" },
  );
const list = (who: Browser) => ask<BrowsingList>(house, who, "GET", "/api/v1/browsing");
const invite = (who: Browser, browsing: string, key = "k1") =>
  ask<{ invitation: string }>(
    house,
    who,
    "POST",
    `/api/v1/browsing/${browsing}/invite`,
    { text: "May I help you choose?" },
    { "idempotency-key": key },
  );
const accept = (who: Browser, browsing: string, accepts: string) =>
  ask<VisitorSession>(house, who, "POST", "/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "en",
    browsing: { browsing, accepts },
  });

Deno.test("browsing - listed with page, source and time while the page says so", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  const first = await look(anna, "b-anna");
  assert.equal(first.status, 200);
  assert.equal(first.headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(first.body, { againMs: 8_000 });
  house.pass(8_000);
  await look(anna, "b-anna", { facts: { page: `${SHOP}/stoves`, title: "Stoves" } });
  house.pass(4_000);
  const { visitors: [seen, ...others] } = (await list(lin)).body;
  assert.deepEqual(others, []);
  assert.equal(seen.facts.title, "Stoves");
  assert.equal(seen.facts.source, "baidu");
  assert.equal(seen.facts.keyword, "tent");
  assert.equal(seen.pages, 2);
  assert.ok(seen.pageSince - seen.since >= 8_000);
  house.pass(30_000);
  assert.deepEqual((await list(lin)).body.visitors, []);
  await look(anna, "b-anna");
  await look(anna, "b-anna", { gone: true });
  house.pass(6_000);
  assert.deepEqual((await list(lin)).body.visitors, []);
});

Deno.test("browsing - an invitation that is accepted is a conversation with the agent who invited", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  await look(anna, "b-anna");
  const asked = await invite(lin, "b-anna");
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  const again = await invite(lin, "b-anna");
  assert.equal(again.body.invitation, asked.body.invitation, "a repeat is the same invitation");
  const supervisor = await staff(house, "shen");
  assert.equal((await invite(supervisor, "b-anna", "k2")).status, 409);
  const { invitation } = (await look(anna, "b-anna")).body;
  assert.equal(invitation?.text, "May I help you choose?");
  const yes = await accept(anna, "b-anna", invitation!.invitation);
  const [talk] = yes.body.conversations;
  assert.equal(talk.state, "assigned");
  const twice = await accept(
    { ...anna, headers: { ...anna.headers, authorization: `Bearer ${yes.body.token}` } },
    "b-anna",
    invitation!.invitation,
  );
  assert.deepEqual(twice.body.conversations.map((one) => one.conversation), [talk.conversation]);
  const detail = await ask<ConversationDetail>(
    house,
    lin,
    "GET",
    `/api/v1/conversations/${talk.conversation}`,
  );
  assert.equal(detail.body.live?.agent, "lin");
  assert.equal(detail.body.facts?.page, `${SHOP}/tents`);
  assert.equal(detail.body.facts?.source, "baidu");
  const { visitors: [seen], today } = (await list(lin)).body;
  assert.equal(seen.invited?.state, "accepted");
  assert.deepEqual(seen.talks, { agent: "lin" });
  assert.deepEqual(today, { invited: 1, accepted: 1 });
  assert.equal((await look(anna, "b-anna")).body.invitation, undefined);
});

Deno.test("browsing - who says yes while the records are away reaches the conversation all the same", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  await look(anna, "b-away");
  await invite(lin, "b-away");
  const { invitation } = (await look(anna, "b-away")).body;
  const { database } = house.gateway;
  house.gateway.database = {
    ...database,
    query: (text, parameters) =>
      text.includes("update desk.invitations")
        ? Promise.reject(new DatabaseUnavailable("away"))
        : database.query(text, parameters),
  };
  const yes = await accept(anna, "b-away", invitation!.invitation);
  house.gateway.database = database;
  assert.equal(yes.status, 200, JSON.stringify(yes.body));
  const [talk] = yes.body.conversations;
  anna.headers.authorization = `Bearer ${yes.body.token}`;
  const path = `/api/v1/visitor/conversations/${talk.conversation}/messages`;
  const said = await ask(house, anna, "POST", path, { body: { kind: "text", text: "Yes" } });
  assert.equal(said.status, 201, JSON.stringify(said.body));
  await ask(house, lin, "POST", `/api/v1/conversations/${talk.conversation}/close`, {
    topic: "other",
  });
});

Deno.test("browsing - put away, an invitation stands no longer and is not repeated", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  await look(anna, "b-anna");
  const { invitation } = (await invite(lin, "b-anna")).body;
  const answered = await look(anna, "b-anna", { declined: invitation });
  assert.equal(answered.body.invitation, undefined);
  const late = await accept(anna, "b-anna", invitation);
  assert.deepEqual(late.body.conversations, []);
  const { visitors: [seen], today } = (await list(lin)).body;
  assert.equal(seen.invited?.state, "declined");
  assert.deepEqual(today, { invited: 1, accepted: 0 });
  assert.equal((await invite(lin, "b-anna", "k2")).status, 409);
});

Deno.test("browsing - who invited and left is asked for by name: the visitor stands in the line", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  await look(anna, "b-anna");
  const { invitation } = (await invite(lin, "b-anna")).body;
  await ask(house, lin, "POST", "/api/v1/agent/presence", { presence: "offline" });
  const yes = await accept(anna, "b-anna", invitation);
  assert.equal(yes.body.conversations[0]?.state, "waiting");
});

Deno.test("browsing - whose widget has a session goes by name, and is not invited out of a talk", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  await look(anna, "b-anna");
  const session = await ask<VisitorSession>(house, anna, "POST", "/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "en",
    browsing: { browsing: "b-anna" },
  });
  const known = {
    ...anna,
    headers: { ...anna.headers, authorization: `Bearer ${session.body.token}` },
  };
  await opened(house, known);
  const { visitors: [seen] } = (await list(lin)).body;
  assert.equal(seen.visitor, session.body.visitor);
  assert.match(seen.name ?? "", /^Visitor [0-9A-F]{4}$/);
  assert.deepEqual(seen.talks, { agent: "lin" });
  assert.equal((await invite(lin, "b-anna")).status, 409);
});

Deno.test("browsing - attacks: no list without a name, no stranger's invitation, no flood", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = browser();
  assert.equal((await list(anna)).status, 401);
  assert.equal((await look(anna, "b-anna", { route: "nowhere" })).status, 404);
  assert.equal((await look(anna, "b anna")).status, 422);
  assert.equal((await look(anna, "b-anna", { facts: { address: "1.2.3.4" } })).status, 422);
  await look(anna, "b-anna");
  const { invitation } = (await invite(lin, "b-anna")).body;
  const mallory = browser();
  assert.equal((await look(mallory, "b-mallory")).body.invitation, undefined);
  await look(mallory, "b-mallory", { declined: invitation });
  assert.deepEqual((await accept(mallory, "b-mallory", invitation)).body.conversations, []);
  assert.equal((await look(anna, "b-anna")).body.invitation?.invitation, invitation);
  const statuses: number[] = [];
  for (let at = 0; at < 110; at++) statuses.push((await look(mallory, `b-${at}`)).status);
  assert.equal(statuses.at(-1), 429);
  // an agent who is away invites nobody
  await ask(house, lin, "POST", "/api/v1/agent/presence", { presence: "break" });
  await until(() => house.gateway.companies.known("demo")?.agents.get("lin")?.presence === "break");
  const away = await invite(lin, "b-1", "k9");
  assert.equal(away.body.code, "not_eligible");
});

import assert from "node:assert/strict";
import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { FoundVisitors } from "../../engine/contract/wire/desk.ts";
import type { ConversationDetail, VisitorSession } from "../../engine/contract/wire/http.ts";
import type { AuditPage } from "../../engine/contract/wire/http_audit.ts";
import type { VisitorConversation, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, type Browser, line, opened, staff, visitor } from "../testing/people.ts";
import { program } from "../testing/programs.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse({ oneClock: true })));
Deno.test.afterAll(() => house.close());

const DAY_MS = 86_400_000;
const put = (who: Browser, of: string, body: object) =>
  ask(house, who, "POST", `/api/v1/visitors/${of}/block`, body);
const openAgain = (who: Browser) =>
  ask(house, who, "POST", "/api/v1/visitor/conversations", {
    route: "qishan-web",
    language: "en",
    message: { kind: "text", text: "again" },
  });

Deno.test("block - it ends what is open, is told to both sides, and is lifted", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const page = await line<VisitorFrameOut>(house, anna, "visitor");
  const untilAt = house.gateway.clock.wall() + DAY_MS;
  const blocked = await put(lin, anna.visitor, { blocked: true, untilAt });
  assert.equal(blocked.status, 200, JSON.stringify(blocked.body));
  await page.frame((one) =>
    one.type === "state" && one.conversation.state === "closed" && !one.conversation.canReopen
  );

  const again = await openAgain(anna);
  const { code, reason, untilAt: told } = again.body;
  assert.deepEqual([again.status, code, reason, told], [
    403,
    "forbidden",
    "visitor_blocked",
    untilAt,
  ]);
  page.send({ type: "message", id: "m1", conversation, body: { kind: "text", text: "x" } });
  const refused = await page.frame<VisitorFrameOut & { type: "refused" }>((one) =>
    one.type === "refused"
  );
  assert.deepEqual([refused.error.reason, refused.error.untilAt], ["visitor_blocked", untilAt]);

  const detailOf = async (who: Browser) =>
    (await ask<ConversationDetail>(house, who, "GET", `/api/v1/conversations/${conversation}`))
      .body.blocked;
  await until(async () => (await detailOf(lin))?.untilAt === untilAt, "on the card");
  const session = await ask<VisitorSession>(house, anna, "POST", "/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "en",
  });
  assert.deepEqual(session.body.blocked, { untilAt });

  assert.equal((await put(lin, anna.visitor, { blocked: false })).status, 200);
  assert.equal((await openAgain(anna)).status, 201);
  await until(async () => await detailOf(lin) === undefined, "lifted on the card");
});

Deno.test("block - supervisors find who is blocked; the audit tells who did it", async () => {
  const shen = await staff(house, "shen");
  const ben = await visitor(house);
  await opened(house, ben);
  await until(() => house.gateway.reading.visitor("demo", ben.visitor), "in the records");
  assert.equal((await put(shen, ben.visitor, { blocked: true })).status, 200);
  const found = async () =>
    (await ask<FoundVisitors>(house, shen, "GET", "/api/v1/visitors?search=&blocked=true"))
      .body.visitors.map(({ visitor, blocked }) => ({ visitor, blocked }));
  await until(async () => (await found()).length === 1, "found");
  assert.deepEqual(await found(), [{ visitor: ben.visitor, blocked: { by: "supervisor:shen" } }]);
  assert.equal((await put(shen, ben.visitor, { blocked: false })).status, 200);
  await until(async () => (await found()).length === 0, "found no more");
  const admin = await staff(house, "admin");
  const actions = async () => {
    const path = "/api/v1/audit?action=visitor";
    const { body } = await ask<AuditPage>(house, admin, "GET", path);
    return body.lines.filter(({ detail }) => detail.visitor === ben.visitor)
      .map(({ action, author, outcome }) => [action, author, outcome]);
  };
  await until(async () => (await actions()).length === 2, "written");
  assert.deepEqual((await actions()).toSorted(), [
    ["visitor.block", "supervisor:shen", "done"],
    ["visitor.unblock", "supervisor:shen", "done"],
  ]);
});

Deno.test("block - after its end or its lift nobody is told of it, and what it ended goes on", async () => {
  const shen = await staff(house, "shen");
  const bob = await visitor(house);
  const { conversation } = await opened(house, bob);
  const canReopen = async () =>
    (await ask<{ conversations: VisitorConversation[] }>(
      house,
      bob,
      "GET",
      "/api/v1/visitor/conversations",
    ))
      .body.conversations.find((one) => one.conversation === conversation)?.canReopen;
  const found = async () =>
    (await ask<FoundVisitors>(house, shen, "GET", "/api/v1/visitors?search="))
      .body.visitors.find(({ visitor }) => visitor === bob.visitor)?.blocked;
  await until(() => house.gateway.reading.visitor("demo", bob.visitor), "in the records");
  assert.equal((await put(shen, bob.visitor, { blocked: true })).status, 200);
  const by = "supervisor:shen";
  assert.deepEqual([await canReopen(), await found()], [false, { by }]);
  assert.equal((await put(shen, bob.visitor, { blocked: false })).status, 200);
  assert.deepEqual([await canReopen(), await found()], [true, undefined]);

  const untilAt = house.gateway.clock.wall() + 60_000;
  assert.equal((await put(shen, bob.visitor, { blocked: true, untilAt })).status, 200);
  assert.deepEqual([await canReopen(), await found()], [false, { untilAt, by }]);
  house.pass(60_000);
  assert.deepEqual([await canReopen(), await found()], [true, undefined]);
});

Deno.test("block - an agent changes and lifts the own ones, supervisors all", async () => {
  const { who: lin } = await atWork(house, "lin");
  const shen = await staff(house, "shen");
  const fay = await visitor(house);
  const { conversation } = await opened(house, fay);
  await until(() => house.gateway.reading.visitor("demo", fay.visitor), "in the records");
  const turn = async (who: Browser, body: object) => (await put(who, fay.visitor, body)).status;
  const setBy = async (who: Browser) => {
    const { body } = await ask<ConversationDetail>(
      house,
      who,
      "GET",
      `/api/v1/conversations/${conversation}`,
    );
    return body.blocked?.by;
  };
  assert.equal(await turn(lin, { blocked: true }), 200);
  assert.deepEqual([await setBy(lin), await setBy(shen)], ["agent:lin", "agent:lin"]);
  assert.equal(await turn(lin, { blocked: false }), 200);

  assert.equal(await turn(shen, { blocked: true }), 200);
  assert.equal(await setBy(lin), "supervisor:shen");
  assert.equal(await turn(lin, { blocked: false }), 403);
  const soon = house.gateway.clock.wall() + 1_000;
  assert.equal(await turn(lin, { blocked: true, untilAt: soon }), 403, "nor shorter");
  const past = await ask<FoundVisitors>(house, shen, "GET", "/api/v1/visitors?search=");
  const found = past.body.visitors.find((one) => one.visitor === fay.visitor);
  assert.deepEqual(found?.blocked, { by: "supervisor:shen" });
  const session = await ask<VisitorSession>(house, fay, "POST", "/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "en",
  });
  assert.deepEqual(session.body.blocked, {}, "the visitor is not told by whom");

  assert.equal(await turn(lin, { blocked: true }), 403);
  assert.equal(await turn(shen, { blocked: false }), 200);
  assert.equal(await turn(lin, { blocked: true }), 200);
  assert.equal(await turn(shen, { blocked: false }), 200);
});

Deno.test("block - while the records are away an agent is told that, not that the block is another's", async () => {
  const { who: lin } = await atWork(house, "lin");
  const gus = await visitor(house);
  await opened(house, gus);
  assert.equal((await put(lin, gus.visitor, { blocked: true })).status, 200);
  const { reading } = house.gateway;
  house.gateway.reading = {
    ...reading,
    visitor: () => Promise.reject(new DatabaseUnavailable("away")),
  };
  const away = await put(lin, gus.visitor, { blocked: false });
  house.gateway.reading = reading;
  assert.deepEqual([away.status, away.body.code], [503, "unavailable"]);
  await until(
    async () => (await put(lin, gus.visitor, { blocked: false })).status === 200,
    "lifted",
  );
});

Deno.test("block - files and the card are refused like words", async () => {
  const shen = await staff(house, "shen");
  const dora = await visitor(house);
  const { conversation } = await opened(house, dora);
  const untilAt = house.gateway.clock.wall() + DAY_MS;
  assert.equal((await put(shen, dora.visitor, { blocked: true, untilAt })).status, 200);
  const upload = `/api/v1/visitor/files?conversation=${conversation}&name=a.txt`;
  const leave = `/api/v1/visitor/conversations/${conversation}/leave`;
  for (
    const [path, body] of [
      [upload, new TextEncoder().encode("words")],
      [leave, { phone: "13800000000" }],
      [leave, { phone: "13800000000", text: "ring me" }],
    ] as const
  ) {
    const { status, body: { code, reason, untilAt: told } } = await ask(
      house,
      dora,
      "POST",
      path,
      body,
    );
    assert.deepEqual([status, code, reason, told], [403, "forbidden", "visitor_blocked", untilAt]);
  }
  assert.equal((await house.gateway.cards.get("demo", dora.visitor)).card.phone, undefined);
});

Deno.test("block - a page asks the engine once for what is live of a visitor", async () => {
  const { bus } = house.gateway;
  const shen = await staff(house, "shen");
  const eve = await visitor(house);
  const { conversation } = await opened(house, eve);
  let asked = 0;
  const query = bus.query;
  bus.query = ((...all: Parameters<typeof query>) => {
    if (all[1] === "visitor.live") asked++;
    return query(...all);
  }) as typeof query;
  try {
    await ask(house, shen, "GET", `/api/v1/conversations/${conversation}`);
    assert.equal(asked, 1, "on the desk");
    await ask(house, eve, "POST", "/api/v1/visitor/sessions", {
      route: "qishan-web",
      language: "en",
    });
    assert.equal(asked, 2, "in the widget");
  } finally {
    bus.query = query;
  }
});

Deno.test("block - not by whom the visitor is a stranger to, nor without the scope, nor for ever", async () => {
  const { who: lin } = await atWork(house, "lin");
  const carl = await visitor(house);
  await opened(house, carl);
  const statuses = [];
  for (
    const [who, of, body] of [
      [await staff(house, "he"), carl.visitor, { blocked: true }],
      [lin, "v-nothing", { blocked: true }],
      [await staff(house, "shen"), "v-nothing", { blocked: true }],
      [await program(house, "visitors:read"), carl.visitor, { blocked: true }],
      [carl, carl.visitor, { blocked: false }],
      [lin, carl.visitor, { blocked: true, untilAt: 1 }],
      [lin, carl.visitor, {}],
    ] as const
  ) statuses.push((await put(who, of, body)).status);
  assert.deepEqual(statuses, [404, 404, 404, 403, 401, 422, 422]);
  const erp = await program(house, "visitors:write");
  assert.equal((await put(erp, carl.visitor, { blocked: true })).status, 200);
  assert.equal((await openAgain(carl)).status, 403);
});

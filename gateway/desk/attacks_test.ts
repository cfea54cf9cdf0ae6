/** Attacks on what the desk keeps for its people; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import type { FoundVisitors } from "../../engine/contract/wire/desk.ts";
import { BUDGETS, LIMITS } from "../limits/limits.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const V = "/api/v1/visitor";

Deno.test("attack 3 - who finds a visitor counts only the conversations of the own groups", async () => {
  const [lin, he] = [await atWork(house, "lin"), await atWork(house, "he")];
  const shen = await staff(house, "shen");
  const anna = await visitor(house);
  const first = await opened(house, anna);
  await ask(house, lin.who, "PUT", `/api/v1/visitors/${anna.visitor}/card`, { name: "Zhou Qi" });
  await ask(house, anna, "POST", `${V}/conversations/${first.conversation}/close`);
  const { conversation } = await opened(house, anna);
  const found = async (who: typeof shen) => {
    const path = "/api/v1/visitors?search=zhou";
    return (await ask<FoundVisitors>(house, who, "GET", path)).body.visitors.map((one) => ({
      conversations: one.conversations,
      sinceFirst: one.firstAt === firstAt,
    }));
  };
  const { firstAt } = await until(async () => {
    const all = await ask<FoundVisitors>(house, shen, "GET", "/api/v1/visitors?search=zhou");
    return all.body.visitors.find((one) => one.conversations === 2);
  }, "both in the records") as { firstAt: number };
  assert.deepEqual(await found(he.who), [], "not of his groups");
  const path = `/api/v1/conversations/${conversation}/move`;
  const moved = await ask(house, shen, "POST", path, { to: { agent: "he" } });
  assert.equal(moved.status, 200, JSON.stringify(moved.body));
  await until(async () => (await found(he.who)).length === 1, "moved in the records");
  assert.deepEqual(await found(he.who), [{ conversations: 1, sinceFirst: false }]);
  assert.deepEqual(await found(shen), [{ conversations: 2, sinceFirst: true }]);

  const reached = await ask(house, lin.who, "POST", `/api/v1/visitors/${anna.visitor}/reach`, {
    route: "qishan-web",
  });
  assert.equal(reached.status, 409);
  assert.equal(reached.body.conversation, undefined, "of a colleague's conversation no id");
  [lin.line, he.line].forEach((one) => one.hangUp());
});

Deno.test("attack 24 - an address that passes for another is refused, from whomever", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const traps = [
    "javascript:alert(1)",
    "data:text/html,x",
    "https://shop.example@evil.example/",
    "https://shop.example:x@evil.example/",
    "https://evil.example/\u202efdp.exe",
    "https://evil.example/\u200bx",
    "https://[::1",
    "https://%",
    "http://a\u0000b/",
  ];
  for (const url of traps) {
    for (const body of [{ kind: "link", url, push: true }, { kind: "card", title: "t", url }]) {
      const say = (who: typeof anna | typeof lin.who, base: string) =>
        ask(house, who, "POST", `${base}/conversations/${conversation}/messages`, { body });
      assert.equal((await say(anna, V)).status, 422, url);
      assert.equal((await say(lin.who, "/api/v1")).status, 422, url);
    }
    const orders = { orders: [{ order: "1", title: "t", url }] };
    assert.equal((await ask(house, anna, "POST", `${V}/orders`, orders)).status, 422, url);
  }
  lin.line.hangUp();
});

Deno.test("attack 36 - what looks through whole tables or replays a journal has its own bounds", async () => {
  const [lin, shen] = [await staff(house, "lin"), await staff(house, "shen")];
  const { burst } = BUDGETS.searchesPerSession;
  const asked = await Promise.all(
    Array.from({ length: burst + 10 }, () => ask(house, lin, "GET", "/api/v1/visitors?search=x")),
  );
  assert.ok(asked.some((one) => one.status === 429), "a search costs the records");
  const report = await ask(house, lin, "GET", "/api/v1/reports/topics?from=0&to=1");
  assert.equal(report.status, 429, "from the same purse");
  const wall = await Promise.all(
    Array.from({ length: burst + 10 }, () => ask(house, shen, "GET", "/api/v1/wall/transfers")),
  );
  assert.ok(wall.some((one) => one.status === 429), "so does who was handed on how often");
  const { conversation } = await opened(house, await visitor(house));
  const path = `/api/v1/conversations/${conversation}/explain?seq=1`;
  const explained = await Promise.all(
    Array.from({ length: 6 }, () => ask(house, shen, "GET", path)),
  );
  const refused = explained.filter((one) => one.status === 429).length;
  assert.equal(refused, 6 - LIMITS.explainsAtOncePerPersonMax);
});

Deno.test("attack 44 - a draft with the character of number 0 is refused, written out it is kept", async () => {
  const admin = await staff(house, "admin");
  const put = (document: unknown) =>
    ask(house, admin, "PUT", "/api/v1/config/draft", { edition: 0, document });
  assert.equal((await put({ name: "a\u0000" })).status, 422);
  assert.equal((await put({ "a\u0000": 1 })).status, 422);
  assert.equal((await put({ name: "a\\u0000", other: "\\" })).status, 200);
});

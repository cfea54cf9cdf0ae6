import assert from "node:assert/strict";
import type {
  FoundVisitors,
  PendingList,
  RatingReport,
  TopicReport,
} from "../../engine/contract/wire/desk.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const DAY_MS = 86_400_000;
const period = () => {
  const now = house.gateway.clock.wall();
  return `from=${now - DAY_MS}&to=${now + DAY_MS}`;
};

Deno.test("reports - topics and ratings of a period, each agent the own ones, and as CSV", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const path = `/api/v1/conversations/${conversation}`;
  const [topic] = house.gateway.companies.known("demo")!.configuration!.closingTopics;
  const leaf = topic.children?.[0] ?? topic;
  assert.equal((await ask(house, lin, "POST", `${path}/close`, { topic: leaf.id })).status, 200);
  const reasons = house.gateway.companies.known("demo")!.configuration!.rating.reasons;
  const other = reasons.find((one) => !one.counts)!;
  const rating = { score: 1, reasons: [other.id] };
  const rated = `/api/v1/visitor/conversations/${conversation}/rating`;
  assert.equal((await ask(house, anna, "POST", rated, rating)).status, 200);

  const topics = (who: typeof lin) =>
    ask<TopicReport>(house, who, "GET", `/api/v1/reports/topics?${period()}`);
  await until(async () => (await topics(lin)).body.rows.length === 1, "in the records");
  const [row] = (await topics(lin)).body.rows;
  assert.deepEqual([row.topic, row.count, row.before.count], [leaf.id, 1, 0]);
  assert.ok(row.handlingMs !== undefined && row.handlingMs >= 0);
  assert.deepEqual((await topics(await staff(house, "he"))).body.rows, []);
  const file = await ask<{ text: string }>(
    house,
    await staff(house, "shen"),
    "GET",
    `/api/v1/reports/topics.csv?${period()}`,
  );
  assert.match(file.body.text, new RegExp(`^\ufeffTopic,.*\r\n.*${leaf.name.en},1,`));

  const shen = await staff(house, "shen");
  const ratings = (by: string) =>
    ask<RatingReport>(house, shen, "GET", `/api/v1/reports/ratings?${period()}&by=${by}`);
  await until(async () => (await ratings("reason")).body.rows.length === 1, "rated");
  assert.deepEqual((await ratings("reason")).body.rows, [
    { id: other.id, count: 1, mean: 1, scores: [1, 0, 0, 0, 0] },
  ]);
  assert.deepEqual((await ratings("agent")).body.rows, [], "not the agent's affair");
  assert.equal((await ratings("mood")).status, 422);
});

Deno.test("visitors - found by what the card holds, agents only those of their groups", async () => {
  const { who: lin } = await atWork(house, "lin");
  const anna = await visitor(house);
  await opened(house, anna);
  const card = { name: "小满妈妈", phone: "13800138000", note: "prefers 100% cotton" };
  const saved = await ask(house, lin, "PUT", `/api/v1/visitors/${anna.visitor}/card`, card);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const found = async (who: typeof lin, search: string) => {
    const path = `/api/v1/visitors?search=${encodeURIComponent(search)}`;
    return (await ask<FoundVisitors>(house, who, "GET", path)).body.visitors;
  };
  await until(async () => (await found(lin, "13800138")).length === 1, "in the records");
  assert.equal((await found(lin, "满妈"))[0].visitor, anna.visitor);
  assert.equal((await found(lin, "100%")).length, 1);
  assert.equal((await found(lin, "1_0%")).length, 0);
  assert.equal((await found(await staff(house, "he"), "13800138")).length, 0);
  assert.equal((await found(await staff(house, "shen"), "13800138")).length, 1);
});

Deno.test("pending - with reason and due time, the own ones for agents, all for supervisors", async () => {
  const { who: lin } = await atWork(house, "lin");
  const { conversation } = await opened(house, await visitor(house), "later please");
  const dueAt = house.gateway.clock.wall() + DAY_MS;
  const body = { reason: "call", dueAt, note: "ring back" };
  const parked = await ask(house, lin, "POST", `/api/v1/conversations/${conversation}/park`, body);
  assert.equal(parked.status, 200, JSON.stringify(parked.body));
  const rows = async (who: typeof lin) =>
    (await ask<PendingList>(house, who, "GET", "/api/v1/pending?state=parked")).body.rows;
  await until(async () => (await rows(lin)).length === 1, "in the records");
  const [row] = await rows(await staff(house, "shen"));
  assert.deepEqual(
    [row.conversation, row.reason, row.note, row.dueAt, row.agent, row.preview],
    [conversation, "call", "ring back", dueAt, "lin", "later please"],
  );
  assert.deepEqual(await rows(await staff(house, "he")), []);
});

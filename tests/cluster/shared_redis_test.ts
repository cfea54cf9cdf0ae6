/** What gateways share, on a real Redis: the same cases, then gone, flushed and back. */
import assert from "node:assert/strict";
import { startRedis } from "../../deploy/redis/server.ts";
import { redisBrowsing } from "../../gateway/browsing/redis.ts";
import { redisShared } from "../../gateway/shared/redis.ts";
import { connectRedis } from "../../gateway/shared/redis_connection.ts";
import { sharedSuite } from "../contract/shared_suite.ts";
import { browsingSuite } from "../contract/browsing_suite.ts";
import { freePort } from "../support/postgres.ts";
import { until } from "../support/until.ts";

const PASSWORD = "sharedtest";
const port = freePort();
let server = await startRedis(port, PASSWORD);
globalThis.addEventListener("unload", () => server.child.ended() || server.child.kill("SIGKILL"));

async function open(url = server.url) {
  let there = false;
  const shared = redisShared({ url, onChange: (now) => void (there = now) });
  await until("Redis is there", () => there);
  return { ...shared, there: () => there };
}

sharedSuite("Redis", open);

async function openBrowsing() {
  let there = false;
  const place = redisBrowsing({ url: server.url, onChange: (now) => void (there = now) });
  await until("Redis is there", () => there);
  return place;
}

browsingSuite("Redis", openBrowsing);

Deno.test("browsing (Redis) - those who left are passed over, however many stand before the others", async () => {
  const place = await openBrowsing();
  const workspace = crypto.randomUUID();
  const seen = (browsing: string, seenAt: number) => ({
    ...{ browsing, route: "web", shop: "qishan", language: "en" as const, facts: {} },
    ...{ since: 1, pageSince: 1, seenAt, pages: 1 },
  });
  for (let at = 0; at < 30; at++) await place.put(workspace, seen(`stays-${at}`, at), 60_000);
  for (let at = 0; at < 30; at++) await place.put(workspace, seen(`goes-${at}`, 100 + at), 1);
  const gone = async () => await place.get(workspace, "goes-29") === undefined;
  await until("they are gone", gone);
  const ids = (await place.list(workspace, 10))?.map(({ browsing }) => browsing);
  assert.deepEqual(ids, Array.from({ length: 10 }, (_, at) => `stays-${29 - at}`));
  await place.close();
});

Deno.test("browsing (Redis) - away, every call says so and none throws", async () => {
  const place = redisBrowsing({ url: `redis://:wrong@127.0.0.1:${port}/0` });
  assert.equal(await place.list("demo", 10), undefined);
  assert.equal(await place.get("demo", "b"), undefined);
  assert.equal(await place.answer("demo", "b", "i", "declined"), undefined);
  await place.close();
});

/** Those of these people of whom Redis has a set, and who is in it. */
async function setsOf(people: string[]): Promise<Record<string, string[]>> {
  const redis = connectRedis({ url: server.url });
  await until("Redis answers", () => redis.status === "ready");
  const sets = await Promise.all(people.map((one) => redis.smembers(`tg:p:${one}`)));
  redis.disconnect();
  return Object.fromEntries(people.flatMap((one, at) => sets[at].length ? [[one, sets[at]]] : []));
}

const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());

Deno.test("shared (Redis) - what a killed gateway held is gone soon after its lease, the others' stays", async () => {
  const shared = await open();
  const [killed, paused, next] = ids(3);
  const people = ids(2_500);
  await shared.alive(killed, 1);
  await shared.enter(killed, people);
  await shared.alive(paused, 60_000);
  await shared.enter(paused, people.slice(0, 2));
  await shared.leave(paused, people.slice(1, 2));
  await until("the next life swept", async () => {
    await shared.alive(next, 60_000);
    return Object.keys(await setsOf(people)).length === 1;
  });
  assert.deepEqual(await setsOf(people), { [people[0]]: [paused] });
  await shared.close();
});

Deno.test("shared (Redis) - a gateway that was away for longer than its lease enters again", async () => {
  const shared = await open();
  const [away, other] = ids(2);
  const [anna] = ids(1);
  await shared.alive(away, 1);
  await shared.enter(away, [anna]);
  await until("its lease is over", async () => {
    await shared.alive(other, 60_000);
    return Object.keys(await setsOf([anna])).length === 0;
  });
  assert.equal(await shared.alive(away, 60_000), "new");
  await shared.enter(away, [anna]);
  await shared.alive(other, 60_000);
  assert.deepEqual(await setsOf([anna]), { [anna]: [away] });
  await shared.close();
});

Deno.test("shared (Redis) - one that died before it ever said that it lives leaves nothing either", async () => {
  const shared = await open();
  const [brief, next] = ids(2);
  const [anna] = ids(1);
  await shared.enter(brief, [anna]);
  await shared.alive(next, 60_000);
  assert.deepEqual(await setsOf([anna]), {});
  await shared.close();
});

Deno.test("shared (Redis) - a gateway that is stopped takes its people along", async () => {
  const [stopped, asking] = await Promise.all([open(), open()]);
  const [life, other] = ids(2);
  const people = ids(3);
  await stopped.alive(life, 60_000);
  await stopped.enter(life, people);
  assert.equal(await asking.elsewhere(other, people[0]), true);
  await stopped.close();
  assert.equal(await asking.elsewhere(other, people[0]), false);
  assert.deepEqual(await setsOf(people), {});
  await asking.close();
});

Deno.test("shared (Redis) - gone, every call says so soon; back, it goes on; flushed, it is new", async () => {
  const shared = await open();
  await shared.alive("g1", 60_000);
  await shared.enter("g1", ["anna"]);
  server.child.kill("SIGSTOP");
  const begun = performance.now();
  assert.equal(await shared.elsewhere("g2", "anna"), undefined);
  assert.equal(await shared.putTicket("t", "holder", 1_000), false);
  assert.equal(await shared.spend([]) === undefined, false, "nothing to tell needs nobody");
  assert.ok(performance.now() - begun < 5_000);
  server.child.kill("SIGCONT");
  await until("it answers again", async () => await shared.elsewhere("g2", "anna") === true);

  await server.child.stop();
  await until("it is known to be away", () => !shared.there());
  assert.equal(await shared.takeTicket("t"), undefined);
  assert.equal(await shared.alive("g1", 60_000), undefined);
  server = await startRedis(port, PASSWORD);
  await until("it is back", () => shared.there());
  assert.equal(await shared.alive("g1", 60_000), "new", "all was lost: everybody enters again");
  assert.equal(await shared.elsewhere("g2", "anna"), false);
  await shared.close();
});

Deno.test("shared (Redis) - a wrong password is away, not an error", async () => {
  const shared = redisShared({ url: `redis://:wrong@127.0.0.1:${port}/0`, onChange: () => {} });
  assert.equal(await shared.putTicket("t", "holder", 1_000), false);
  await shared.close();
  await server.child.stop();
});

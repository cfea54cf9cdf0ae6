/** What gateways share, on a real Redis: the same cases, then gone, flushed and back. */
import assert from "node:assert/strict";
import { startRedis } from "../../deploy/redis/server.ts";
import { redisShared } from "../../gateway/shared/redis.ts";
import { sharedSuite } from "../contract/shared_suite.ts";
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

/** Who keeps a cluster's level from being raised: every process that lives and knows less. */
import assert from "node:assert/strict";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { createClock } from "../../engine/local/clock.ts";
import { joinCluster, raiseLevel } from "../../engine/nats/levels/levels.ts";
import { connectNats, openNats } from "../../engine/nats/mod.ts";
import { provisionStreams } from "../../engine/nats/streams.ts";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";
import { contractCase } from "./contract_case.ts";

/** A cluster that writes the level before this build's. */
async function open() {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "levels" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  const write = async (key: string, value: unknown) => {
    const body = new TextEncoder().encode(JSON.stringify(value));
    const stored = await parts.publisher.publish(`$KV.TG_CLUSTER.${key}`, body);
    assert.equal(stored.state, "stored");
  };
  await write("level", LEVEL - 1);
  return {
    write,
    join: (name: string) => joinCluster(nats, parts.publisher, "gateway", name),
    raise: () => raiseLevel(nats, parts.publisher),
    async close() {
      parts.close();
      await nats.close();
      await server.stop();
    },
  };
}

const levels = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof open>>) => Promise<void>,
) =>
  contractCase(
    "levels",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    open,
    body,
  );

levels("a process that knows less is not hidden by one of the same name", async (of) => {
  await of.write("member.gateway.gw", { level: LEVEL - 1, at: Date.now() });
  const newer = await of.join("gw");
  const refused = { state: "refused", behind: ["gw"], living: 2 };
  assert.deepEqual(await of.raise(), refused);
  await newer.leave();
});

levels("two of one name and one level count as two, and leave alone", async (of) => {
  const [first, second] = [await of.join("gw"), await of.join("gw")];
  await first.leave();
  await of.write("member.engine.old", { level: LEVEL - 1, at: Date.now() });
  const refused = { state: "refused", behind: ["old"], living: 2 };
  assert.deepEqual(await of.raise(), refused);
  await second.leave();
});

levels("a process whose clock stands still in the past is heard all the same", async (of) => {
  await of.write("member.engine.old", { level: LEVEL - 1, at: 1 });
  const newer = await of.join("gw");
  assert.deepEqual(await of.raise(), { state: "refused", behind: ["old"], living: 2 });
  await newer.leave();
});

levels("what has left keeps nobody back", async (of) => {
  await of.write("member.engine.old", { level: LEVEL - 1, at: 0 });
  const newer = await of.join("gw");
  assert.deepEqual(await of.raise(), { state: "raised", from: LEVEL - 1, to: LEVEL });
  await newer.leave();
});

/**
 * Three nats-servers that replicate and sync always; the journal's leader is killed under load. A new
 * one is elected, appends go on, owners keep their partitions, and nothing is lost or doubled.
 */
import assert from "node:assert/strict";
import { jetstreamManager } from "@nats-io/jetstream";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { createClock } from "../../engine/local/clock.ts";
import { startServers } from "../../engine/nats/bench/servers.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { startEngineProcess } from "../support/engine_process.ts";
import { natsProgram } from "../support/nats_server.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";
import { spread } from "./takeover.ts";
import { judged, send, talk } from "./talk.ts";

const PARTITION = partitionOf(WORKSPACE);
const TRIES_MAX = 600;
const PAUSE_MS = 50;
const lacking = natsProgram === undefined ? " (nats-server could not be had)" : "";

/** Tries until it works: there is no leader yet, or none any more. */
async function until<Value>(attempt: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const value = await attempt().catch(() => undefined);
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error("what was waited for did not come");
}

Deno.test({
  name: `faults - the journal's leader is killed, and owners keep their partitions${lacking}`,
  ignore: natsProgram === undefined,
  async fn() {
    const servers = await startServers(natsProgram!, 3, true);
    const nats = await connectNats({ url: servers.url, name: "client" });
    const settings = { replicas: 3, journalBytesMax: 256 * 1024 * 1024 };
    await until(() => provisionStreams(nats, settings));
    const parts = openNats(nats, createClock());
    const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
    const engine = startEngineProcess(servers.url, "e1");
    const history: HistoryRecord[] = [];
    try {
      await spread([engine]);
      for (const command of await employ(bus, { lin: agentRecord(5, ["presale"]) })) {
        assert.ok(await send(bus, history, command), command.type);
      }
      const acknowledged = () => history.filter(({ kind }) => kind === "acknowledged").length;
      const hush = talk(bus, history);
      await until(() => Promise.resolve(acknowledged() > 50 || undefined));
      const epoch = (await parts.journal(PARTITION).tail()).epoch;
      const manager = await jetstreamManager(nats, { checkAPI: false });
      const leader = (await manager.streams.info("TG_JOURNAL")).cluster?.leader;
      assert.ok(leader);
      await servers.kill(leader);
      const killedAt = performance.now();
      const before = acknowledged();
      await until(() => Promise.resolve(acknowledged() > before + 20 || undefined));
      console.log(`appends again after ${Math.round(performance.now() - killedAt)} ms`);
      await hush();
      const tail = await until(() => parts.journal(PARTITION).tail());
      // The store of archives elects its own leader, in its own time.
      assert.deepEqual(await until(() => judged(parts.journal(PARTITION), history)), []);
      assert.equal(tail.epoch, epoch);
    } finally {
      await engine.kill("SIGKILL").catch(() => {});
      bus.close();
      parts.close();
      await nats.close();
      await servers.stop();
    }
  },
});

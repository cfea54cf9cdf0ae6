/**
 * The only nats-server dies and comes back under load: commands wait, nothing is lost or doubled,
 * and every owner goes on in its epoch.
 */
import assert from "node:assert/strict";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { createClock } from "../../engine/local/clock.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { startEngineProcess } from "../support/engine_process.ts";
import { natsProgram, reconnected, startNatsServer } from "../support/nats_server.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";
import { spread } from "./takeover.ts";
import { judged, longestSilenceMs, send, talk } from "./talk.ts";
import { tell } from "./told.ts";

const PARTITION = partitionOf(WORKSPACE);
const AWAY_MS = 4_000;
const lacking = natsProgram === undefined ? " (nats-server could not be had)" : "";

Deno.test({
  name: `faults - a nats-server that was gone costs a pause and no owner${lacking}`,
  ignore: natsProgram === undefined,
  async fn() {
    const server = await startNatsServer({ syncAlways: true });
    const nats = await connectNats({ url: server.url, name: "client" });
    await provisionStreams(nats, { replicas: 1, journalBytesMax: 256 * 1024 * 1024 });
    const parts = openNats(nats, createClock());
    const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
    const engine = startEngineProcess(server.url, "e1");
    const history: HistoryRecord[] = [];
    try {
      await spread([engine]);
      for (const command of await employ(bus, { lin: agentRecord(5, ["presale"]) })) {
        assert.ok(await send(bus, history, command), command.type);
      }
      const hush = talk(bus, history);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await server.kill();
      await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
      await server.start();
      await reconnected(nats);
      const before = history.filter(({ kind }) => kind === "acknowledged").length;
      await spread([engine]);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const sent = await hush();
      const after = history.filter(({ kind }) => kind === "acknowledged").length;
      assert.ok(after > before, `${after - before} acknowledged after the server came back`);
      const { cases, offences } = await judged(parts.journal(PARTITION), history);
      assert.deepEqual(offences, []);
      assert.equal((await parts.journal(PARTITION).tail()).epoch, 1);
      assert.ok(sent > 100, `${sent} commands`);
      tell({
        injected: `kill -9 of the only nats-server, back ${AWAY_MS} ms later`,
        seen: `${after - before} commands acknowledged afterwards, by the same owner`,
        recoveryMs: longestSilenceMs(history) - AWAY_MS,
        commands: sent,
        judged: cases,
      });
    } finally {
      await engine.kill("SIGKILL").catch(() => {});
      bus.close();
      parts.close();
      await nats.close();
      await server.stop();
    }
  },
});

/**
 * Two real engines on a real nats-server: one is killed in the middle of its appends, then the other
 * is asked to go. Nothing acknowledged is lost, nothing is done twice, and every partition is
 * answered again in time.
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
import { type EngineProcess, startEngineProcess } from "../support/engine_process.ts";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";
import { judged, send, talk } from "./talk.ts";
import { spread, watchPartitions, WORKSPACES } from "./takeover.ts";

const PARTITION = partitionOf(WORKSPACE);
/** The promise is 4 s and 300 ms on a machine with room; this one may have none. */
const CRASH_MS_MAX = 8_000;
const PLANNED_MS_MAX = 3_000;

const lacking = natsProgram === undefined ? " (nats-server could not be had)" : "";

async function ownerOf(processes: EngineProcess[], partition: number): Promise<EngineProcess> {
  for (const process of processes) {
    const owned = await process.partitions() ?? [];
    if (owned.some((one) => one.partition === partition)) return process;
  }
  throw new Error(`nobody owns ${partition}`);
}

const worst = (gaps: Map<number, number>): number => Math.round(Math.max(...gaps.values()));

Deno.test({
  name: `faults - an engine killed under load is replaced, and nothing is lost${lacking}`,
  ignore: natsProgram === undefined,
  async fn() {
    const server = await startNatsServer();
    const nats = await connectNats({ url: server.url, name: "client" });
    await provisionStreams(nats, { replicas: 1, journalBytesMax: 256 * 1024 * 1024 });
    const parts = openNats(nats, createClock());
    const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
    const engines = [startEngineProcess(server.url, "e1"), startEngineProcess(server.url, "e2")];
    const history: HistoryRecord[] = [];
    try {
      await spread(engines, WORKSPACES.length / 2 + 1);
      for (const command of await employ(bus, { lin: agentRecord(5, ["presale"]) })) {
        assert.ok(await send(bus, history, command), command.type);
      }
      const watch = watchPartitions(bus);
      const hush = talk(bus, history);
      await new Promise((resolve) => setTimeout(resolve, 1_500));

      const victim = await ownerOf(engines, PARTITION);
      const heir = engines.find((one) => one !== victim)!;
      const killedAt = performance.now();
      await victim.kill("SIGKILL");
      await spread([heir]);
      const crash = worst(watch.gaps(killedAt));

      const third = startEngineProcess(server.url, "e3");
      engines.splice(engines.indexOf(victim), 1, third);
      await spread([heir, third], WORKSPACES.length / 2 + 1);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      const askedAt = performance.now();
      await heir.kill("SIGTERM");
      await spread([third]);
      const planned = worst(watch.gaps(askedAt));
      engines.splice(engines.indexOf(heir), 1);

      const sent = await hush();
      await watch.stop();
      console.log(`${sent} commands; without an owner ${crash} ms crashed, ${planned} ms planned`);
      assert.ok(crash <= CRASH_MS_MAX, `${crash} ms after the kill`);
      assert.ok(planned <= PLANNED_MS_MAX, `${planned} ms in the handover`);

      assert.deepEqual(await judged(parts.journal(PARTITION), history), []);
      assert.ok(sent > 500, `${sent} commands`);
    } finally {
      for (const engine of engines) await engine.kill("SIGKILL").catch(() => {});
      bus.close();
      parts.close();
      await nats.close();
      await server.stop();
    }
  },
});

/**
 * Two real engines on a real nats-server: one is killed in the middle of its appends, then the other
 * is asked to go. Nothing acknowledged is lost, nothing is done twice, and every partition is
 * answered again in time. With `--full` so often that over a hundred partitions are taken each way.
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
import { full } from "./stage.ts";
import { tell } from "./told.ts";
import { spans, spread, type Watch, watchPartitions, WORKSPACES } from "./takeover.ts";

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

/** Each kill moves sixteen partitions. */
const ROUNDS = full ? 7 : 1;
/** So long its heir follows before the next one goes. */
const FOLLOWED_MS = 2_500;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ends one; how long each partition that it owned had no owner that answered, ms. */
async function ended(
  watch: Watch,
  engines: EngineProcess[],
  leaving: EngineProcess,
  signal: Deno.Signal,
): Promise<number[]> {
  const owned = (await leaving.partitions() ?? []).map(({ partition }) => partition);
  const at = performance.now();
  await leaving.kill(signal);
  engines.splice(engines.indexOf(leaving), 1);
  await spread(engines);
  const gaps = watch.gaps(at);
  return owned.map((partition) => gaps.get(partition) ?? Infinity);
}

/** One more, which owns its half and follows the rest. */
async function joined(url: string, engines: EngineProcess[], name: string): Promise<void> {
  engines.push(startEngineProcess(url, name));
  await spread(engines, WORKSPACES.length / 2 + 1);
  await pause(FOLLOWED_MS);
}

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
      const [crashed, planned]: number[][] = [[], []];
      await pause(FOLLOWED_MS);
      for (let round = 1; round <= ROUNDS; round++) {
        const victim = await ownerOf(engines, PARTITION);
        crashed.push(...await ended(watch, engines, victim, "SIGKILL"));
        await joined(server.url, engines, `e${2 * round + 1}`);
        planned.push(...await ended(watch, engines, engines[0], "SIGTERM"));
        if (round < ROUNDS) await joined(server.url, engines, `e${2 * round + 2}`);
      }

      const sent = await hush();
      await watch.stop();
      assert.ok(crashed.length >= ROUNDS * 15 && planned.length >= ROUNDS * 15);
      assert.ok(Math.max(...crashed) <= CRASH_MS_MAX, spans("killed", crashed));
      assert.ok(Math.max(...planned) <= PLANNED_MS_MAX, spans("planned", planned));

      const { cases, offences } = await judged(parts.journal(PARTITION), history);
      assert.deepEqual(offences, []);
      assert.ok(sent > 500, `${sent} commands`);
      tell({
        injected: `kill -9 of an owner and SIGTERM of its heir, ${ROUNDS} times each`,
        seen: `partitions without an owner: ${spans("killed", crashed)}; ` +
          spans("planned", planned),
        recoveryMs: Math.round(Math.max(...crashed)),
        commands: sent,
        judged: cases,
      });
    } finally {
      for (const engine of engines) await engine.kill("SIGKILL").catch(() => {});
      bus.close();
      parts.close();
      await nats.close();
      await server.stop();
    }
  },
});

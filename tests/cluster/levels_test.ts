/**
 * Features: I3. A rolling upgrade and back, under load: engines of two levels own partitions in turn, the journal
 * keeps the older level until it is raised, and an engine of the older level stays away afterwards.
 */
import assert from "node:assert/strict";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { createClock } from "../../engine/local/clock.ts";
import { joinCluster, raiseLevel } from "../../engine/nats/levels/levels.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { judged, longestSilenceMs, send, talk } from "../faults/talk.ts";
import { spread } from "../faults/takeover.ts";
import { tell } from "../faults/told.ts";
import { startEngineProcess } from "../support/engine_process.ts";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";
import { nextBuild } from "../support/next_build.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";

const lacking = natsProgram === undefined ? " (nats-server could not be had)" : "";
const PARTITION = partitionOf(WORKSPACE);

async function open() {
  const server = await startNatsServer();
  const nats = await connectNats({ url: server.url, name: "client" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 256 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
  const raw = async () => {
    const request = JSON.stringify({ last_by_subj: `tg.j.${PARTITION}` });
    const { message } = (await nats.request("$JS.API.STREAM.MSG.GET.TG_JOURNAL", request))
      .json<{ message: { data: string } }>();
    return JSON.parse(atob(message.data)) as { level: number };
  };
  return {
    ...{ server, nats, parts, bus, next: await nextBuild() },
    /** Level of the newest batch as it is written. */
    written: async () => (await raw()).level,
    task: (root: string) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", "-q", `${root}/engine/nats/levels/main.ts`],
        cwd: root,
        env: { NATS_URL: server.url, NATS_INBOX_PREFIX: "_INBOX" },
      }).output(),
    async close() {
      bus.close();
      parts.close();
      await nats.close();
      await server.stop();
    },
  };
}

const words = (out: Deno.CommandOutput): string =>
  new TextDecoder().decode(out.stdout) + new TextDecoder().decode(out.stderr);

/** Commands that were sent and never acknowledged: the sender's retries heal everything else. */
function unhealed(history: HistoryRecord[]): string[] {
  const open = new Set<string>();
  for (const record of history) {
    if (record.kind === "sent") open.add(record.id);
    if (record.kind === "acknowledged") open.delete(record.id);
  }
  return [...open];
}

Deno.test({
  name:
    `levels - an upgrade rolls on and back under load, and is raised for good once all know it${lacking}`,
  ignore: natsProgram === undefined,
  async fn() {
    const of = await open();
    const history: HistoryRecord[] = [];
    const start = (name: string, root?: string) =>
      startEngineProcess(of.server.url, name, { root });
    const running = new Set([start("old-1")]);
    /** One more comes, the one before goes: planned, as a rolling upgrade does it. */
    const roll = async (name: string, root?: string) => {
      const [before] = running;
      const after = start(name, root);
      running.add(after);
      await spread([before, after], 17);
      await before.kill("SIGTERM");
      running.delete(before);
      await spread([after]);
    };
    try {
      await spread([...running]);
      for (const command of await employ(of.bus, { lin: agentRecord(5, ["presale"]) })) {
        assert.ok(await send(of.bus, history, command), command.type);
      }
      const hush = talk(of.bus, history);
      await roll("new-1", of.next);
      assert.equal(await of.written(), LEVEL, "the newer build writes what the older one reads");
      await roll("old-2");
      const early = await of.task(of.next);
      assert.equal(early.code, 1);
      assert.match(words(early), /Upgrade these first, they would stop: old-2/);
      const sent = await hush();
      assert.ok(sent > 100, `${sent} commands`);
      assert.deepEqual(unhealed(history), []);
      const { cases, offences } = await judged(of.parts.journal(PARTITION), history);
      assert.deepEqual(offences, []);
      tell({
        injected: "a rolling upgrade and back",
        seen: "one level written throughout, every command acknowledged",
        recoveryMs: longestSilenceMs(history),
        commands: sent,
        judged: cases,
      });
      const later: HistoryRecord[] = [];
      const hushLater = talk(of.bus, later, "later");
      await roll("new-2", of.next);
      const raised = await of.task(of.next);
      assert.equal(raised.code, 0, words(raised));
      const stray = start("old-3");
      await stray.ended;
      assert.match(stray.said(), new RegExp(`writes level ${LEVEL + 1} and this build knows`));
      for (let tries = 0; await of.written() === LEVEL && tries < 200; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.equal(await of.written(), LEVEL + 1);
      await hushLater();
      assert.deepEqual(unhealed(later), []);
    } finally {
      for (const engine of running) await engine.kill("SIGKILL").catch(() => {});
      await of.close();
      await Deno.remove(of.next, { recursive: true });
    }
  },
});

Deno.test({
  name:
    `levels - a cluster that notes its level for the first time goes on with its journal's${lacking}`,
  ignore: natsProgram === undefined,
  async fn() {
    const of = await open();
    try {
      const batch = { level: LEVEL - 1, partition: PARTITION, epoch: 1, at: 1, inbox: 0 };
      const encoded = new TextEncoder().encode(JSON.stringify(batch));
      await of.parts.publisher.publish(`tg.j.${PARTITION}`, encoded);
      const joined = await joinCluster(of.nats, of.parts.publisher, "engine", "e1");
      assert.equal(joined.level(), LEVEL - 1);
      const raised = { state: "raised", from: LEVEL - 1, to: LEVEL };
      assert.deepEqual(await raiseLevel(of.nats, of.parts.publisher), raised);
      await joined.leave();
    } finally {
      await of.close();
      await Deno.remove(of.next, { recursive: true });
    }
  },
});

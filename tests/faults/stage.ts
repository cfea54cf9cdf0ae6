/**
 * One company at work on real engines and a real nats-server, through a proxy that may fail, with
 * a history of what its clients saw. Every fault ends in one line: what was done to it, what was
 * seen, how long until commands were acknowledged again, and how many cases each promise judged.
 */
import assert from "node:assert/strict";
import { jetstreamManager } from "@nats-io/jetstream";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import type { Bus } from "../../engine/contract/ports/bus.ts";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import { createClock } from "../../engine/local/clock.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { Journal } from "../../engine/ports/journal.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { type EngineProcess, startEngineProcess } from "../support/engine_process.ts";
import { natsProgram, type NatsServer, startNatsServer } from "../support/nats_server.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp_proxy.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";
import { spread } from "./takeover.ts";
import { judged, send, talk } from "./talk.ts";
import { tell } from "./told.ts";

export const PARTITION = partitionOf(WORKSPACE);

/** `deno task faults --full` asks for the counts and times of the table. */
export const full = Deno.env.get("TIDEGATE_FAULTS") === "full";

export interface Stage {
  server: NatsServer;
  proxy: TcpProxy;
  bus: Bus;
  journal: Journal;
  history: HistoryRecord[];
  engines: EngineProcess[];
  /** Gives the journal so much room. */
  room(bytes: number): Promise<void>;
  /** Starts one more engine behind the proxy. */
  engine(name: string): EngineProcess;
  acknowledged(): number;
  /** Ms until so many more commands were acknowledged. */
  recovered(more?: number): Promise<number>;
  /** Tells the talkers to stop, judges, prints the line. */
  end(fault: string, seen: string, recoveryMs: number): Promise<void>;
}

export interface StageSettings {
  engines?: number;
  journalBytesMax?: number;
  configuration?: Configuration;
  /** Their wall clocks step on signals. */
  steppedClocks?: boolean;
}

const STEPPED_CLOCK = new URL("../support/stepped_clock.ts", import.meta.url).pathname;
const JOURNAL_BYTES_MAX = 256 * 1024 * 1024;
const RECOVERED_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 10;

/** A test on such a stage; skipped and named where nats-server could not be had. */
export function fault(
  name: string,
  settings: StageSettings,
  play: (stage: Stage) => Promise<void>,
): void {
  const lacking = natsProgram === undefined ? " (nats-server could not be had)" : "";
  Deno.test({
    name: `faults - ${name}${lacking}`,
    ignore: natsProgram === undefined,
    fn: () => staged(settings, play),
  });
}

async function staged(
  settings: StageSettings,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const server = await startNatsServer();
  const proxy = startTcpProxy(Number(new URL(server.url).port));
  const through = `nats://127.0.0.1:${proxy.port}`;
  const direct = await connectNats({ url: server.url, name: "judge" });
  const { journalBytesMax = JOURNAL_BYTES_MAX } = settings;
  await provisionStreams(direct, { replicas: 1, journalBytesMax });
  const nats = await connectNats({ url: through, name: "client" });
  const [parts, judging] = [openNats(nats, createClock()), openNats(direct, createClock())];
  const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
  const engines: EngineProcess[] = [];
  const history: HistoryRecord[] = [];
  const preload = settings.steppedClocks ? STEPPED_CLOCK : undefined;
  const engine = (name: string) => {
    const started = startEngineProcess(through, name, { preload });
    engines.push(started);
    return started;
  };
  try {
    for (let at = 0; at < (settings.engines ?? 1); at++) engine(`e${at + 1}`);
    await spread(engines);
    const staff = { lin: agentRecord(5, ["presale"]) };
    for (const command of await employ(bus, staff, settings.configuration)) {
      assert.ok(await send(bus, history, command), command.type);
    }
    const hush = talk(bus, history);
    const acknowledged = () => history.filter(({ kind }) => kind === "acknowledged").length;
    const journal = judging.journal(PARTITION);
    const recovered = (more = 20) => until(acknowledged, acknowledged() + more);
    await recovered(50);
    const end = async (name: string, seen: string, recoveryMs: number) => {
      const commands = await hush();
      const { cases, offences } = await judged(journal, history);
      assert.deepEqual(offences, []);
      tell({ injected: name, seen, recoveryMs, commands, judged: cases });
    };
    const room = async (bytes: number) => {
      const manager = await jetstreamManager(direct);
      await manager.streams.update("TG_JOURNAL", { max_bytes: bytes });
    };
    const hands = { room, engine, acknowledged, recovered, end };
    await play({ server, proxy, bus, journal, history, engines, ...hands });
  } finally {
    proxy.set({ mode: "pass" });
    for (const one of engines) await one.kill("SIGKILL").catch(() => {});
    bus.close();
    parts.close();
    judging.close();
    await nats.close();
    await direct.close();
    await proxy.stop();
    await server.stop();
  }
}

async function until(count: () => number, wanted: number): Promise<number> {
  const begun = performance.now();
  while (count() < wanted) {
    if (performance.now() - begun > RECOVERED_WITHIN_MS) throw new Error("nothing came back");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return Math.round(performance.now() - begun);
}

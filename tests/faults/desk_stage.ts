/**
 * A whole desk of real processes, each behind a proxy that may fail: nats-server, PostgreSQL, Redis,
 * an engine, a gateway and a projector. At the end every promise is judged, P7 among them.
 */
import { type Company, DEMO } from "../../deploy/company.ts";
import { locate } from "../../deploy/parts.ts";
import { seed } from "../../deploy/seed.ts";
import type { JournalEntry } from "../../engine/contract/batch.ts";
import type { Bus } from "../../engine/contract/ports/bus.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import type { Journal } from "../../engine/ports/journal.ts";
import type { PostgresDatabase } from "../../engine/postgres/connection.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { startEngineProcess } from "../support/engine_process.ts";
import { type OwnProcess, startOwnProcess } from "../support/own_process.ts";
import { freePort } from "../support/postgres.ts";
import type { TcpProxy } from "../support/tcp_proxy.ts";
import { until } from "../support/until.ts";
import { entriesOf, judgeDesk } from "./desk_judgement.ts";
import { type DeskServers, startDeskServers, type Undo } from "./desk_servers.ts";
import { spread } from "./takeover.ts";
import { talk } from "./talk.ts";
import { tell } from "./told.ts";

const found = await Promise.all((["nats-server", "postgres", "redis-server"] as const).map(locate));
const lacking = found.includes(undefined);

export interface DeskStage {
  base: string;
  /** Past the proxies. */
  natsUrl: string;
  redisUrl: string;
  bus: Bus;
  journal: Journal;
  history: HistoryRecord[];
  /** The one that was started last; `startProjector` puts another in its place. */
  projector(): OwnProcess;
  startProjector(): void;
  /** The one that runs; `startGateway` puts another in the place of one that was killed. */
  gateway(): OwnProcess;
  startGateway(): Promise<void>;
  /** Between NATS and the gateway, NATS and the projector, PostgreSQL and both. */
  gatewayNats: TcpProxy;
  projectorNats: TcpProxy;
  postgres: TcpProxy;
  owner: PostgresDatabase;
  /** Clients that NATS has dropped because they did not read. */
  slowConsumers(): Promise<number>;
  /** Starts people who talk by commands; resolves when they do. They fill every agent's desk. */
  talk(): Promise<void>;
  acknowledged(): number;
  /** Everything of the journal so far. */
  entries(): Promise<JournalEntry[]>;
  /** Silences the talkers, ends the engine in order, judges and prints the line of this fault. */
  end(fault: string, seen: string, recoveryMs: number): Promise<void>;
}

export interface DeskSettings {
  company?: Company;
  /** More lines of nats-server's configuration. */
  nats?: string;
}

/** A test on such a desk; skipped and named where a part could not be had. */
export function deskFault(
  name: string,
  settings: DeskSettings,
  play: (stage: DeskStage) => Promise<void>,
): void {
  Deno.test({
    name: `faults - ${name}${lacking ? " (a part could not be had)" : ""}`,
    ignore: lacking,
    async fn() {
      const undo: Undo = [];
      try {
        await play(await raise(settings, undo));
      } finally {
        for (const one of undo.reverse()) await one();
      }
    },
  });
}

async function raise({ company = DEMO, nats = "" }: DeskSettings, undo: Undo): Promise<DeskStage> {
  const { workspace } = company;
  const servers = await startDeskServers(company, nats, undo);
  const { natsUrl, redisUrl, bus, owner, ways, slowConsumers } = servers;
  const engine = startEngineProcess(natsUrl, "e1");
  undo.push(() => engine.kill().catch(() => {}));
  await spread([engine]);
  await seed(bus, owner, company);
  const records = projecting(servers, workspace, undo);
  const door = await openDoor(servers, undo);
  const history: HistoryRecord[] = [];
  const acknowledged = () => history.filter(({ kind }) => kind === "acknowledged").length;
  let hush = () => Promise.resolve(0);
  undo.push(() => hush());
  const journal = servers.parts.journal(partitionOf(workspace));
  return {
    ...{ natsUrl, redisUrl, bus, journal, history, owner, slowConsumers, acknowledged },
    ...records,
    ...door,
    ...ways,
    async talk() {
      hush = talk(bus, history);
      await until("talk", () => acknowledged() > 50);
    },
    entries: () => entriesOf(servers, workspace),
    async end(fault, seen, recoveryMs) {
      const commands = await hush();
      // clocks go on without anybody; what is compared has to stand still
      await engine.kill("SIGTERM");
      const judged = await judgeDesk(servers, workspace, history);
      tell({ injected: fault, seen, recoveryMs, commands, judged });
    },
  };
}

/** A projector's process; another one may take its place. */
function projecting(servers: DeskServers, workspace: string, undo: Undo) {
  let running: OwnProcess;
  undo.push(() => running.kill().catch(() => {}));
  const startProjector = () => {
    running = startOwnProcess("deploy/projector.ts", {
      NATS_URL: `nats://127.0.0.1:${servers.ways.projectorNats.port}`,
      DATABASE_URL: servers.databaseUrl("tidegate_projector"),
      TIDEGATE_PARTITIONS: String(partitionOf(workspace)),
    });
  };
  startProjector();
  return { startProjector, projector: () => running };
}

/** A gateway's process; another one may take its place at the same address. */
async function openDoor(servers: DeskServers, undo: Undo) {
  const [port, filesPort] = [freePort(), freePort()];
  const base = `http://127.0.0.1:${port}`;
  const env = {
    NATS_URL: `nats://127.0.0.1:${servers.ways.gatewayNats.port}`,
    DATABASE_URL: servers.databaseUrl("tidegate_gateway"),
    REDIS_URL: servers.redisUrl,
    TIDEGATE_SECRET: "s".repeat(43),
    TIDEGATE_PORT: String(port),
    TIDEGATE_FILES_PORT: String(filesPort),
    TIDEGATE_TRUSTED_PROXIES: "127.0.0.1",
  };
  let running: OwnProcess | undefined;
  undo.push(() => running?.kill().catch(() => {}));
  const startGateway = async () => {
    running = startOwnProcess("gateway/main.ts", env);
    await until("the gateway is ready", async () => {
      const answer = await fetch(`${base}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      return answer?.ok ?? false;
    });
  };
  await startGateway();
  return { base, startGateway, gateway: () => running! };
}

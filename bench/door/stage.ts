/**
 * The NATS door for a bench: one nats-server (R1) whose configuration has a WebSocket listener
 * besides, one engine process, the relay where events are followed, and companies whose agents come
 * when they are called. Every company has its integrator, named as the company.
 */
import type { NatsConnection } from "@nats-io/transport-node";
import { type Child, startChild } from "../../deploy/child.ts";
import { putConsumers } from "../../deploy/nats/consumers.ts";
import { startNats } from "../../deploy/nats/server.ts";
import { newSecrets } from "../../deploy/secrets.ts";
import type { Bus } from "../../engine/contract/ports/bus.ts";
import { createClock } from "../../engine/local/clock.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { DoorCompany } from "../companies/door.ts";
import { cpuMs, memoryBytes } from "../desk_process.ts";
import { employ, openCompany } from "./staff.ts";

export interface DoorStage {
  /** Addresses without users, and each integrator's password. */
  url: string;
  websocketUrl: string;
  passwords: Map<string, string>;
  operatorUrl: string;
  /** The gateway's side: what people and bots do. */
  bus: Bus;
  /** Brings agents online. */
  employ(companies: readonly DoorCompany[]): Promise<void>;
  /** `kill -9`, and another in its place, which may not decide yet. */
  killEngine(): Promise<void>;
  /** CPU time of engine and server so far, ms, and the engine's resident memory. */
  used(): Promise<{ engineMs: number; serverMs: number; engineBytes: number }>;
  stop(): Promise<void>;
}

export interface DoorSettings {
  folder: string;
  companies: readonly DoorCompany[];
  /** With the relay, so that events can be followed. */
  followed: boolean;
}

const HOST = "127.0.0.1";
const JOURNAL_BYTES_MAX = 16 * 1024 ** 3;
const HELLO_MS = 2_000;
const GATEWAY = "bench";

function freePort(): number {
  const listener = Deno.listen({ hostname: HOST, port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** What was begun, to be ended in the opposite order whatever happens. */
type Undo = (() => unknown)[];

const undone = async (undo: Undo): Promise<void> => {
  for (const end of undo.splice(0).reverse()) await end();
};

export async function startDoor(settings: DoorSettings): Promise<DoorStage> {
  const undo: Undo = [];
  try {
    return await begin(settings, undo);
  } catch (cause) {
    await undone(undo);
    throw cause;
  }
}

async function begin(
  { folder, companies, followed }: DoorSettings,
  undo: Undo,
): Promise<DoorStage> {
  const secrets = newSecrets(companies.map(({ workspace }) => ({ name: workspace, workspace })));
  const { credentials, integrators } = { credentials: secrets.nats, ...secrets };
  const [port, websocketPort] = [freePort(), freePort()];
  const server = await startNats({
    servers: 1,
    port,
    websocketPort,
    folder,
    credentials,
    integrators,
  });
  undo.push(() => server.stop());
  const operatorUrl = server.url("operator", credentials.operator);
  const nats = await connectNats({ url: operatorUrl, name: "bench", inboxPrefix: "_INBOX" });
  undo.push(() => nats.close());
  await provisionStreams(nats, { replicas: 1, journalBytesMax: JOURNAL_BYTES_MAX });
  await putConsumers(nats, integrators);
  const engineUrl = server.url("engine", credentials.processes.engine);
  const startEngine = () => startProcess("engine", "engine/main.ts", engineUrl, undo);
  let engine = await startEngine();
  if (followed) {
    const relayUrl = server.url("relay", credentials.processes.relay);
    await startProcess("relay", "engine/nats/relay/main.ts", relayUrl, undo);
  }
  const bus = await openDesk(nats, companies, undo);
  return {
    url: `nats://${HOST}:${port}`,
    websocketUrl: `ws://${HOST}:${websocketPort}`,
    passwords: new Map(integrators.map(({ name, password }) => [name, password])),
    operatorUrl,
    bus,
    employ: async (all) => {
      for (const company of all) await employ(bus, GATEWAY, company);
    },
    killEngine: async () => {
      engine.kill("SIGKILL");
      engine = await startEngine();
    },
    used: async () => ({
      engineMs: await cpuMs(engine.pid),
      serverMs: await cpuMs(server.children[0].pid),
      engineBytes: await memoryBytes(engine.pid),
    }),
    stop: () => undone(undo),
  };
}

async function openDesk(
  nats: NatsConnection,
  companies: readonly DoorCompany[],
  undo: Undo,
): Promise<Bus> {
  const parts = openNats(nats, createClock());
  undo.push(() => parts.close());
  const bus = createGatewayBus(nats, { gateway: GATEWAY, documents: parts.documents });
  undo.push(() => bus.close());
  const hello = setInterval(() => bus.hello(GATEWAY), HELLO_MS);
  undo.push(() => clearInterval(hello));
  bus.hello(GATEWAY);
  for (const company of companies) await openCompany(bus, company);
  return bus;
}

async function startProcess(
  name: string,
  script: string,
  url: string,
  undo: Undo,
): Promise<Child> {
  const port = freePort();
  const root = new URL("../../", import.meta.url);
  const child = await startChild({
    name,
    program: Deno.execPath(),
    args: ["run", "-A", "--no-check", "-q", new URL(script, root).pathname],
    env: { NATS_URL: url, TIDEGATE_NAME: `${name}-1`, TIDEGATE_OWN_PORT: String(port) },
    async ready() {
      const answer = await fetch(`http://${HOST}:${port}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      return answer?.ok ?? false;
    },
    onEnd: (code, words) => console.error(`${name} ended with ${code}: ${words}`),
  });
  undo.push(() => child.stop());
  return child;
}

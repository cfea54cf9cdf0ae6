/** nats-servers of our own on loopback: one, or a cluster that keeps three copies of everything. */
import { type Child, startChild } from "../child.ts";
import { keepChild } from "../kept_child.ts";
import { need } from "../parts.ts";
import { type Certificates } from "./certificates.ts";
import {
  type Integrator,
  natsConfiguration,
  type NatsCredentials,
  type Placement,
} from "./configuration.ts";

const HOST = "127.0.0.1";

export interface NatsClusterSettings {
  /** 1 or 3. */
  servers: number;
  /** The first of `3 × servers` ports: clients, routes, monitoring. */
  port: number;
  folder: string;
  credentials: NatsCredentials;
  integrators: readonly Integrator[];
  placed?: readonly Placement[];
  certificates?: Certificates;
  /** Of the first server. */
  websocketPort?: number;
  onEnd?: (name: string, code: number, words: string) => void;
  /** Each is started again when it ends unasked. */
  kept?: boolean;
}

export interface NatsCluster {
  children: Child[];
  /** Of a user, with every server: `tls://user:password@…,…`. */
  url(user: string, password: string): string;
  monitorPorts: number[];
  /** Starts a server again that was killed. */
  start(server: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startNats(settings: NatsClusterSettings): Promise<NatsCluster> {
  const { servers, port, folder, credentials, integrators, certificates } = settings;
  const program = await need("nats-server");
  const all = Array.from({ length: servers }, (_, index) => index);
  const portsOf = (index: number) => ({
    port: port + index,
    clusterPort: port + servers + index,
    monitorPort: port + 2 * servers + index,
  });
  const children: Child[] = [];

  async function start(index: number): Promise<void> {
    const name = `nats-${index + 1}`;
    const own = `${folder}/${name}`;
    await Deno.mkdir(own, { recursive: true, mode: 0o700 });
    const text = natsConfiguration({
      name,
      host: HOST,
      ...portsOf(index),
      others: all.filter((other) => other !== index).map((other) => portsOf(other).clusterPort),
      folder: `${own}/jetstream`,
      credentials,
      integrators,
      placed: settings.placed,
      tls: certificates,
      websocketPort: index === 0 ? settings.websocketPort : undefined,
    });
    // Credentials stand in it: readable by its owner alone.
    await Deno.writeTextFile(`${own}/server.conf`, text, { mode: 0o600 });
    children[index] = await (settings.kept ? keepChild : startChild)({
      name,
      program,
      args: ["-c", `${own}/server.conf`],
      ready: async () => await health(portsOf(index).monitorPort) !== "away",
      onEnd: (code, words) => settings.onEnd?.(name, code, words),
    });
  }

  await Promise.all(all.map(start));
  await Promise.all(all.map((index) => whole(portsOf(index).monitorPort)));
  return {
    children,
    url: (user, password) => {
      const scheme = certificates === undefined ? "nats" : "tls";
      const who = `${user}:${encodeURIComponent(password)}`;
      return all.map((index) => `${scheme}://${who}@${HOST}:${portsOf(index).port}`).join(",");
    },
    monitorPorts: all.map((index) => portsOf(index).monitorPort),
    start,
    stop: () => Promise.all(children.map((child) => child.stop())).then(() => {}),
  };
}

/** Up is not yet whole: JetStream's leader is found only when most servers are up. */
async function health(monitorPort: number): Promise<"away" | "up" | "whole"> {
  const answer = await fetch(`http://${HOST}:${monitorPort}/healthz`).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer === undefined) return "away";
  return answer.ok ? "whole" : "up";
}

const WHOLE_MS_MAX = 60_000;

async function whole(monitorPort: number): Promise<void> {
  const until = performance.now() + WHOLE_MS_MAX;
  while (await health(monitorPort) !== "whole") {
    if (performance.now() > until) throw new Error("the nats-servers do not find each other");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

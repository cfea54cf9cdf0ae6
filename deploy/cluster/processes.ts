/** Our own processes: each with its user, its settings and no more rights than it needs. */
import { type Child, startChild } from "../child.ts";
import type { ProcessKind } from "../nats/permissions.ts";
import type { Secrets } from "../secrets.ts";
import type { Settings } from "../settings.ts";
import type { ClusterOptions } from "./options.ts";
import type { Ended, Parts } from "./parts.ts";
import type { ClusterPorts } from "./ports.ts";
import { isReady } from "./ready.ts";

const ROOT = new URL("../../", import.meta.url);
const HOST = "127.0.0.1";

export interface Setting {
  name: string;
  script: string;
  ownPort: number;
  env: Record<string, string>;
}

export interface ProcessPlan {
  engines: Setting[];
  gateways: Setting[];
  projectors: Setting[];
  /** The relay of events to integrators, and the archiver. */
  others: Setting[];
}

/** Two ranges of partitions, each with one projector; a stand-by is one more of the same. */
const RANGES = ["0-15", "16-63"];

export function planProcesses(
  options: ClusterOptions,
  ports: ClusterPorts,
  parts: Parts,
  secrets: Secrets,
  { secret, workspaces }: Settings,
): ProcessPlan {
  const placed = workspaces.filter((one) => one.partition !== undefined);
  const placement = placed.map((one) => `${one.id}:${one.partition}`).join(",");
  const common = (kind: ProcessKind, name: string, ownPort: number) => ({
    NATS_URL: parts.nats.url(kind, secrets.nats.processes[kind]),
    NATS_CA: parts.certificates.authority,
    TIDEGATE_NAME: name,
    TIDEGATE_OWN_PORT: String(ownPort),
    ...(placement === "" ? {} : { TIDEGATE_PLACEMENT: placement }),
  });
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);
  return {
    engines: numbered(options.engines).map((index) => {
      const [name, ownPort] = [`engine-${index + 1}`, ports.engine(index)];
      return { name, script: "engine/main.ts", ownPort, env: common("engine", name, ownPort) };
    }),
    projectors: RANGES.map((range, index) => {
      const [name, ownPort] = [`projector-${index + 1}`, ports.projector(index)];
      const env = {
        ...common("projector", name, ownPort),
        DATABASE_URL: parts.databaseUrl("tidegate_projector"),
        TIDEGATE_PARTITIONS: range,
      };
      return { name, script: "deploy/projector.ts", ownPort, env };
    }),
    others: [
      {
        name: "relay-1",
        script: "engine/nats/relay/main.ts",
        ownPort: ports.relay,
        env: common("relay", "relay-1", ports.relay),
      },
      {
        name: "archiver-1",
        script: "engine/nats/archive/main.ts",
        ownPort: ports.archiver,
        env: common("archiver", "archiver-1", ports.archiver),
      },
    ],
    gateways: numbered(options.gateways).map((index) => {
      const [name, ownPort] = [`gateway-${index + 1}`, ports.gateway(index)];
      const env = {
        ...common("gateway", name, ownPort),
        DATABASE_URL: parts.databaseUrl("tidegate_gateway"),
        REDIS_URL: parts.redis.url,
        TIDEGATE_SECRET: secret,
        TIDEGATE_HOST: HOST,
        TIDEGATE_PORT: String(options.port),
        TIDEGATE_FILES_PORT: String(options.port + 1),
        TIDEGATE_ORIGIN: `http://${HOST}:${options.port}`,
        TIDEGATE_FILES_ORIGIN: `http://${HOST}:${options.port + 1}`,
        TIDEGATE_SHARED_PORTS: "yes",
      };
      return { name, script: "gateway/main.ts", ownPort, env };
    }),
  };
}

/**
 * Narrow rights: no process may start another, write, load native code, reach any machine but this
 * one, or read anything but this project and what `NATS_CA` names. Several gateways opening one
 * port is what Deno calls unstable.
 */
export const rightsOf = ({ NATS_CA }: Record<string, string>): string[] => [
  "--unstable-net",
  `--allow-net=${HOST}`,
  "--allow-env",
  `--allow-read=${ROOT.pathname}${NATS_CA === undefined ? "" : `,${NATS_CA}`}`,
  "--allow-sys",
  "--no-prompt",
];

export function startProcess(
  setting: Setting,
  onLine: (name: string, line: string) => void,
  onEnd: Ended,
): Promise<Child> {
  const { name, script, ownPort, env } = setting;
  const began = performance.now();
  return startChild({
    name,
    program: Deno.execPath(),
    args: ["run", ...rightsOf(env), "--no-check", new URL(script, ROOT).pathname],
    env: { ...env, PATH: Deno.env.get("PATH") ?? "", HOME: Deno.env.get("HOME") ?? "" },
    clearEnv: true,
    ready: () => isReady(ownPort, performance.now() - began),
    onLine: (line) => onLine(name, line),
    onEnd: (code, words) => onEnd(name, code, words),
  });
}

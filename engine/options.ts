/** Settings of an engine process, from its environment. Wrong ones stop the start by name. */
import { isToken, partitionOf, PARTITIONS_BY_HASH } from "./contract/wire/ids.ts";
import type { NatsOptions } from "./nats/mod.ts";

export interface EngineOptions {
  name: string;
  nats: NatsOptions;
  /** Workspaces placed by hand; every other lies where its hash says. */
  placement: ReadonlyMap<string, number>;
  /** Port for /healthz, /readyz and /metrics on loopback; 0 for none. */
  port: number;
}

export const ENGINE_HELP = `deno run -A engine/main.ts
An engine process of a cluster. Settings, all from the environment:
  NATS_URL             nats://user:password@127.0.0.1:4222, several with commas (required)
  NATS_CA, NATS_CERT, NATS_KEY   PEM files, with tls:// addresses
  NATS_INBOX_PREFIX    subject prefix of replies, where it is not _INBOX_engine
  TIDEGATE_NAME      name of this process, a token (default: engine-<process id>)
  TIDEGATE_OWN_PORT port for /healthz, /readyz, /metrics on 127.0.0.1 (default: none)
  TIDEGATE_PLACEMENT   workspaces placed by hand: big-shop:32,other:33 (partitions 32 to 63)`;

/** A setting has a value that cannot work; the message names it and a valid example. */
export class SettingInvalid extends Error {
  override name = "SettingInvalid";
}

const PARTITIONS_MAX = 64;
const PORT_MAX = 65_535;

export function engineOptions(
  env: (name: string) => string | undefined,
  role = "engine",
): EngineOptions {
  const url = env("NATS_URL");
  if (!url) {
    throw new SettingInvalid(
      "NATS_URL is not set: a process of a cluster needs it, as in nats://127.0.0.1:4222",
    );
  }
  const name = env("TIDEGATE_NAME") ?? `${role}-${Deno.pid}`;
  if (!isToken(name)) {
    throw new SettingInvalid(`TIDEGATE_NAME is not a token: write it as in engine-1`);
  }
  const files = { caFile: env("NATS_CA"), certFile: env("NATS_CERT"), keyFile: env("NATS_KEY") };
  return {
    name,
    nats: {
      url,
      name,
      tls: files.caFile || files.certFile ? files : undefined,
      inboxPrefix: env("NATS_INBOX_PREFIX") ?? `_INBOX_${role}`,
    },
    placement: placementOf(env("TIDEGATE_PLACEMENT") ?? ""),
    port: portOf(env("TIDEGATE_OWN_PORT") ?? "0"),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= PORT_MAX) return port;
  throw new SettingInvalid(`TIDEGATE_OWN_PORT is not a port: write it as in 8790`);
}

export function placementOf(text: string): Map<string, number> {
  const placed = new Map<string, number>();
  for (const part of text.split(",").map((one) => one.trim()).filter((one) => one !== "")) {
    const [workspace, number] = part.split(":");
    const partition = Number(number);
    const fits = Number.isInteger(partition) && partition >= PARTITIONS_BY_HASH &&
      partition < PARTITIONS_MAX;
    if (!isToken(workspace) || !fits) {
      throw new SettingInvalid(
        `TIDEGATE_PLACEMENT: "${part}" does not place a workspace: write it as in big-shop:32`,
      );
    }
    placed.set(workspace, partition);
  }
  return placed;
}

/** Where a workspace lies, and every partition that there is. */
export function createPlacement(placed: ReadonlyMap<string, number>) {
  const byHash = Array.from({ length: PARTITIONS_BY_HASH }, (_, partition) => partition);
  return {
    of: (workspace: string): number => placed.get(workspace) ?? partitionOf(workspace),
    partitions: [...new Set([...byHash, ...placed.values()])],
  };
}

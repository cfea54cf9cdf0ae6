import type { PartitionGauges } from "../../actors/gauges.ts";
import { freePort } from "./servers.ts";

/** The processes that the journal's bench drives: whoever answers bodies, and a whole engine. */
export interface Child {
  pid: number;
  /** Kills it, unless told to ask. */
  stop(signal?: Deno.Signal): Promise<void>;
}

const ANSWERER = new URL("./answerer.ts", import.meta.url).pathname;
const ENGINE = new URL("../../main.ts", import.meta.url).pathname;

export const startAnswerer = (mode: "echo" | "commit", url: string): Promise<Child> =>
  start([ANSWERER, mode, url], {});

export interface EngineChild extends Child {
  name: string;
  /** What it owns, by its own gauges; none while it cannot say. */
  partitions(): Promise<PartitionGauges[]>;
}

export async function startEngine(url: string, name = "bench-engine"): Promise<EngineChild> {
  const port = freePort();
  const child = await start([ENGINE], {
    NATS_URL: url,
    TIDEGATE_NAME: name,
    TIDEGATE_OWN_PORT: String(port),
  });
  return {
    ...child,
    name,
    async partitions() {
      const answer = await fetch(`http://127.0.0.1:${port}/figures`).catch(() => undefined);
      return (await answer?.json())?.gauges.partitions ?? [];
    },
  };
}

/** Commands that shared an append so far. */
export async function perBatch(engine: EngineChild): Promise<number> {
  const partitions = await engine.partitions();
  const total = (of: (one: PartitionGauges) => number) =>
    partitions.reduce((sum, one) => sum + of(one), 0);
  return total((one) => one.commands) / Math.max(1, total((one) => one.batchBytes.count));
}

/** Resolves when it has said its first line. */
async function start(args: string[], env: Record<string, string>): Promise<Child> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "-q", ...args],
    env,
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let ended = false;
  void child.status.then(() => ended = true);
  const reader = child.stdout.getReader();
  await reader.read();
  return {
    pid: child.pid,
    async stop(signal = "SIGKILL") {
      if (!ended) child.kill(signal);
      await child.status;
      await reader.cancel().catch(() => {}); // the pipe went with its process
    },
  };
}

import type { DeskProcess } from "../../bench/desk_process.ts";
import { takesConnections } from "../../deploy/child.ts";

/** Blocks of ports for clusters of tests: 100 each, below those that the system hands out. */
const FIRST_PORT = 15_000;
const BLOCK = 100;
const BLOCKS_MAX = 50;
const READY_WITHIN_MS = 240_000;

async function freeBlock(): Promise<number> {
  for (let block = 0; block < BLOCKS_MAX; block++) {
    const first = FIRST_PORT + block * BLOCK;
    const taken = await Promise.all(
      [0, 9, 10, 11, 16, 32, 90].map((at) => takesConnections(first + at)),
    );
    if (!taken.includes(true)) return first;
  }
  throw new Error("no block of ports is free for a cluster");
}

export interface ClusterProcess extends DeskProcess {
  folder: string;
  /** The first of the parts' ports (`deploy/cluster/ports.ts`). */
  partsPort: number;
}

/** `deno task cluster` as its users start it, in a folder of its own. */
export async function startCluster(folder: string, args: string[] = []): Promise<ClusterProcess> {
  const partsPort = await freeBlock();
  const port = partsPort + 90;
  // PostgreSQL's own user has to reach its folder through ours.
  await Deno.mkdir(folder, { recursive: true, mode: 0o711 });
  await Deno.chmod(folder.slice(0, folder.lastIndexOf("/")), 0o711);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "deploy/cluster/main.ts", "--data", folder],
      ...["--port", String(port), "--parts-port", String(partsPort), ...args],
    ],
    cwd: new URL("../../", import.meta.url),
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const pump = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      output = (output + decoder.decode(chunk, { stream: true })).slice(-262_144);
    }
  };
  const pumps = [pump(child.stdout), pump(child.stderr)];
  let ended = false;
  const status = child.status.then(() => void (ended = true));
  const stop = async () => {
    if (!ended) child.kill("SIGTERM");
    await Promise.all([status, ...pumps]);
  };
  const until = performance.now() + READY_WITHIN_MS;
  while (!output.includes("Tidegate is ready at")) {
    if (ended || performance.now() > until) {
      await stop();
      throw new Error(`the cluster did not become ready:\n${output.slice(-4_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    base: `http://127.0.0.1:${port}`,
    pid: child.pid,
    kill: stop,
    stop,
    memoryBytes: () => Promise.resolve(0),
    cpuMs: () => Promise.resolve(0),
    output: () => output,
    folder,
    partsPort,
  };
}

/** A nats-server of a test's own on loopback, on ports that the system chooses. */
import type { NatsConnection } from "@nats-io/transport-node";
import { locate } from "../../deploy/parts.ts";
import { MAPPINGS } from "../../engine/nats/subjects.ts";

export interface NatsServer {
  url: string;
  folder: string;
  /** `kill -9`, or a graceful stop; `start` brings it back on the same port and folder. */
  kill(signal?: Deno.Signal): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Undefined when the program is not there; the tests that need it then name it. */
export const natsProgram: string | undefined = await locate("nats-server");

export interface NatsServerSettings {
  /** More lines of the server's configuration. */
  more?: string;
  /** Without the mappings of `tg.v1.…`, for the boot check. */
  mappings?: boolean;
  syncAlways?: boolean;
}

const READY_TRIES_MAX = 400;
const READY_PAUSE_MS = 25;

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

function configuration(port: number, folder: string, settings: NatsServerSettings): string {
  const lines = MAPPINGS.map(([from, to]) => `  "${from}": "${to}"`).join("\n");
  return `listen: "127.0.0.1:${port}"
server_name: "test"
jetstream { store_dir: "${folder}/jetstream", max_mem: 64MB, max_file: 4GB${
    settings.syncAlways ? ", sync_interval: always" : ""
  } }
${settings.mappings === false ? "" : `mappings {\n${lines}\n}`}
${settings.more ?? ""}
`;
}

export async function startNatsServer(settings: NatsServerSettings = {}): Promise<NatsServer> {
  if (natsProgram === undefined) throw new Error("nats-server could not be had");
  const folder = await Deno.makeTempDir({ prefix: "tidegate-nats-" });
  const port = freePort();
  await Deno.writeTextFile(`${folder}/server.conf`, configuration(port, folder, settings));
  let child: Deno.ChildProcess | undefined;

  async function start(): Promise<void> {
    const args = ["-c", `${folder}/server.conf`];
    child = new Deno.Command(natsProgram!, { args, stdout: "null", stderr: "null" }).spawn();
    for (let tries = 0; tries < READY_TRIES_MAX; tries++) {
      const reached = await Deno.connect({ hostname: "127.0.0.1", port }).catch(() => undefined);
      if (reached !== undefined) return reached.close();
      await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
    }
    throw new Error("nats-server does not listen");
  }

  async function kill(signal: Deno.Signal = "SIGKILL"): Promise<void> {
    child?.kill(signal);
    await child?.status;
    child = undefined;
  }

  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    folder,
    kill,
    start,
    async stop() {
      if (child !== undefined) await kill();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Resolves when the connection has reached its server again. */
export async function reconnected(nats: NatsConnection): Promise<void> {
  for (let tries = 0; tries < READY_TRIES_MAX; tries++) {
    if (await nats.flush().then(() => true, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
  }
  throw new Error("the connection did not come back");
}

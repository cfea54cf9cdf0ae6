import { MAPPINGS } from "../subjects.ts";

/** nats-servers for a bench: one, or three that replicate, on ports that the system chooses. */
export interface Servers {
  /** All of them, with commas. */
  url: string;
  pids(): number[];
  /** Ends the one with this name: `kill -9`, or `SIGUSR2` for a lame duck, which sees to itself. */
  kill(name: string, signal?: Deno.Signal): Promise<void>;
  /** Brings back one that was killed. */
  start(name: string): Promise<void>;
  stop(): Promise<void>;
}

const READY_TRIES_MAX = 400;
const READY_PAUSE_MS = 25;

export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

interface Plan {
  name: string;
  port: number;
  clusterPort: number;
}

function configuration(plan: Plan, all: Plan[], folder: string, syncAlways: boolean): string {
  const mappings = MAPPINGS.map(([from, to]) => `  "${from}": "${to}"`).join("\n");
  const routes = all.map(({ clusterPort }) => `"nats://127.0.0.1:${clusterPort}"`).join(", ");
  const cluster = all.length === 1
    ? ""
    : `cluster { name: "bench", listen: "127.0.0.1:${plan.clusterPort}", routes: [${routes}] }`;
  const sync = syncAlways ? ", sync_interval: always" : "";
  return `listen: "127.0.0.1:${plan.port}"
server_name: "${plan.name}"
jetstream { store_dir: "${folder}/${plan.name}", max_mem: 64MB, max_file: 8GB${sync} }
mappings {\n${mappings}\n}
lame_duck_grace_period: "1s"
lame_duck_duration: "30s"
${cluster}
`;
}

export async function startServers(
  program: string,
  count: 1 | 3,
  syncAlways: boolean,
): Promise<Servers> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-bench-" });
  const plans = Array.from({ length: count }, (_, n): Plan => ({
    name: `n${n + 1}`,
    port: freePort(),
    clusterPort: freePort(),
  }));
  const children = new Map<string, Deno.ChildProcess>();
  const spawn = (name: string) => {
    const args = ["-c", `${folder}/${name}.conf`];
    const command = new Deno.Command(program, { args, stdout: "null", stderr: "null" });
    children.set(name, command.spawn());
  };
  for (const plan of plans) {
    const text = configuration(plan, plans, folder, syncAlways);
    await Deno.writeTextFile(`${folder}/${plan.name}.conf`, text);
    spawn(plan.name);
  }
  for (const { port } of plans) await listens(port);

  async function kill(name: string, signal: Deno.Signal = "SIGKILL"): Promise<void> {
    const child = children.get(name);
    children.delete(name);
    child?.kill(signal);
    await child?.status;
  }

  async function start(name: string): Promise<void> {
    spawn(name);
    await listens(plans.find((plan) => plan.name === name)!.port);
  }

  return {
    url: plans.map(({ port }) => `nats://127.0.0.1:${port}`).join(","),
    kill,
    start,
    pids: () => [...children.values()].map(({ pid }) => pid),
    async stop() {
      for (const name of [...children.keys()]) await kill(name);
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < READY_TRIES_MAX; tries++) {
    const reached = await Deno.connect({ hostname: "127.0.0.1", port }).catch(() => undefined);
    if (reached !== undefined) return reached.close();
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
  }
  throw new Error("nats-server does not listen");
}

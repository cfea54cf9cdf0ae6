/** The processes that the journal's bench drives: whoever answers bodies, and a whole engine. */
export interface Child {
  pid: number;
  stop(): Promise<void>;
}

const ANSWERER = new URL("./answerer.ts", import.meta.url).pathname;
const ENGINE = new URL("../../main.ts", import.meta.url).pathname;

export const startAnswerer = (mode: "echo" | "commit", url: string): Promise<Child> =>
  start([ANSWERER, mode, url], {});

export const startEngine = (url: string): Promise<Child> =>
  start([ENGINE], { NATS_URL: url, TIDEGATE_NAME: "bench-engine" });

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
    async stop() {
      if (!ended) child.kill("SIGKILL");
      await child.status;
      await reader.cancel().catch(() => {}); // the pipe went with its process
    },
  };
}

/** Hundredths of a second, as the kernel counts them. */
const TICK_MS = 10;
const USER = 13;

/** CPU time of a process and its threads so far, ms. Linux alone; 0 elsewhere. */
export async function cpuMsOf(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [Number(fields[USER - 2]), Number(fields[USER - 1])];
  return Number.isFinite(user + system) ? (user + system) * TICK_MS : 0;
}

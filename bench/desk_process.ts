/** Starts the desk as its users do, in a folder of its own, and ends it again. */
import type { Company } from "./companies/smoke.ts";

export interface DeskProcess {
  base: string;
  pid: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves when it has. */
  stop(): Promise<void>;
  /** Peak resident memory of the process, bytes, from the system. */
  memoryBytes(): Promise<number>;
  cpuMs(): Promise<number>;
  output(): string;
}

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;

/** Waits until the address it prints answers ready. Throws with its last lines otherwise. */
export async function startDesk(
  folder: string,
  company: Company | undefined,
  port = 0,
  options: string[] = [],
  runtime: string[] = [],
): Promise<DeskProcess> {
  const start = ["run", "-A", ...runtime, "deploy/embedded.ts"];
  const args = [...start, "--data", folder, "--port", String(port)];
  if (company) {
    const path = `${folder}.company.json`;
    await Deno.writeTextFile(path, JSON.stringify(company));
    args.push("--company", path);
  }
  const cwd = new URL("..", import.meta.url);
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args, ...options],
    cwd,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const pump = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      output = (output + decoder.decode(chunk, { stream: true })).slice(-65_536);
    }
  };
  void pump(child.stdout);
  void pump(child.stderr);
  let ended = false;
  const status = child.status.then(() => ended = true);
  const base = await ready(() => output, () => ended).catch((cause) => {
    if (!ended) child.kill("SIGKILL");
    throw cause;
  });
  const end = async (signal: Deno.Signal) => {
    if (!ended) child.kill(signal);
    await status;
  };
  return {
    base,
    pid: child.pid,
    kill: () => end("SIGKILL"),
    stop: async () => {
      const timer = setTimeout(() => ended || child.kill("SIGKILL"), STOP_WITHIN_MS);
      await end("SIGTERM");
      clearTimeout(timer);
    },
    memoryBytes: () => memoryBytes(child.pid),
    cpuMs: () => cpuMs(child.pid),
    output: () => output,
  };
}

async function ready(output: () => string, ended: () => boolean): Promise<string> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && !ended()) {
    const base = output().match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    const answer = base ? await fetch(`${base}/readyz`).catch(() => undefined) : undefined;
    await answer?.body?.cancel();
    if (base && answer?.ok) return base;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the desk did not become ready:\n${output().slice(-4_000)}`);
}

/** Resident memory of a process; 0 when it is gone. */
export async function memoryBytes(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  return Number(text.match(/VmRSS:\s+(\d+) kB/)?.[1] ?? 0) * 1024;
}

/** User and system time so far; the kernel counts in hundredths of a second. */
export async function cpuMs(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

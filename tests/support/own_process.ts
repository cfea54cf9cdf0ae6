/** One of our processes as a test's own: started with its settings, signalled, killed. */
import { freePort } from "./postgres.ts";

export interface OwnProcess {
  pid: number;
  /** Where it says how it is. */
  ownPort: number;
  kill(signal?: Deno.Signal): Promise<void>;
  /** One that does not end it. */
  signal(signal: Deno.Signal): void;
  /** Resolves when it has ended by itself. */
  ended: Promise<unknown>;
  /** What it wrote for the operator. */
  said(): string;
  /** A gauge or counter of its metrics; undefined while it does not answer. */
  figure(name: string): Promise<number | undefined>;
}

export interface OwnProcessSettings {
  /** More of its environment. */
  env?: Record<string, string>;
  /** Folder of its build. */
  root?: string;
  /** A module of the test's that runs before it, as a hand on its clock. */
  preload?: string;
}

const ROOT = new URL("../../", import.meta.url).pathname;
const SAID_MAX = 100_000;

export function startOwnProcess(
  script: string,
  env: Record<string, string>,
  { env: more, root = ROOT, preload }: OwnProcessSettings = {},
): OwnProcess {
  const ownPort = freePort();
  const before = preload === undefined ? [] : ["--preload", preload];
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "-q", ...before, `${root}/${script}`],
    cwd: root,
    env: { ...env, ...more, TIDEGATE_OWN_PORT: String(ownPort) },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let said = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of child.stderr) {
      said = (said + decoder.decode(chunk)).slice(-SAID_MAX);
    }
  })();
  return {
    pid: child.pid,
    ownPort,
    async kill(signal = "SIGKILL") {
      child.kill(signal);
      await child.status;
      await reading;
    },
    signal: (signal) => child.kill(signal),
    ended: reading,
    said: () => said,
    async figure(name) {
      const answer = await fetch(`http://127.0.0.1:${ownPort}/metrics`).catch(() => undefined);
      const text = await answer?.text().catch(() => undefined);
      const lines = text?.split("\n").filter((line) => line.split(/[{ ]/)[0] === name) ?? [];
      if (lines.length === 0) return undefined;
      return Math.max(...lines.map((line) => Number(line.slice(line.lastIndexOf(" ") + 1))));
    },
  };
}

/** Engine processes of a test's own: real ones, started and killed. */
import type { Member } from "../../engine/member.ts";

export interface EngineProcess {
  name: string;
  kill(signal: Deno.Signal): Promise<void>;
  /** One that does not end it. */
  signal(signal: Deno.Signal): void;
  /** What it owns, by its own word; undefined while it cannot say. */
  partitions(): Promise<ReturnType<Member["partitions"]> | undefined>;
  /** Resolves when it has ended by itself. */
  ended: Promise<unknown>;
  /** What it wrote for the operator. */
  said(): string;
}

const ROOT = new URL("../../", import.meta.url).pathname;
const SAID_MAX = 100_000;

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** `root` is the folder of its build. */
export function startEngineProcess(natsUrl: string, name: string, root = ROOT): EngineProcess {
  const port = freePort();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "-q", `${root}/engine/main.ts`],
    cwd: root,
    env: { NATS_URL: natsUrl, TIDEGATE_NAME: name, TIDEGATE_OWN_PORT: String(port) },
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
    name,
    async kill(signal) {
      child.kill(signal);
      await child.status;
      await reading;
    },
    signal: (signal) => child.kill(signal),
    async partitions() {
      const answer = await fetch(`http://127.0.0.1:${port}/figures`).catch(() => undefined);
      return (await answer?.json())?.partitions;
    },
    ended: reading,
    said: () => said,
  };
}

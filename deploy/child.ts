/** A program that we started, and therefore may end: its last words, its end, its readiness. */

const READY_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;
/** What is kept of a child's last words, for the sentence that says why it ended. */
const WORDS_MAX = 4_000;
/** Who does not end when asked is ended after so long. */
const STOP_MS_MAX = 20_000;

export interface ChildSettings {
  /** For sentences, such as `PostgreSQL`. */
  name: string;
  program: string;
  args: string[];
  env?: Record<string, string>;
  clearEnv?: boolean;
  user?: { uid?: number; gid?: number; cwd?: string };
  /** Written to its standard input, which is then closed: for secrets, which stand in no list. */
  input?: string;
  /** True when it serves; asked until then. */
  ready(): Promise<boolean>;
  /** Each line it says, on either stream; kept for its last words in any case. */
  onLine?: (line: string) => void;
  /** It ended without being asked to. */
  onEnd?: (code: number, words: string) => void;
  stopSignal?: Deno.Signal;
}

export interface Child {
  name: string;
  pid: number;
  kill(signal: Deno.Signal): void;
  /** Asks it to end and waits; rejects nothing. */
  stop(): Promise<void>;
  ended(): boolean;
}

/** Whatever is left of what this process started, when a start fails half-way. */
const living = new Set<Child>();

export const stopAllChildren = (): Promise<unknown> =>
  Promise.all([...living].reverse().map((child) => child.stop()));

/** Resolves when it serves; rejects with its last words when it ends before. */
export async function startChild(settings: ChildSettings): Promise<Child> {
  const { name, program, args, env, clearEnv, user = {}, input } = settings;
  const child = new Deno.Command(program, {
    args,
    env,
    clearEnv,
    ...user,
    stdin: input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let words = "";
  const listen = async (stream: ReadableStream<Uint8Array>) => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const text = decoder.decode(bytes, { stream: true });
      words = (words + text).slice(-WORDS_MAX);
      const lines = (rest + text).split("\n");
      rest = lines.pop()!.slice(0, WORDS_MAX);
      for (const line of lines) settings.onLine?.(line);
    }
  };
  const streams = Promise.all([listen(child.stdout), listen(child.stderr)]);
  if (input !== undefined) await give(child, input);
  let over = false;
  let asked = false;
  const end = child.status.then(async ({ code }) => {
    over = true;
    living.delete(self);
    await streams;
    if (!asked) settings.onEnd?.(code, words.trim().slice(-500));
  });
  const stop = async () => {
    asked = true;
    if (!over) child.kill(settings.stopSignal ?? "SIGTERM");
    const timer = setTimeout(() => over || child.kill("SIGKILL"), STOP_MS_MAX);
    await end;
    clearTimeout(timer);
  };
  const self: Child = {
    name,
    pid: child.pid,
    kill: (signal) => child.kill(signal),
    stop,
    ended: () => over,
  };
  living.add(self);
  const until = performance.now() + READY_MS_MAX;
  while (!over && !await settings.ready()) {
    if (performance.now() > until) await stop();
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  if (over) {
    await end;
    throw new Error(`${name} did not start: ${words.trim().slice(-500) || "it said nothing"}`);
  }
  return self;
}

async function give(child: Deno.ChildProcess, input: string): Promise<void> {
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
}

/** True when somebody takes connections there. */
export async function takesConnections(port: number, hostname = "127.0.0.1"): Promise<boolean> {
  try {
    (await Deno.connect({ hostname, port })).close();
    return true;
  } catch {
    return false;
  }
}

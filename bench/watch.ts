/** What a desk uses while it is under load, once a second: its own gauges and the system's view. */
export interface Sample {
  at: number;
  /** Share of one core, by thread; missing for a target on another machine. */
  cpu: Record<string, number>;
  memoryBytes: number;
  gauges: Record<string, number>;
}

export interface Watch {
  samples: Sample[];
  /** Lines of the limits in force, as the desk states them. */
  limits: Record<string, number>;
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
/** Six hours at one a second. */
const SAMPLES_MAX = 21_600;

const GAUGES = [
  "loop_delay_ms",
  "records_lag_ms",
  "sockets_visitors",
  "sockets_staff",
  "sockets_detached",
  "detached_total",
  "resyncs_total",
  "http_requests_total",
  "partition_mailbox_depth",
  "partition_mailbox_depth_max",
  "partition_held",
  "partition_commands",
  "partition_sequence",
];

/** Sums of the gauges by name, whatever their labels. */
export function gaugesIn(text: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [, name, value] of text.matchAll(/^tidegate_([a-z_]+)(?:\{[^}]*\})? (\S+)$/gm)) {
    if (GAUGES.includes(name)) found[name] = (found[name] ?? 0) + Number(value);
  }
  return found;
}

export function limitsIn(text: string): Record<string, number> {
  const found: Record<string, number> = {};
  const lines = text.matchAll(
    /^tidegate_(limit|budget_per_second|budget_burst)\{name="(\w+)"\} (\S+)$/gm,
  );
  for (const [, kind, name, value] of lines) {
    const suffix = kind === "limit" ? "" : kind === "budget_burst" ? " burst" : " per second";
    found[`${name}${suffix}`] = Number(value);
  }
  return found;
}

/** CPU milliseconds so far, by the name of the thread; the kernel counts in hundredths. */
export async function threadsMs(pid: number): Promise<Map<string, number>> {
  const used = new Map<string, number>();
  const tasks = `/proc/${pid}/task`;
  for await (const { name } of Deno.readDir(tasks)) {
    const text = await Deno.readTextFile(`${tasks}/${name}/stat`).catch(() => "");
    if (text === "") continue;
    const thread = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ms = (Number(fields[11]) + Number(fields[12])) * 10;
    used.set(thread, (used.get(thread) ?? 0) + ms);
  }
  return used;
}

async function memoryOf(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  return Number(text.match(/VmRSS:\s+(\d+) kB/)?.[1] ?? 0) * 1024;
}

/** `pid` of a desk on this machine; without one only what the desk says of itself. */
export function watch(base: string, pid: number | undefined): Watch {
  const samples: Sample[] = [];
  const limits: Record<string, number> = {};
  let before = new Map<string, number>();
  let beforeAt = 0;
  let busy: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const at = Date.now();
    const text = await fetch(`${base}/metrics`).then((answer) => answer.text()).catch(() => "");
    Object.assign(limits, limitsIn(text));
    const cpu: Record<string, number> = {};
    if (pid !== undefined) {
      const now = await threadsMs(pid).catch(() => new Map<string, number>());
      for (const [thread, ms] of now) {
        if (beforeAt > 0) cpu[thread] = (ms - (before.get(thread) ?? 0)) / (at - beforeAt);
      }
      [before, beforeAt] = [now, at];
    }
    const memoryBytes = pid === undefined ? 0 : await memoryOf(pid);
    if (samples.length < SAMPLES_MAX) {
      samples.push({ at, cpu, memoryBytes, gauges: gaugesIn(text) });
    }
  }
  const timer = setInterval(() => busy = busy.then(look), EVERY_MS);
  return {
    samples,
    limits,
    async stop() {
      clearInterval(timer);
      await busy;
    },
  };
}

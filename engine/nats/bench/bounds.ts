/** What a measured rate is bounded by: who was busy, and how many commands shared an append. */
export interface Cores {
  engine: number;
  servers: number;
  client: number;
}

/** Hundredths of a second, as the kernel counts them. */
const TICK_MS = 10;
const USER = 13;
/** A process with one busy thread and its collector is above this. */
const BUSY_CORES = 0.9;

/** CPU time of a process and its threads so far, ms. Linux alone; 0 elsewhere. */
async function cpuMsOf(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [Number(fields[USER - 2]), Number(fields[USER - 1])];
  return Number.isFinite(user + system) ? (user + system) * TICK_MS : 0;
}

const sumOf = async (pids: number[]): Promise<number> =>
  (await Promise.all(pids.map(cpuMsOf))).reduce((sum, ms) => sum + ms, 0);

/** Watches from now on; the answer says how many cores each side used until it is asked. */
export async function watchCpu(
  of: { engine: number[]; servers: number[] },
): Promise<() => Promise<Cores>> {
  const pids = { ...of, client: [Deno.pid] };
  const read = async () => ({
    engine: await sumOf(pids.engine),
    servers: await sumOf(pids.servers),
    client: await sumOf(pids.client),
  });
  const began = performance.now();
  const before = await read();
  return async () => {
    const after = await read();
    const tookMs = performance.now() - began;
    return {
      engine: (after.engine - before.engine) / tookMs,
      servers: (after.servers - before.servers) / tookMs,
      client: (after.client - before.client) / tookMs,
    };
  };
}

export function boundsOf(cores: Cores, perBatch: number): string {
  const { engine, servers, client } = cores;
  const used = Object.entries(cores).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  const machine = navigator.hardwareConcurrency;
  const by = engine >= BUSY_CORES
    ? "the engine's one thread"
    : client >= BUSY_CORES
    ? "the load client's one thread"
    : engine + servers + client >= machine * BUSY_CORES
    ? `the machine's ${machine} cores, which all three share`
    : "waiting for appends, or other processes on this machine";
  return `bounded by ${by} (cores: ${used.join(", ")}); ${perBatch.toFixed(1)} commands an append`;
}

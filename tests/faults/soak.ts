/**
 * `deno task faults --soak`: the local cluster under load while every twenty seconds a part of it is
 * killed, by lot: an engine, a gateway, the nats-server that leads the journal, PostgreSQL, Redis. At
 * the end every promise is judged on the journal, the records and the clients' own history.
 */
import { jetstreamManager } from "@nats-io/jetstream";
import { createStormHistory, storm, type StormCompany } from "../../bench/load/storm.ts";
import { createRandom, type Random } from "../../bench/plan/random.ts";
import { DEMO } from "../../deploy/company.ts";
import { askDesk } from "../../deploy/control.ts";
import { readHistories } from "../../deploy/histories.ts";
import { verifyCluster } from "../../deploy/verify_cluster.ts";
import { connectNats } from "../../engine/nats/mod.ts";
import { type ClusterProcess, startCluster } from "../support/cluster.ts";
import { type Killed, soakOffences, type SoakReport } from "./soak_report.ts";

const KILL_EVERY_MS = 20_000;
/** Of an agent who is gone: afterwards nothing stirs that the records could miss. */
const REST_MS = 60_000;
const LOOK_EVERY_MS = 20;
/** So many acknowledgements after a kill are no remains of what was under way. */
const BACK = 10;

/** Clocks of 30 and 45 s run out on those who ask about returns. */
const COMPANY: StormCompany = {
  password: DEMO.password,
  route: "qishan-web",
  hosts: ["lin", "zhou", "chen"],
  pauseMs: 200,
  waiters: { count: 4, topic: "returns", agents: ["he"], stayMs: 60_000 },
};

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type Running = { name: string; pid: number }[];

const processesOf = async ({ folder }: ClusterProcess) =>
  await askDesk(folder, "processes") as Running;

async function withOperator<Found>(
  { folder, partsPort }: ClusterProcess,
  work: (nats: Awaited<ReturnType<typeof connectNats>>) => Promise<Found>,
): Promise<Found> {
  const secrets = JSON.parse(await Deno.readTextFile(`${folder}/secrets.json`));
  const nats = await connectNats({
    url: `tls://operator:${secrets.nats.operator}@127.0.0.1:${partsPort}`,
    name: "soak",
    inboxPrefix: "_INBOX",
    tls: { caFile: `${folder}/tls/ca.pem` },
  });
  return await work(nats).finally(() => nats.close());
}

/** The nats-server that leads the journal, while one does. */
const journalLeader = (cluster: ClusterProcess): Promise<string | undefined> =>
  withOperator(cluster, async (nats) => {
    const manager = await jetstreamManager(nats, { checkAPI: false });
    return (await manager.streams.info("TG_JOURNAL")).cluster?.leader;
  }).catch(() => undefined);

type Find = (cluster: ClusterProcess, random: Random) => Promise<string | undefined>;

const VICTIMS: [kind: string, find: Find][] = [
  ["engine", (cluster, random) => named(cluster, /^engine-/, random)],
  ["gateway", (cluster, random) => named(cluster, /^gateway-/, random)],
  ["stream leader", journalLeader],
  ["PostgreSQL", () => Promise.resolve("PostgreSQL")],
  ["Redis", () => Promise.resolve("Redis")],
];

async function named(cluster: ClusterProcess, name: RegExp, random: Random) {
  const all = (await processesOf(cluster)).filter((one) => name.test(one.name));
  return all[Math.floor(random.next() * all.length)]?.name;
}

/** All kinds in an order drawn by lot, then again: none is spared by chance. */
function* byLot(random: Random): Generator<(typeof VICTIMS)[number]> {
  for (;;) {
    const left = [...VICTIMS];
    while (left.length > 0) yield left.splice(Math.floor(random.next() * left.length), 1)[0];
  }
}

/** Kills one of this kind; undefined when none runs just now. */
async function strike(
  cluster: ClusterProcess,
  [kind, find]: (typeof VICTIMS)[number],
  random: Random,
  acknowledged: () => number,
): Promise<Killed | undefined> {
  const name = await find(cluster, random);
  const pid = (await processesOf(cluster)).find((one) => one.name === name)?.pid;
  if (name === undefined || pid === undefined) return undefined;
  const begun = performance.now();
  try {
    Deno.kill(pid, "SIGKILL");
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined; // it is just being started again
    throw cause;
  }
  const before = acknowledged();
  while (acknowledged() < before + BACK) {
    if (performance.now() - begun > KILL_EVERY_MS) return { kind, name };
    await pause(LOOK_EVERY_MS);
  }
  return { kind, name, backMs: Math.round(performance.now() - begun) };
}

async function strikes(
  cluster: ClusterProcess,
  seconds: number,
  seed: number,
  acknowledged: () => number,
): Promise<Killed[]> {
  const random = createRandom(seed);
  const killed: Killed[] = [];
  const end = performance.now() + seconds * 1_000;
  for (const victim of byLot(random)) {
    const next = performance.now() + KILL_EVERY_MS;
    if (next > end) break;
    const one = await strike(cluster, victim, random, acknowledged);
    if (one !== undefined) killed.push(one);
    console.log(one === undefined ? `no ${victim[0]} to kill` : JSON.stringify(one));
    await pause(Math.max(0, next - performance.now()));
  }
  return killed;
}

async function judged(cluster: ClusterProcess, history: string): Promise<SoakReport["judged"]> {
  const found: SoakReport["judged"] = {};
  const records = await readHistories([history]);
  await verifyCluster(cluster.folder, DEMO.workspace, records, (line) => {
    console.log(line);
    const [, promise, cases, broken] = line.match(/^(P\d+): (\d+) judged, (\d+) broken/) ?? [];
    if (promise) found[promise] = { judged: Number(cases), broken: Number(broken) };
  });
  return found;
}

/** Resolves with the exit code. */
export async function soak(seconds: number, seed: number, path: string): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-soak-" });
  const cluster = await startCluster(`${folder}/data`);
  try {
    const file = `${folder}/history.jsonl`;
    const history = await createStormHistory(file);
    const load = storm(cluster.base, history, COMPANY);
    await load.ready;
    console.log(`seed ${seed}: ${seconds} s, a kill every ${KILL_EVERY_MS / 1_000} s`);
    const killed = await strikes(cluster, seconds, seed, load.acknowledged);
    const { acknowledged, inFlight } = await load.stop();
    history.close();
    await pause(REST_MS);
    const found = await judged(cluster, file);
    const report: SoakReport = { seed, seconds, acknowledged, inFlight, killed, judged: found };
    await Deno.writeTextFile(path, `${JSON.stringify(report, null, 2)}\n`);
    const offences = soakOffences(report, VICTIMS.map(([kind]) => kind));
    console.log(`${acknowledged} acknowledged, ${killed.length} killed; report: ${path}`);
    for (const sentence of offences) console.error(sentence);
    return offences.length === 0 ? 0 : 1;
  } finally {
    await cluster.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

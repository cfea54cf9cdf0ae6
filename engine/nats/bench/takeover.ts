/**
 * `deno task bench takeover`: how long a partition has nobody who answers when its engine goes, over
 * at least a hundred partitions each way, on one nats-server, under a light load of commands.
 *
 * warm: `kill -9` of an engine whose partitions another process follows.
 * planned: SIGTERM of one; it hands over to who follows.
 * cold: `kill -9` of the only engine; another process is started at once, and its start counts.
 */
import { configurationWith } from "../../core/testing/configuration.ts";
import { type Figure, figure, report } from "../../core/routing/bench/measure.ts";
import { option } from "../../core/routing/bench/option.ts";
import type { Bus } from "../../contract/ports/bus.ts";
import { createClock } from "../../local/clock.ts";
import { connectNats } from "../connection.ts";
import { createGatewayBus, openNats, provisionStreams } from "../mod.ts";
import { type EngineChild, startEngine } from "./children.ts";
import { type PartitionWatch, watchPartitions } from "./partition_watch.ts";
import { companiesOn, live, loadReal, prepare } from "./real.ts";
import { startServers } from "./servers.ts";

const HELP = `deno task bench takeover [--rounds 4] [--json FILE]
Each round moves 32 partitions each way and takes about half a minute.
Needs nats-server (deno task provision).`;

const PARTITIONS = 32;
const ROUNDS = 4;
const JOURNAL_BYTES_MAX = 1024 * 1024 * 1024;
/** Conversations stand in every partition, so that a cold one has something to read. */
const FILL_SECONDS = 3;
const FILL_OUTSTANDING = 256;
/** Each of 32 companies says something so often: appends are under way when an engine goes. */
const TALK_EVERY_MS = 100;
/** So long another process follows before its owner goes. Balancing begins after four seconds. */
const FOLLOWED_MS = 3_000;
const OWNED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** The promises: 4 s in 99 of 100, and no conversation idle for over a second when planned. */
const GOALS = { warm: 4_000, planned: 1_000, cold: undefined };

type Way = keyof typeof GOALS;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when these engines decide for every partition between them. */
async function owned(engines: readonly EngineChild[]): Promise<void> {
  for (const until = performance.now() + OWNED_WITHIN_MS; performance.now() < until;) {
    const all = (await Promise.all(engines.map((one) => one.partitions()))).flat();
    if (all.filter(({ state }) => state === "deciding").length === PARTITIONS) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error("the partitions found no owner within a minute");
}

/** One in each company, sending until told to stop; resolves with what was answered and refused. */
function talk(bus: Bus, workspaces: readonly string[]) {
  let stopped = false;
  const said = { answered: 0, refused: 0 };
  const talking = workspaces.map(async (workspace) => {
    for (let n = 0; !stopped; n++) {
      if (await live(bus, workspace, `talk-${workspace}`, n)) said.answered++;
      else said.refused++;
      await pause(TALK_EVERY_MS);
    }
  });
  return async () => {
    stopped = true;
    await Promise.all(talking);
    return said;
  };
}

interface Run {
  url: string;
  watch: PartitionWatch;
  /** All that were started, also those that are gone: names are not used twice. */
  engines: EngineChild[];
  gaps: Record<Way, number[]>;
  /** Of all that were taken warm or by plan: those whose owner began with a follower's memory. */
  fromMemory: number;
}

async function next({ url, engines }: Run): Promise<EngineChild> {
  const engine = await startEngine(url, `e${engines.length + 1}`);
  engines.push(engine);
  return engine;
}

/** One engine goes, another has everything; resolves with that one. */
async function moved(run: Run, way: Way, leaving: EngineChild): Promise<EngineChild> {
  const signal = way === "planned" ? "SIGTERM" : "SIGKILL";
  const standing = way === "cold" ? undefined : await next(run);
  if (standing) await pause(FOLLOWED_MS);
  const partitions = (await leaving.partitions()).map(({ partition }) => partition);
  const from = performance.now();
  await leaving.stop(signal);
  const heir = standing ?? await next(run);
  await owned([heir]);
  await pause(LOOK_EVERY_MS); // an answer of each new owner is on its way
  run.gaps[way].push(...partitions.map((partition) => run.watch.gapMs(partition, from)));
  const heirs = (await heir.partitions()).filter((one) => partitions.includes(one.partition));
  if (standing) run.fromMemory += heirs.filter(({ takenWarm }) => takenWarm > 0).length;
  return heir;
}

function figureOf(run: Run, way: Way): Figure {
  const sorted = run.gaps[way].toSorted((left, right) => left - right);
  const mostMs = sorted[Math.ceil(sorted.length * 0.99) - 1];
  const goal = GOALS[way];
  return {
    ...figure(`takeover.${way}_ms`, "ms", sorted),
    ...(goal !== undefined && { goal: `99 of 100 ≤ ${goal}`, met: mostMs <= goal }),
    note: `${sorted.length} partitions, 99 of 100 within ${Math.round(mostMs)} ms`,
  };
}

async function measure(run: Run, first: EngineChild, rounds: number): Promise<void> {
  let engine = first;
  for (let round = 0; round < rounds; round++) {
    for (const way of ["warm", "planned", "cold"] as const) engine = await moved(run, way, engine);
  }
}

interface Measured {
  run: Run;
  /** Commands before the first one went, and meanwhile. */
  filled: number;
  said: { answered: number; refused: number };
}

async function staged(program: string, rounds: number): Promise<Measured> {
  const servers = await startServers(program, 1, false);
  const nats = await connectNats({ url: servers.url, name: "bench" });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: JOURNAL_BYTES_MAX });
  const parts = openNats(nats, createClock());
  const bus = createGatewayBus(nats, { gateway: "bench", documents: parts.documents });
  const companies = companiesOn(PARTITIONS);
  const watch = watchPartitions(nats, "bench", companies);
  const gaps = { warm: [], planned: [], cold: [] };
  const run: Run = { url: servers.url, watch, engines: [], gaps, fromMemory: 0 };
  try {
    const filling = await next(run);
    await owned([filling]);
    await prepare(bus, configurationWith(), companies);
    const { perSecond } = await loadReal(bus, "fill", FILL_SECONDS, FILL_OUTSTANDING, companies);
    const hush = talk(bus, companies);
    await measure(run, filling, rounds);
    return { run, filled: Math.round(perSecond * FILL_SECONDS), said: await hush() };
  } finally {
    watch.stop();
    for (const one of run.engines) await one.stop();
    bus.close();
    parts.close();
    await nats.close();
    await servers.stop();
  }
}

async function main(): Promise<boolean> {
  const program = Deno.env.get("TIDEGATE_NATS_SERVER");
  if (!program) throw new Error("nats-server could not be had: run deno task provision.");
  const rounds = Number(option("--rounds") ?? ROUNDS);
  if (!(rounds > 0)) throw new Error("--rounds takes a number above 0, as in --rounds 4.");
  const { run, filled, said: { answered, refused } } = await staged(program, rounds);
  const figures = (["warm", "planned", "cold"] as const).map((way) => figureOf(run, way));
  for (const { name, min, value, max, goal, met, note } of figures) {
    const spread = [min!, value, max!].map(Math.round).join(" / ");
    const judged = goal === undefined ? "" : `  (${goal}: ${met ? "met" : "MISSED"})`;
    console.log(`${name.padEnd(20)} ${spread} ms  ${note}${judged}`);
  }
  const followed = run.gaps.warm.length + run.gaps.planned.length;
  console.log(`${run.fromMemory} of ${followed} warm and planned ones from a follower's memory`);
  console.log(`${filled} commands before, ${answered} meanwhile, ${refused} of them refused`);
  const path = option("--json");
  if (path !== undefined) await Deno.writeTextFile(path, report("takeover", 0, figures));
  return refused === 0 && figures.every(({ met }) => met !== false);
}

if (Deno.args.includes("--help")) console.log(HELP);
else {
  try {
    Deno.exit(await main() ? 0 : 1);
  } catch (cause) {
    console.error((cause as Error).message);
    Deno.exit(1);
  }
}

/**
 * `deno task bench journal`: what group commit through the journal costs. One run, interleaved: a
 * bare echo, the same bodies stored (one server; one that syncs always; three that replicate and
 * sync always), and a conversation's real commands through an engine process. Wall-clock rates of a
 * busy machine say little, so the goals are ratios to the echo of the same round.
 */
import { configurationWith } from "../../core/testing/configuration.ts";
import { type Figure, figure, report } from "../../core/routing/bench/measure.ts";
import { option } from "../../core/routing/bench/option.ts";
import { createClock } from "../../local/clock.ts";
import { connectNats } from "../connection.ts";
import { createGatewayBus, openNats, provisionStreams } from "../mod.ts";
import { boundsOf, watchCpu } from "./bounds.ts";
import { perBatch, startAnswerer, startEngine } from "./children.ts";
import { loadBodies, type Measured, OUTSTANDING } from "./load.ts";
import { loadReal, prepare } from "./real.ts";
import { startServers } from "./servers.ts";

const HELP = `deno task bench journal [--seconds 3] [--rounds 2] [--json FILE]
Needs nats-server (deno task provision).`;

/** Below this the machine is too busy, or too small, for the ratios to mean anything. */
const ECHO_LEAST = 100_000;
const JOURNAL_BYTES_MAX = 4 * 1024 * 1024 * 1024;
const FEW = 64;
/** Each process has compiled its hot paths by then, as one that has run for a while. */
const WARM_SECONDS = 2;

const SHAPES = [
  { name: "r1", servers: 1, always: false, body: 0.72, real: 0.4 },
  { name: "r1_always", servers: 1, always: true, body: 0.5, real: 0.35 },
  { name: "r3_always", servers: 3, always: true, body: 0.32, real: 0.22 },
] as const;

type Shape = (typeof SHAPES)[number];

interface Round {
  echo: Measured;
  body: Measured;
  real: Measured;
  few: Measured;
  lone: Measured;
  cpuUsPerCommand: number;
  /** What bounds the real commands, as a sentence. */
  bounds: string;
}

function number(name: string, otherwise: number): number {
  const value = Number(option(name) ?? otherwise);
  if (value > 0) return value;
  throw new Error(`${name} takes a number above 0, as in ${name} 3.`);
}

async function round(program: string, shape: Shape, seconds: number): Promise<Round> {
  const servers = await startServers(program, shape.servers, shape.always);
  const nats = await connectNats({ url: servers.url, name: "bench" });
  const stopping: (() => Promise<unknown>)[] = [];
  try {
    const settings = { replicas: shape.servers, journalBytesMax: JOURNAL_BYTES_MAX };
    await provisioned(() => provisionStreams(nats, settings));
    const parts = openNats(nats, createClock());
    const bus = createGatewayBus(nats, { gateway: "bench", documents: parts.documents });
    const echo = await startAnswerer("echo", servers.url);
    stopping.push(echo.stop);
    await loadBodies(nats, "echo", WARM_SECONDS);
    const bare = await loadBodies(nats, "echo", seconds);
    await echo.stop();
    const commit = await startAnswerer("commit", servers.url);
    stopping.push(commit.stop);
    await loadBodies(nats, "commit", WARM_SECONDS);
    const body = await loadBodies(nats, "commit", seconds);
    const few = await loadBodies(nats, "commit", seconds, FEW);
    const lone = await loadBodies(nats, "commit", 1, 1);
    await commit.stop();
    // The engine folds real batches: bodies without meaning must not stand in its journal.
    await nats.request("$JS.API.STREAM.PURGE.TG_JOURNAL", "{}");
    const engine = await startEngine(servers.url);
    stopping.push(engine.stop);
    await prepare(bus, configurationWith());
    await loadReal(bus, `${shape.name}-warm-${Date.now()}`, WARM_SECONDS, OUTSTANDING);
    const busy = await watchCpu({ engine: [engine.pid], servers: servers.pids() });
    const real = await loadReal(bus, `${shape.name}-${Date.now()}`, seconds, OUTSTANDING);
    const cores = await busy();
    const cpuUsPerCommand = cores.engine * 1e6 / real.perSecond;
    const bounds = boundsOf(cores, await perBatch(engine));
    bus.close();
    parts.close();
    return { echo: bare, body, real, few, lone, cpuUsPerCommand, bounds };
  } finally {
    for (const stop of stopping) await stop();
    await nats.close();
    await servers.stop();
  }
}

const PROVISION_TRIES_MAX = 100;

/** Three servers elect a leader first. */
async function provisioned(make: () => Promise<unknown>): Promise<void> {
  for (let tries = 1;; tries++) {
    try {
      await make();
      return;
    } catch (error) {
      if (tries >= PROVISION_TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const show = (shape: string, what: string, of: Measured): void =>
  console.log(
    `${shape.padEnd(10)} ${what.padEnd(5)} ${Math.round(of.perSecond).toString().padStart(7)}/s` +
      `  p50 ${of.p50Ms.toFixed(1)} ms  p99 ${of.p99Ms.toFixed(1)} ms` +
      (of.failed > 0 ? `  failed ${of.failed}` : ""),
  );

function figuresOf(rounds: Map<Shape, Round[]>): Figure[] {
  const figures: Figure[] = [];
  const echoes = [...rounds.values()].flat().map(({ echo }) => echo.perSecond);
  const goal = { value: ECHO_LEAST, atLeast: true };
  figures.push(figure("journal.echo_per_s", "1/s", echoes, goal));
  for (const [shape, all] of rounds) {
    const ratio = (what: "body" | "real") =>
      all.map((one) => one[what].perSecond / one.echo.perSecond);
    const of = (name: string, samples: number[], least: number): void => {
      const made = figure(name, "share", samples, { value: least, atLeast: true });
      figures.push({ ...made, ratioTo: "journal.echo_per_s" });
    };
    of(`journal.echo_body.${shape.name}`, ratio("body"), shape.body);
    of(`journal.real.${shape.name}`, ratio("real"), shape.real);
  }
  const r1 = rounds.get(SHAPES[0]) ?? [];
  const cpu = r1.map(({ cpuUsPerCommand }) => cpuUsPerCommand);
  figures.push(figure("journal.cpu_us_per_command", "us", cpu, { value: 12, atLeast: false }));
  const few = r1.map(({ few }) => few.p99Ms);
  figures.push(figure("journal.few_p99_ms", "ms", few, { value: 8, atLeast: false }));
  const lone = r1.map(({ lone }) => lone.p50Ms);
  figures.push(figure("journal.lone_p50_ms", "ms", lone, { value: 2, atLeast: false }));
  return figures;
}

async function main(): Promise<boolean> {
  const program = Deno.env.get("TIDEGATE_NATS_SERVER");
  if (!program) throw new Error("nats-server could not be had: run deno task provision.");
  const [seconds, times] = [number("--seconds", 3), number("--rounds", 2)];
  const rounds = new Map<Shape, Round[]>();
  for (let time = 0; time < times; time++) {
    for (const shape of SHAPES) {
      const measured = await round(program, shape, seconds);
      rounds.set(shape, [...rounds.get(shape) ?? [], measured]);
      for (const what of ["echo", "body", "real", "few", "lone"] as const) {
        show(shape.name, what, measured[what]);
      }
      const { cpuUsPerCommand, bounds } = measured;
      console.log(
        `${shape.name.padEnd(10)} engine ${cpuUsPerCommand.toFixed(1)} us CPU; ${bounds}`,
      );
    }
  }
  const figures = figuresOf(rounds);
  for (const { name, value, goal, met } of figures) {
    const judged = goal === undefined ? "" : `  goal ${goal} ${met ? "met" : "missed"}`;
    console.log(`${name.padEnd(34)} ${value.toFixed(value < 10 ? 2 : 0)}${judged}`);
  }
  if (figures[0].met === false) {
    console.log("invalid run: the echo is below 100,000/s, this machine is busy or too small");
  }
  const at = Deno.args.indexOf("--json");
  if (at >= 0) await Deno.writeTextFile(Deno.args[at + 1], report("journal", 0, figures));
  return figures.every(({ met }) => met !== false);
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

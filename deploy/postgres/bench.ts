/**
 * `deno task bench projector`: how many events a second one projector writes into PostgreSQL, with
 * the tables and indexes of production, on this machine. The journal is made before and lies in
 * memory, so that it is no part of what is measured: conversations of ten events and their keys.
 */
import process from "node:process";
import { type Figure, figure, report } from "../../engine/core/routing/bench/measure.ts";
import { option } from "../../engine/core/routing/bench/option.ts";
import {
  assigned,
  createStory,
  messaged,
  opened,
  type Story,
} from "../../engine/records/fold/story.ts";
import type { Source } from "../../engine/records/projector/run.ts";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { prepareDatabase } from "../../engine/postgres/prepare.ts";
import { startProjecting } from "../../engine/postgres/projecting.ts";
import { createDatabase, DATABASE } from "../cluster/parts.ts";
import { startPostgres } from "./server.ts";

const HELP = `deno task bench projector [--events 400000] [--rounds 3] [--json FILE]
Needs PostgreSQL (deno task provision).`;

const EVENTS = 400_000;
const ROUNDS = 3;
const PARTITIONS = 8;
/** Conversations that go on at once in a partition; each begins when another has ended. */
const AT_ONCE = 500;
/** As an engine under load closes its batches. */
const EVENTS_PER_BATCH = 30;
const MESSAGES = 8;
const GOAL_PER_SECOND = 60_000;
const LOOK_EVERY_MS = 20;
const WITHIN_MS = 300_000;

const TEXT = "在吗？我上周五买的那顶两人帐篷到现在还没有发货，能帮我看一下吗";

/** Step number n of one conversation: opened with its agent, eight messages, closed. */
function step(story: Story, conversation: string, n: number) {
  const visitor = conversation; // everybody comes once
  if (n === 0) return [opened(story, conversation, visitor), assigned(conversation, "a1")];
  if (n > MESSAGES) {
    const reason = "agent" as const;
    return [{ type: "conversation.closed" as const, conversation, reason, agent: "a1" }];
  }
  const body = { kind: "text" as const, text: TEXT };
  const round = Math.ceil(n / 2);
  const more = { round, ...(n % 2 === 1 ? { begins: true as const } : { ends: true as const }) };
  return [messaged(story, conversation, visitor, `m${conversation}-${n}`, body, more)];
}

/** One partition's journal: many conversations, each a step at a time. */
function tell(workspace: string, partition: number, events: number): Story {
  const story = createStory(workspace, partition);
  const steps = Array.from({ length: AT_ONCE }, (_, at) => at % (MESSAGES + 2));
  const lives = steps.map(() => 0);
  let batch: ReturnType<typeof step> = [];
  for (let told = 0, at = 0; told < events; at = (at + 1) % AT_ONCE) {
    // who begins in the middle of a life has none before it: it begins with the next one
    if (lives[at] > 0 || steps[at] === 0) {
      const made = step(story, `${partition}-${at}-${lives[at]}`, steps[at]);
      told += made.length;
      batch.push(...made);
    }
    steps[at] = (steps[at] + 1) % (MESSAGES + 2);
    if (steps[at] === 0) lives[at]++;
    if (batch.length < EVENTS_PER_BATCH) continue;
    story.batch("agent:a1", ...batch);
    batch = [];
  }
  return story;
}

const sourceOf = (partition: number, { entries }: Story): Source => ({
  partition,
  durable: () => entries.length,
  follow(after, receive) {
    // as a journal's reader: it ends when it is stopped, not with what there is
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    let reading = true;
    const read = async () => {
      for (let at = after; reading && at < entries.length; at++) await receive(entries[at]);
    };
    const done = Promise.all([read(), stopped]).then(() => {});
    return { stop: () => (reading = false, stop(), done), done };
  },
});

/** A story calls the key of a visitor `k-` and their name. */
const KEY_BEGINS = 2;
const HERTZ_MS = 10;

/** CPU time of a server and its backends so far, ms. Linux alone. */
async function serverCpuMs(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`).catch(() => "");
  const all = [pid, ...text.trim().split(" ").filter(Boolean).map(Number)];
  const spent = await Promise.all(all.map(async (one) => {
    const stat = await Deno.readTextFile(`/proc/${one}/stat`).catch(() => "");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * HERTZ_MS || 0;
  }));
  return spent.reduce((sum, ms) => sum + ms, 0);
}

interface Round {
  perSecond: number;
  cpuUs: number;
  serverCpuUs: number;
}

async function round(stories: Story[], folder: string): Promise<Round> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const server = await startPostgres({ folder, port, password: "bench" });
  try {
    await createDatabase(server);
    const database = openPostgres({ url: server.url(DATABASE), name: "bench", rebuildable: true });
    await prepareDatabase(
      database,
      { tidegate_gateway: "g", tidegate_projector: "p" },
      Date.now(),
    );
    const events = stories.flatMap(({ entries }) => entries.map(({ batch }) => batch.events.length))
      .reduce((sum, count) => sum + count, 0);
    const [spent, servers] = [process.cpuUsage(), await serverCpuMs(server.child.pid)];
    const began = performance.now();
    const projecting = startProjecting({
      database,
      keys: keysOf(stories),
      partitions: stories.map((_, partition) => partition),
      source: (partition) => sourceOf(partition, stories[partition]),
      wall: Date.now,
      report: console.error,
    });
    const applied = () => projecting.gauges().reduce((sum, one) => sum + one.events, 0);
    while (applied() < events) {
      if (performance.now() - began > WITHIN_MS) throw new Error("it took more than five minutes");
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    const tookMs = performance.now() - began;
    const cpu = process.cpuUsage(spent);
    const serverMs = await serverCpuMs(server.child.pid) - servers;
    await projecting.stop();
    await database.close();
    return {
      perSecond: events / tookMs * 1_000,
      cpuUs: (cpu.user + cpu.system) / events,
      serverCpuUs: serverMs * 1_000 / events,
    };
  } finally {
    await server.child.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every story's keys behind one port: a key's name begins with its partition. */
const keysOf = (stories: Story[]): Story["keys"] => ({
  ...stories[0].keys,
  read: (id) => stories[Number(id.slice(KEY_BEGINS, id.indexOf("-", KEY_BEGINS)))].keys.read(id),
});

function count(name: string, otherwise: number): number {
  const value = Number(option(name) ?? otherwise);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} takes a whole number above 0, as in ${name} ${otherwise}.`);
}

async function main(): Promise<boolean> {
  const events = count("--events", EVENTS);
  const stories = Array.from(
    { length: PARTITIONS },
    (_, partition) => tell(`shop-${partition}`, partition, Math.ceil(events / PARTITIONS)),
  );
  const rounds: Round[] = [];
  for (let left = count("--rounds", ROUNDS); left > 0; left--) {
    rounds.push(await round(stories, await Deno.makeTempDir({ prefix: "tidegate-bench-" })));
    const { perSecond, cpuUs, serverCpuUs } = rounds.at(-1)!;
    console.log(
      `${Math.round(perSecond)} events/s; CPU of one: ${cpuUs.toFixed(1)} µs here, ` +
        `${serverCpuUs.toFixed(1)} µs in PostgreSQL`,
    );
  }
  const of = (name: string, unit: string, value: (round: Round) => number): Figure =>
    figure(`projector.${name}`, unit, rounds.map(value));
  const goal = { value: GOAL_PER_SECOND, atLeast: true };
  const figures = [
    figure("projector.events_per_s", "1/s", rounds.map((one) => one.perSecond), goal),
    of("cpu_us_per_event", "us", ({ cpuUs }) => cpuUs),
    of("server_cpu_us_per_event", "us", ({ serverCpuUs }) => serverCpuUs),
  ];
  const path = option("--json");
  if (path !== undefined) await Deno.writeTextFile(path, report("projector", 0, figures));
  const [{ value, met }] = figures;
  console.log(
    `projector.events_per_s ${Math.round(value)} (goal ${GOAL_PER_SECOND}: ${
      met ? "met" : "MISSED"
    })`,
  );
  return met === true;
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

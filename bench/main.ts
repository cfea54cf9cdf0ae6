/** `deno task bench <profile>`: starts, drives, verifies, reports. */
import { locate } from "../deploy/parts.ts";
import { runAgree } from "./agreement/run.ts";
import { type Campaign, CAMPAIGNS, lasting } from "./campaigns.ts";
import { campaignCompany } from "./companies/campaign.ts";
import type { FiguresDocument } from "./figures.ts";
import { runConsole } from "./console/run.ts";
import { DOOR_PROFILES, runDoor } from "./door/run.ts";
import { runKernel } from "./kernel.ts";
import { runKill } from "./kill.ts";
import { runCost } from "./load/cost.ts";
import { type BenchOptions, benchOptions, BenchOptionWrong } from "./options.ts";
import { ASSUMED, capacityOf } from "./plan/capacity.ts";
import { preflight } from "./preflight.ts";
import { PROFILES } from "./profiles.ts";
import { comparisonPage } from "./report/page.ts";
import { runCampaign } from "./run_campaign.ts";
import { runProfile } from "./run_profile.ts";
import { runWhatIf } from "./what_if/run.ts";

const HELP = `deno task bench <profile> [--target URL [--data FOLDER]] [--seed 1111] [--seconds N]
                [--size N] [--json FILE] [--report FILE.html]
Profiles: ${[...Object.keys(PROFILES), ...Object.keys(CAMPAIGNS)].join(", ")}.
At the NATS door, with servers of their own: ${DOOR_PROFILES.join(", ")}.
Also: bench kill [--times 50], bench journal [--seconds 3] [--rounds 2],
bench takeover [--rounds 4]: how long a partition has no owner, by kill, by plan, without a follower,
bench projector [--events 400000] [--rounds 3]: events a second into PostgreSQL,
bench kernel [--only memory,lines,scaling,10k_200,100k_2000]: the routing kernel alone,
bench console [sizes] [first-load] [writing] [list] [wall] [memory]: what people see, in Chromium,
bench cost [--stories 3000]: CPU time of one conversation, by thread,
bench what-if [--seconds 160]: whether a what-if slows the desk that it runs beside,
bench company <profile> > FILE: the company that a target must have (start --company FILE),
bench plan <profile> COST.json: machines for it, from the JSON of bench cost,
bench agree RUN.json: a campaign's run against days of the simulator; exit code 1 when it is out,
bench compare BEFORE.json AFTER.json [--report FILE.html].
Ends with the check of the promises; exit code 1 on a broken promise or a missed goal.`;

/** Benches on real parts, processes of their own; their options are their own. */
const ON_PARTS: Record<string, string> = {
  journal: "engine/nats/bench/main.ts",
  takeover: "engine/nats/bench/takeover.ts",
  projector: "deploy/postgres/bench.ts",
};

async function onParts(path: string): Promise<boolean> {
  const script = new URL(`../${path}`, import.meta.url).pathname;
  const program = await locate("nats-server");
  const env: Record<string, string> = program ? { TIDEGATE_NATS_SERVER: program } : {};
  const args = ["run", "-A", script, ...Deno.args.slice(1)];
  return (await new Deno.Command(Deno.execPath(), { args, env }).spawn().status).success;
}

async function campaign(of: Campaign, options: BenchOptions): Promise<boolean> {
  const { seconds, target } = options;
  const asked = seconds === undefined ? of : lasting(of, seconds);
  const visitors = asked.shape.reduce((sum, one) => sum + one.seconds * (one.from + one.to) / 2, 0);
  await preflight(Math.ceil(visitors) + of.agents, target);
  const report = options.report ?? `bench-${of.name}.html`;
  return await runCampaign(asked, { ...options, report });
}

async function compare({ files, report }: BenchOptions): Promise<boolean> {
  if (files.length !== 2) throw new BenchOptionWrong("compare takes two JSON files of runs.");
  const [before, after] = await Promise.all(files.map(readDocument));
  const path = report ?? "bench-compare.html";
  await Deno.writeTextFile(path, comparisonPage(before, after));
  console.log(`report: ${path}`);
  return true;
}

async function agree({ files: [path, ...more] }: BenchOptions): Promise<boolean> {
  if (path === undefined || more.length > 0) {
    throw new BenchOptionWrong("agree takes the JSON of a campaign's run.");
  }
  return await runAgree(await readDocument(path));
}

async function readDocument(path: string): Promise<FiguresDocument> {
  const text = await Deno.readTextFile(path).catch(() => "");
  try {
    const document = JSON.parse(text);
    if (Array.isArray(document.figures)) return document;
  } catch {
    // said below
  }
  throw new BenchOptionWrong(`${path} is no JSON of a bench: make one with --json.`);
}

function company({ files: [name] }: BenchOptions): boolean {
  const of = CAMPAIGNS[name];
  if (!of) throw new BenchOptionWrong(`company takes a profile, as in bench company flash.`);
  console.log(JSON.stringify(campaignCompany(of.agents, of.leftAfterMs), null, 2));
  return true;
}

/** Accepted commands of a conversation beside its messages: opened and closed. */
const OPEN_AND_CLOSE = 2;

async function plan({ files: [name, path] }: BenchOptions): Promise<boolean> {
  const of = CAMPAIGNS[name];
  if (!of || path === undefined) {
    throw new BenchOptionWrong("plan takes a profile and the JSON of bench cost.");
  }
  const { figures } = await readDocument(path);
  const figure = (named: string) => figures.find((one) => one.name === named)?.value ?? NaN;
  const costs = {
    cpuMs: figure("cost.cpu_ms_per_conversation"),
    recordsMs: figure("cost.cpu_ms.worker_1"),
  };
  if (!Number.isFinite(costs.cpuMs + costs.recordsMs)) {
    throw new BenchOptionWrong(
      `${path} is not of bench cost: deno task bench cost --json ${path}.`,
    );
  }
  const { shape, agents, people } = of;
  const commands = OPEN_AND_CLOSE + 1 + 2 * people.turns;
  const stayMs = people.serviceMs + people.patienceMs;
  console.log(`${name}: ${of.about}`);
  console.log(capacityOf({ shape, agents, commands, stayMs }, costs));
  console.log("assumed", { ...costs, commands, ...ASSUMED });
  return true;
}

/** So long that one open in a hundred is more than a dozen on each side. */
const WHAT_IF_SECONDS = 160;

async function run(options: BenchOptions): Promise<boolean> {
  const { name, json, times, stories, target } = options;
  if (name === "console") return await runConsole(options);
  if (name === "kernel") return await runKernel(options);
  if (name === "kill") return await runKill(times, json);
  if (name === "cost") return await runCost(stories, json);
  if (name === "what-if") return await runWhatIf(options.seconds ?? WHAT_IF_SECONDS, json);
  if (name === "compare") return await compare(options);
  if (name === "agree") return await agree(options);
  if (name === "plan") return await plan(options);
  if (name === "company") return company(options);
  if (DOOR_PROFILES.includes(name)) return await runDoor(options);
  if (Object.hasOwn(CAMPAIGNS, name)) return await campaign(CAMPAIGNS[name], options);
  if (!Object.hasOwn(PROFILES, name)) {
    throw new BenchOptionWrong(`There is no profile "${name}": see deno task bench --help.`);
  }
  await preflight(0, target);
  return await runProfile(PROFILES[name], target, json);
}

if (Deno.args[0] === "--help") {
  console.log(HELP);
  Deno.exit(0);
}
try {
  const script = ON_PARTS[Deno.args[0]];
  const done = script ? await onParts(script) : await run(benchOptions(Deno.args));
  Deno.exit(done ? 0 : 1);
} catch (error) {
  if (!(error instanceof BenchOptionWrong)) throw error;
  console.error(error.message);
  Deno.exit(2);
}

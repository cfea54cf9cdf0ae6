/** `deno task simulate <scenario.json>`: reads, runs, prints. */
import { type Figures, figuresOf } from "../figures/figures.ts";
import { tableOf } from "../figures/table.ts";
import { readScenario } from "../scenario/read.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { durationMs } from "../scenario/units.ts";
import { progressTo } from "./progress.ts";
import { runDays } from "./pool.ts";

const WORKERS_MAX = 64;
const OPTIONS = ["--days", "--seed", "--workers", "--within", "--json"] as const;
type Option = (typeof OPTIONS)[number];

/** What the user can mend; everything else is a bug and thrown. */
export interface Refused {
  ok: false;
  sentences: string[];
}

export interface Asked {
  scenario: Scenario;
  workers: number;
  withinMs: number;
  json?: string;
  /** As it was read, for what only some commands look at. */
  document: unknown;
}

const refused = (...sentences: string[]): Refused => ({ ok: false, sentences });

export async function readAsked(args: string[]): Promise<{ ok: true; asked: Asked } | Refused> {
  const [path, ...rest] = args;
  const given = optionsOf(rest);
  if ("ok" in given) return given;
  const found = await readDocument(path, "engine/simulator/examples has some");
  if ("ok" in found) return found;
  const document = withNumbers(found.document, given);
  const named = (document as { configuration?: unknown } | null)?.configuration;
  if (typeof named === "string") {
    const beside = named.startsWith("/") ? named : `${path.replace(/[^/]*$/, "")}${named}`;
    const inner = await readDocument(beside, `${path} names it as its configuration`);
    if ("ok" in inner) return inner;
    (document as { configuration: unknown }).configuration = inner.document;
  }
  const read = readScenario(document);
  if (!read.ok) return refused(...read.problems.map((problem) => `${path}: ${problem}`));
  const workers = Number(
    given["--workers"] ?? Math.min(navigator.hardwareConcurrency, WORKERS_MAX),
  );
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= WORKERS_MAX)) {
    return refused(`--workers: a whole number from 1 to ${WORKERS_MAX} is due, as in --workers 2`);
  }
  const withinMs = given["--within"] === undefined ? Infinity : durationMs(given["--within"]);
  if (withinMs === undefined) return refused("--within: a duration is due, as in --within 60s");
  const { scenario } = read;
  return { ok: true, asked: { scenario, workers, withinMs, json: given["--json"], document } };
}

async function readDocument(path: string, hint: string): Promise<{ document: unknown } | Refused> {
  const text = await Deno.readTextFile(path).catch(() => undefined);
  if (text === undefined) return refused(`${path}: no such file; ${hint}`);
  try {
    return { document: JSON.parse(text) };
  } catch (error) {
    return refused(`${path}: ${(error as SyntaxError).message}`);
  }
}

function optionsOf(args: string[]): Partial<Record<Option, string>> | Refused {
  const given: Partial<Record<Option, string>> = {};
  for (let at = 0; at < args.length; at += 2) {
    const option = args[at] as Option;
    if (!OPTIONS.includes(option)) {
      return refused(`${option}: no such option; one of ${OPTIONS.join(", ")} is due`);
    }
    if (args[at + 1] === undefined) return refused(`${option} takes a value, as in ${option} 2`);
    given[option] = args[at + 1];
  }
  return given;
}

/** What the command says of days and seed stands above the file. */
function withNumbers(document: unknown, given: Partial<Record<Option, string>>): unknown {
  if (typeof document !== "object" || document === null) return document;
  const days = given["--days"] === undefined ? {} : { days: Number(given["--days"]) };
  const seed = given["--seed"] === undefined ? {} : { seed: Number(given["--seed"]) };
  return { ...document, ...days, ...seed };
}

export async function run({ scenario, workers, withinMs }: Asked): Promise<Figures> {
  const progress = progressTo(scenario);
  const rows = await runDays({ scenario, workers, withinMs, progress });
  return figuresOf(scenario, rows);
}

/** Exit code of the command. */
export async function simulate(args: string[]): Promise<number> {
  const read = await readAsked(args);
  if (!read.ok) {
    for (const sentence of read.sentences) console.error(sentence);
    return 2;
  }
  const figures = await run(read.asked);
  console.log(tableOf(figures));
  const { json } = read.asked;
  if (json !== undefined) await Deno.writeTextFile(json, JSON.stringify(figures, null, 2) + "\n");
  return 0;
}

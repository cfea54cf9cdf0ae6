/** `deno task simulate`: the simulator, and what-if on the journal of a data folder. */
import type { Configuration } from "../engine/contract/wire/configuration.ts";
import { SIMULATION_CAUSES } from "../engine/contract/wire/simulation.ts";
import { validateConfiguration } from "../engine/core/mod.ts";
import { readDay } from "../engine/local/simulations/read_day.ts";
import { simulator } from "../engine/simulator/mod.ts";
import { durationMs } from "../engine/simulator/scenario/units.ts";
import { reportOf } from "../engine/simulator/what_if/report.ts";
import { unfit } from "../engine/simulator/what_if/unfit.ts";
import { study } from "../engine/simulator/what_if/what_if.ts";
import { dataFolder } from "./data_folder.ts";

interface Options {
  data: string;
  workspace: string;
  day: string;
  draft: Configuration;
  answerWithinMs: number;
  days: number;
  json?: string;
}

const DEFAULTS: Record<string, string | undefined> = {
  "--workspace": "demo",
  "--answer-within": "30s",
  "--days": "100",
  "--day": undefined,
  "--draft": undefined,
  "--data": undefined,
  "--json": undefined,
};
/** An interval of 95 % needs its tails. */
const DAYS_MIN = 40;
const DAYS_MAX = 100_000;

async function read(args: string[]): Promise<Options | string> {
  const given = { ...DEFAULTS };
  for (let at = 0; at < args.length; at += 2) {
    if (!(args[at] in DEFAULTS)) return `${args[at]}: one of ${Object.keys(DEFAULTS).join(", ")}`;
    if (args[at + 1] === undefined) return `${args[at]} takes a value`;
    given[args[at]] = args[at + 1];
  }
  const day = given["--day"] ?? "";
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) {
    return `--day: a day is due, as in --day 2026-11-11`;
  }
  const answerWithinMs = durationMs(given["--answer-within"]);
  if (!answerWithinMs) return "--answer-within: a duration is due, as in --answer-within 30s";
  const days = Number(given["--days"]);
  if (!Number.isInteger(days) || days < DAYS_MIN || days > DAYS_MAX) {
    return `--days: a whole number from ${DAYS_MIN} is due, as in --days 100`;
  }
  const draft = await readDraft(given["--draft"]);
  if (typeof draft === "string") return draft;
  const [data, workspace] = [given["--data"] ?? dataFolder(), given["--workspace"]!];
  return { data, workspace, day, draft, answerWithinMs, days, json: given["--json"] };
}

async function readDraft(path: string | undefined): Promise<Configuration | string> {
  const text = path === undefined
    ? undefined
    : await Deno.readTextFile(path).catch(() => undefined);
  if (text === undefined) {
    return "--draft: a file with a configuration is due, as in --draft d.json";
  }
  try {
    const validated = validateConfiguration(JSON.parse(text));
    if (validated.ok) return validated.configuration;
    return validated.faults.map((fault) => `${path}: ${JSON.stringify(fault)}`).join("\n");
  } catch (error) {
    return `${path}: ${(error as SyntaxError).message}`;
  }
}

/** Exit code: 1 when the model does not reproduce the day, 2 when nothing could be asked. */
async function whatIf(args: string[]): Promise<number> {
  const options = await read(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  const { draft, data, days, json } = options;
  const ask = { ...options, timeZone: draft.shops[0].timeZone };
  const recorded = await readDay(data, ask);
  const cause = typeof recorded === "string" ? recorded : unfit(recorded, draft);
  if (cause !== undefined || typeof recorded === "string") {
    console.error(SIMULATION_CAUSES[cause!].en);
    return 2;
  }
  const progress = (done: number, of: number) => {
    if (done % 25 === 0) console.error(`${done} of ${of} days`);
    return true;
  };
  const running = study({ recorded, draft, days, seed: 1, progress });
  for (;;) {
    const step = running.next();
    if (!step.done) continue;
    const result = step.value!;
    console.log(reportOf(result));
    if (json !== undefined) await Deno.writeTextFile(json, JSON.stringify(result, null, 2) + "\n");
    return result.reproduced ? 0 : 1;
  }
}

const [first, ...rest] = Deno.args;
Deno.exit(first === "--what-if" ? await whatIf(rest) : await simulator(Deno.args));

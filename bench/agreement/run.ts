/**
 * `bench agree RUN.json`: a campaign's run against the simulator, which runs the live core through
 * days of the same profile. Waits, overflow, alerts and abandonment of the run have to lie where 95
 * of 100 of these days do, widened by 5 %.
 */
import { CAMPAIGNS, lasting } from "../campaigns.ts";
import type { FiguresDocument } from "../figures.ts";
import { BenchOptionWrong } from "../options.ts";
import { agreement, figuresOfRun, type OneDay } from "./agree.ts";
import { scenarioOf } from "./scenario.ts";

const SEED = 1;

/** True when every figure lies within. Throws BenchOptionWrong on what is no whole campaign. */
export async function runAgree(run: FiguresDocument): Promise<boolean> {
  const { bench, seconds, partial, figures } = run;
  if (!Object.hasOwn(CAMPAIGNS, bench) || seconds === undefined) {
    throw new BenchOptionWrong(
      `agree takes the JSON of a campaign, as of bench peak --json run.json.`,
    );
  }
  if (partial) throw new BenchOptionWrong("A run that was ended early is no whole day to compare.");
  const campaign = lasting(CAMPAIGNS[bench], seconds);
  const { days, all } = await simulated(scenarioOf(campaign, SEED));
  const found = agreement(figuresOfRun(bench, figures), all.oneDay);
  console.log(`${bench}, ${seconds} s; ${days} days of the model, seed ${SEED}`);
  for (const { what, unit, run, mean, low, high, inside } of found) {
    const [is, middle, from, to] = [run, mean, low, high].map((value) => shown(value));
    const span = `model ${middle}, ${from} to ${to} ${unit}`.trimEnd();
    console.log(`${inside ? "in " : "OUT"} ${what.padEnd(28)} ${is.padStart(10)}  ${span}`);
  }
  return found.every(({ inside }) => inside);
}

const shown = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 3 : 0);

interface Simulated {
  days: number;
  all: { oneDay: OneDay };
}

async function simulated(scenario: Record<string, unknown>): Promise<Simulated> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-agree-" });
  try {
    const [asked, said] = [`${folder}/scenario.json`, `${folder}/figures.json`];
    await Deno.writeTextFile(asked, JSON.stringify(scenario));
    const script = new URL("../../deploy/simulate.ts", import.meta.url).pathname;
    const out = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", script, asked, "--json", said],
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!out.success) {
      throw new Error(`the simulator ended badly:\n${new TextDecoder().decode(out.stderr)}`);
    }
    return JSON.parse(await Deno.readTextFile(said));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

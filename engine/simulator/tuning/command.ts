/** `--tune <scenario.json>`: searches weights and overflow, and tries the best on fresh days. */
import { type Asked, readAsked } from "../run/command.ts";
import { openPool, type Pool } from "../run/pool.ts";
import { progressTo } from "../run/progress.ts";
import { leversOf, plainSetting, settled } from "./levers.ts";
import { readLimits } from "./limits.ts";
import { brokenLimits, type Limits, measure, type Measured } from "./measure.ts";
import { compared, searched } from "./report.ts";
import { search } from "./search.ts";
import { type Stage, type Trial, trialOf } from "./trials.ts";
import { weightsOf } from "./written.ts";

/** Fresh visitors: another seed, far from those that people choose. */
const FRESH_SEED = 1_000_003;
/** Of the time that was given: until then it races, and lets finalists live; the rest is fresh. */
const RACES_SHARE = 0.45;
const FINALS_SHARE = 0.6;

/** Exit code: 1 when a limit is broken on the fresh days, 2 when nothing could be tuned. */
export async function tune(args: string[]): Promise<number> {
  const read = await readAsked(args);
  if (!read.ok) {
    for (const sentence of read.sentences) console.error(sentence);
    return 2;
  }
  const limits = readLimits(read.asked.document);
  if (typeof limits === "string") {
    console.error(`${args[0]}: ${limits}`);
    return 2;
  }
  const pool = openPool(read.asked.workers);
  try {
    return await tuneOn(pool, read.asked, limits);
  } finally {
    pool.close();
  }
}

async function tuneOn(pool: Pool, asked: Asked, limits: Limits): Promise<number> {
  const { scenario, withinMs, json } = asked;
  const began = performance.now();
  const stage: Stage = {
    limits,
    plain: trialOf([], settled(plainSetting(scenario))),
    live: (one, from, until) => pool.run({ scenario: one, from, until }),
    racesOver: () => performance.now() > began + RACES_SHARE * withinMs,
    finalsOver: () => performance.now() > began + FINALS_SHARE * withinMs,
  };
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(0);
  const found = await search(stage, leversOf(scenario), (sentence) => {
    console.error(`${seconds()} s: ${sentence}`);
  });
  if (found.chosen.rows.length === 0) {
    console.error("time ran out before anything was tried; more is due, as in --within 10min");
    return 2;
  }
  console.log(searched(stage, found).join("\n"));
  const fresh = await freshly(pool, asked, stage.plain, found.chosen, began + withinMs);
  const names = scenario.classes.map(({ id }) => id);
  const short = fresh.days < scenario.days ? ` of ${scenario.days}: time ran out` : "";
  console.log(`\n${fresh.days} days${short}, seed ${fresh.seed}, ${seconds()} s in all`);
  console.log(compared(fresh.found, names).join("\n"));
  const broken = brokenLimits(fresh.found, limits, names);
  for (const sentence of broken) console.log(`limit broken: ${sentence}`);
  if (json !== undefined) {
    const { turns, scenario: chosen } = found.chosen;
    const figures = { limits, turns, weights: weightsOf(chosen), fresh };
    await Deno.writeTextFile(json, JSON.stringify(figures, null, 2) + "\n");
  }
  return broken.length === 0 ? 0 : 1;
}

/** Both settings on days that no search has seen, as many as both have lived when time runs out. */
async function freshly(pool: Pool, asked: Asked, plain: Trial, chosen: Trial, endsAt: number) {
  const { scenario } = asked;
  const seed = (scenario.seed + FRESH_SEED) % 2 ** 32;
  const isOver = () => performance.now() > endsAt;
  const of = ({ scenario: one }: Trial) => ({ ...one, seed });
  const live = (trial: Trial, progress?: (done: number) => void) =>
    pool.run({ scenario: of(trial), from: 0, until: scenario.days, isOver, progress });
  const progress = progressTo({ ...scenario, name: `${scenario.name}, fresh` });
  const rows = await Promise.all([live(plain), live(chosen, progress)]);
  const days = Math.min(...rows.map(({ length }) => length));
  const found: Measured = measure(rows[0].slice(0, days), rows[1].slice(0, days));
  return { days, seed, found };
}

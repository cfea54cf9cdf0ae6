/** `--tune <scenario.json>`: searches weights and overflow, and tries the best on fresh days. */
import { readAsked } from "../run/command.ts";
import { runDays } from "../run/pool.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { plainSetting, settled } from "./levers.ts";
import { readLimits } from "./limits.ts";
import { brokenLimits, measure } from "./measure.ts";
import { search } from "./search.ts";
import { compared, searched } from "./report.ts";
import { weightsOf } from "./written.ts";

/** Days of the search; `--days` are the fresh ones. */
const SEARCH_DAYS = 40;
/** Fresh visitors: another seed, far from those that people choose. */
const FRESH_SEED = 1_000_003;

export async function tune(args: string[]): Promise<number> {
  const read = await readAsked(args);
  if (!read.ok) {
    for (const sentence of read.sentences) console.error(sentence);
    return 2;
  }
  const { scenario, workers, withinMs, json, document } = read.asked;
  const limits = readLimits(document);
  if (typeof limits === "string") {
    console.error(`${args[0]}: ${limits}`);
    return 2;
  }
  const endsAt = performance.now() + withinMs;
  const run = (one: Scenario) =>
    runDays({ scenario: one, workers, withinMs: Infinity, progress: () => {} });
  const tried = await search({
    scenario: { ...scenario, days: SEARCH_DAYS },
    limits,
    run,
    say: (sentence) => console.error(sentence),
    isOver: () => performance.now() > endsAt,
  });
  if (tried.length === 0) {
    console.error("time ran out before anything was tried");
    return 1;
  }
  const best = tried.reduce((most, one) => one.score > most.score ? one : most);
  const fresh = { days: scenario.days, seed: (scenario.seed + FRESH_SEED) % 2 ** 32 };
  const plain = await run({ ...settled(plainSetting(scenario)), ...fresh });
  const found = measure(plain, await run({ ...best.scenario, ...fresh }));
  const names = scenario.classes.map(({ id }) => id);
  const broken = brokenLimits(found, limits, names);
  console.log([...searched(tried, best), "", ...compared(found, names)].join("\n"));
  for (const sentence of broken) console.log(`limit broken: ${sentence}`);
  if (json !== undefined) {
    const figures = { limits, turns: best.turns, weights: weightsOf(best.scenario), fresh, found };
    await Deno.writeTextFile(json, JSON.stringify(figures, null, 2) + "\n");
  }
  return broken.length === 0 ? 0 : 1;
}

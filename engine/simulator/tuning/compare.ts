/** `--compare <plain.json> <other.json>`: two scenarios on the same people, in pairs. */
import { readAsked } from "../run/command.ts";
import { runDays } from "../run/pool.ts";
import { progressTo } from "../run/progress.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { measure } from "./measure.ts";
import { compared } from "./report.ts";

/** Exit code: 2 when they cannot be compared. */
export async function compare([plainPath, otherPath, ...options]: string[]): Promise<number> {
  const plain = await readAsked([plainPath, ...options]);
  const other = await readAsked([otherPath, ...options]);
  const refused = [plain, other].flatMap((read) => read.ok ? [] : read.sentences);
  if (!plain.ok || !other.ok) {
    for (const sentence of refused) console.error(sentence);
    return 2;
  }
  const { scenario, workers, withinMs, json } = plain.asked;
  const same = scenario.classes.map(({ id }) => id).join() ===
    other.asked.scenario.classes.map(({ id }) => id).join();
  if (!same) {
    console.error(`${otherPath}: classes: the same are due, as in ${plainPath}`);
    return 2;
  }
  const run = (one: Scenario) =>
    runDays({ scenario: one, workers, withinMs: withinMs / 2, progress: progressTo(one) });
  const { seed, days } = scenario;
  const rows = [await run(scenario), await run({ ...other.asked.scenario, seed, days })];
  const both = Math.min(...rows.map((found) => found.length));
  const found = measure(rows[0].slice(0, both), rows[1].slice(0, both));
  console.log(`${scenario.name} and ${other.asked.scenario.name}, ${both} days, seed ${seed}`);
  console.log(compared(found, scenario.classes.map(({ id }) => id)).join("\n"));
  const figures = { days: both, seed, found };
  if (json !== undefined) await Deno.writeTextFile(json, JSON.stringify(figures, null, 2) + "\n");
  return 0;
}

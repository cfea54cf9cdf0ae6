/**
 * Figures of the routing kernel, through decide and apply: CPU time, median of five.
 *
 *   deno run -A --v8-flags=--expose-gc engine/core/routing/kernel_bench.ts
 *     [--json FILE] [--mix NAME [--strategy NAME]] [--small]   --small leaves 100,000 agents out
 */
import { STRATEGIES } from "../../contract/wire/states.ts";
import { createCompany, type Size } from "./bench/company.ts";
import {
  arrivalFigures,
  memoryFigure,
  publishFigure,
  scanFigure,
  wheelFigures,
} from "./bench/lines.ts";
import { conversationFigure } from "./bench/conversations.ts";
import { cpuNsEach, type Figure, figure, medianOf, report } from "./bench/measure.ts";
import { createFloor, fill, type Mix, MIXES, run } from "./bench/mix.ts";

const SEED = 1;
const REPETITIONS = 5;
const DECISIONS = 200_000;
const WARM_UP = 400_000;
const SMALL: Size = { name: "1k_20", agents: 1_000, groups: 20, waiting: 10_000 };
const MIDDLE: Size = { name: "10k_200", agents: 10_000, groups: 200, waiting: 100_000 };
const LARGE: Size = { name: "100k_2000", agents: 100_000, groups: 2_000, waiting: 1_000_000 };
const GOALS: Record<string, number> = { "10k_200": 2_000_000, "100k_2000": 1_000_000 };

function option(name: string): string | undefined {
  const at = Deno.args.indexOf(`--${name}`);
  return at < 0 ? undefined : Deno.args[at + 1];
}

/** Nanoseconds per decision, sorted. */
function decisionNs(size: Size, mix: Mix, strategy: (typeof STRATEGIES)[number]): number[] {
  const floor = createFloor(createCompany(size, strategy, SEED), mix);
  fill(floor);
  run(floor, WARM_UP);
  return cpuNsEach(REPETITIONS, DECISIONS, () => run(floor, DECISIONS));
}

/** A figure per strategy, and the worst of them under the name of the mix. */
function mixFigures(size: Size, mix: Mix): Figure[] {
  const figures: Figure[] = [];
  let worst: Figure | undefined;
  for (const strategy of strategies) {
    const perSecond = decisionNs(size, mix, strategy).map((ns) => 1e9 / ns);
    const name = `kernel.decisions_per_s.${mix.name}.${size.name}`;
    const goal = { value: GOALS[size.name], atLeast: true };
    const made = figure(`${name}.${strategy}`, "1/s", perSecond, goal);
    figures.push(made);
    show(made);
    if (worst === undefined || made.value < worst.value) {
      worst = { ...made, name, note: `worst: ${strategy}` };
    }
  }
  return [...figures, worst!];
}

function show(made: Figure): void {
  const met = made.met === undefined ? "" : made.met ? "  met" : `  goal ${made.goal}`;
  const value = made.value >= 100 ? Math.round(made.value) : made.value.toFixed(2);
  console.log(`${made.name.padEnd(58)} ${String(value).padStart(10)} ${made.unit}${met}`);
}

const only = option("mix");
const strategies = STRATEGIES.filter((one) => one === (option("strategy") ?? one));
const mixes = MIXES.filter((mix) => only === undefined || mix.name === only);
// Memory first, while the process is small.
const figures: Figure[] = only === undefined
  ? [conversationFigure(1_000_000), memoryFigure(1_000_000)]
  : [];
figures.forEach(show);
const sizes = Deno.args.includes("--small") ? [MIDDLE] : [MIDDLE, LARGE];
for (const size of sizes) for (const mix of mixes) figures.push(...mixFigures(size, mix));
if (only === undefined) {
  const near = MIXES.find((mix) => mix.name === "near_full")!;
  const small = medianOf(decisionNs(SMALL, near, "leastOccupied"));
  const middle = medianOf(decisionNs(MIDDLE, near, "leastOccupied"));
  if (sizes.includes(LARGE)) {
    const ratio = medianOf(decisionNs(LARGE, near, "leastOccupied")) / small;
    const goal = { value: 3, atLeast: false };
    const made = figure("kernel.scaling.100k_over_1k", "ratio", [ratio], goal);
    figures.push(made);
    show(made);
  }
  const rest = [scanFigure(MIDDLE, middle), ...arrivalFigures(), publishFigure(MIDDLE)];
  rest.push(...wheelFigures());
  rest.forEach(show);
  figures.push(...rest);
}
const file = option("json");
if (file !== undefined) Deno.writeTextFileSync(file, report("kernel", SEED, figures));

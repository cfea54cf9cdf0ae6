/**
 * Figures of the routing kernel, through decide and apply: CPU time, median of five. Each part is
 * worth a process of its own: what one leaves behind would be another's memory.
 *
 *   deno run -A --v8-flags=--expose-gc engine/core/routing/kernel_bench.ts
 *     --part memory | items | 10k_200 | 100k_2000 | scaling | lines | touched   [--json FILE]
 *     [--mix NAME] [--strategy NAME]   of the parts that are a size
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
import { option } from "./bench/option.ts";
import { touchedFigures } from "./bench/touched.ts";

const SEED = 1;
const REPETITIONS = 5;
const DECISIONS = 100_000;
const WARM_UP = 600_000;
const SMALL: Size = { name: "1k_20", agents: 1_000, groups: 20, waiting: 10_000 };
const MIDDLE: Size = { name: "10k_200", agents: 10_000, groups: 200, waiting: 100_000 };
const LARGE: Size = { name: "100k_2000", agents: 100_000, groups: 2_000, waiting: 1_000_000 };
const GOALS: Record<string, number> = { "10k_200": 2_000_000, "100k_2000": 1_000_000 };

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

/** After each mix, so that a run that is stopped keeps what it found. */
function save(figures: Figure[]): void {
  const file = option("--json");
  if (file !== undefined) Deno.writeTextFileSync(file, report("kernel", SEED, figures));
}

function scalingFigures(): Figure[] {
  const near = MIXES.find((mix) => mix.name === "near_full")!;
  const small = medianOf(decisionNs(SMALL, near, "leastOccupied"));
  const large = medianOf(decisionNs(LARGE, near, "leastOccupied"));
  const goal = { value: 3, atLeast: false };
  return [figure("kernel.scaling.100k_over_1k", "ratio", [large / small], goal)];
}

function linesFigures(): Figure[] {
  const near = MIXES.find((mix) => mix.name === "near_full")!;
  const middle = medianOf(decisionNs(MIDDLE, near, "leastOccupied"));
  return [
    scanFigure(MIDDLE, middle),
    ...arrivalFigures(),
    publishFigure(MIDDLE),
    ...wheelFigures(),
  ];
}

function sizeFigures(size: Size): Figure[] {
  const mix = option("--mix");
  const figures: Figure[] = [];
  for (const one of MIXES) {
    if (one.name !== (mix ?? one.name)) continue;
    figures.push(...mixFigures(size, one));
    save(figures);
  }
  return figures;
}

const PARTS: Record<string, () => Figure[]> = {
  memory: () => [conversationFigure(1_000_000)],
  items: () => [memoryFigure(1_000_000)],
  [MIDDLE.name]: () => sizeFigures(MIDDLE),
  [LARGE.name]: () => sizeFigures(LARGE),
  scaling: scalingFigures,
  touched: () => MIXES.flatMap((mix) => touchedFigures(MIDDLE, mix, "leastOccupied")),
  lines: linesFigures,
};

const strategies = STRATEGIES.filter((one) => one === (option("--strategy") ?? one));
const part = PARTS[option("--part") ?? ""];
if (part === undefined) {
  console.error(`--part takes one of ${Object.keys(PARTS).join(", ")}.`);
  Deno.exit(2);
}
const figures = part();
for (const made of figures) if (!made.name.startsWith("kernel.decisions")) show(made);
save(figures);

import type { DayRow } from "../day/tally.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { leversOf, type Option, plainSetting, type Setting, settled } from "./levers.ts";
import { type Limits, measure, type Measured, scoreOf } from "./measure.ts";

/**
 * Turns one lever after the other to its best option, until a round changes nothing. All settings
 * meet the same people; what was tried is kept for the front.
 */
export interface Tried {
  /** The turns from the plain setting, in words. */
  turns: string[];
  scenario: Scenario;
  found: Measured;
  score: number;
}

/** More rounds have never changed anything. */
const ROUNDS_MAX = 2;

export interface Search {
  scenario: Scenario;
  limits: Limits;
  run: (scenario: Scenario) => Promise<DayRow[]>;
  say: (sentence: string) => void;
  /** No new setting is tried after it says so. */
  isOver: () => boolean;
}

export async function search({ scenario, limits, run, say, isOver }: Search): Promise<Tried[]> {
  const levers = leversOf(scenario);
  const chosen: Option[] = levers.map(({ options }) => options[0]);
  const plain = await run(settled(plainSetting(scenario)));
  const tried: Tried[] = [];
  let best = -Infinity;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = chosen.slice();
    for (const [at, { name, options }] of levers.entries()) {
      for (const option of options) {
        if (option === chosen[at] && tried.length > 0) continue;
        if (isOver()) return tried;
        const with_ = chosen.with(at, option);
        const one = await tryOut(scenario, with_, levers.map((lever) => lever.name), plain);
        tried.push(one);
        if (one.score <= best) continue;
        best = one.score;
        chosen[at] = option;
        say(`${name}: ${option.name}, score ${one.score.toFixed(4)}`);
      }
    }
    if (chosen.every((option, at) => option === before[at])) break;
  }
  return tried;

  async function tryOut(
    from: Scenario,
    options: Option[],
    names: string[],
    plainRows: DayRow[],
  ): Promise<Tried> {
    const setting = options.reduce<Setting>((all, { turn }) => turn(all), plainSetting(from));
    const turned = settled(setting);
    const found = measure(plainRows, await run(turned));
    const turns = options.flatMap(({ name }, at) =>
      name === "as it is" ? [] : [`${names[at]}: ${name}`]
    );
    return { turns, scenario: turned, found, score: scoreOf(found, limits) };
  }
}

/** Nothing tried is better in both the aim's service level and abandonment. */
export const frontOf = (tried: Tried[]): Tried[] =>
  tried.filter(({ found }) =>
    !tried.some(({ found: other }) =>
      other !== found && other.sl.mean >= found.sl.mean && other.abandoned <= found.abandoned &&
      (other.sl.mean > found.sl.mean || other.abandoned < found.abandoned)
    )
  ).toSorted((a, b) => b.found.sl.mean - a.found.sl.mean);

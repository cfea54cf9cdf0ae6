import { type Lever, type Option, plainSetting, type Setting, settled } from "./levers.ts";
import { brokenLimits, JUDGED_DAYS, type Measured, scoreOf } from "./measure.ts";
import { race, RUNGS } from "./race.ts";
import { extend, foundBy, scoreBy, type Stage, type Trial, trialOf } from "./trials.ts";

/**
 * Turns one lever after the other to the option that wins a race, until all have been tried since
 * the last change. Who lived the longest races stands on the front; the best of them live many more
 * days before one is chosen, because the winner of many races is also the luckiest.
 */
export interface Searched {
  tried: Trial[];
  /** Nothing tried is better in both service level and abandonment; best service level first. */
  front: Trial[];
  chosen: Trial;
}

/** More rounds have never changed anything. */
const ROUNDS_MAX = 2;
/** The best, and as many of those that keep every limit by their intervals already. */
const FINALISTS = 4;
/** Who has lived as many days can be compared with everybody else. */
export const LONGEST_RACE = RUNGS[RUNGS.length - 1];

export async function search(
  stage: Stage,
  levers: Lever[],
  say: (sentence: string) => void,
): Promise<Searched> {
  const tried = new Map<string, Trial>([["", stage.plain]]);
  const choice: Option[] = levers.map(({ options }) => options[0]);
  const trial = (options: Option[]): Trial => {
    const turns = turnsOf(levers, options);
    const known = tried.get(turns.join());
    if (known !== undefined) return known;
    const made = trialOf(turns, scenarioOf(stage.plain.scenario, options));
    tried.set(turns.join(), made);
    return made;
  };
  let unchanged = 0;
  for (let turn = 0; turn < ROUNDS_MAX * levers.length && !stage.racesOver(); turn++) {
    const at = turn % levers.length;
    const { name, options } = levers[at];
    const holder = trial(choice);
    const runners = options.filter((option) => option !== choice[at])
      .map((option) => ({ option, one: trial(choice.with(at, option)) }));
    const best = await race(stage, [holder, ...runners.map(({ one }) => one)]);
    const won = runners.find(({ one }) => one === best);
    unchanged = won === undefined ? unchanged + 1 : 0;
    if (won !== undefined) choice[at] = won.option;
    const score = best.rows.length > 0 ? scoreBy(stage, best).toFixed(4) : "none yet";
    say(`${name}: ${choice[at].name}, score ${score}`);
    if (unchanged === levers.length) break;
  }
  const lived = [...tried.values()].filter(({ rows }) => rows.length > 1);
  return await finish(stage, lived, trial(choice), say);
}

async function finish(
  stage: Stage,
  tried: Trial[],
  holder: Trial,
  say: (sentence: string) => void,
): Promise<Searched> {
  const longest = tried.filter(({ rows }) => rows.length >= LONGEST_RACE);
  const each = distinct(longest.map((trial) => {
    return { trial, found: foundBy(stage, trial, LONGEST_RACE) };
  }));
  const score = ({ found }: Ranked) => scoreOf(found, stage.limits);
  const ranked = each.toSorted((a, b) => score(b) - score(a)).map(({ trial }) => trial);
  const safe = ranked.filter((trial) => brokenBy(stage, trial, LONGEST_RACE).length === 0);
  // When time was short, who holds the place has not lived as long as others.
  let left = [...new Set([holder, ...ranked.slice(0, FINALISTS), ...safe.slice(0, FINALISTS)])];
  for (let days = 2 * LONGEST_RACE; !stage.finalsOver(); days = Math.min(2 * days, JUDGED_DAYS)) {
    say(`${left.length} finalists on ${days} days`);
    await extend(stage, left, days);
    left.sort((a, b) => scoreBy(stage, b) - scoreBy(stage, a));
    if (days === JUDGED_DAYS) break;
    left = left.slice(0, FINALISTS);
  }
  const lived = left.filter(({ rows }) => rows.length > 1);
  const chosen = lived.find((one) => brokenBy(stage, one).length === 0) ?? stage.plain;
  return { tried, front: frontOf(each), chosen };
}

/** Turns that change nothing make the same setting again, to the last visitor. */
function distinct(each: Ranked[]): Ranked[] {
  const key = ({ found: { sl, abandoned } }: Ranked) => `${sl.mean} ${abandoned}`;
  return [...new Map(each.toReversed().map((one) => [key(one), one])).values()].toReversed();
}

interface Ranked {
  trial: Trial;
  found: Measured;
}

const brokenBy = (stage: Stage, trial: Trial, days?: number): string[] =>
  brokenLimits(
    foundBy(stage, trial, days),
    stage.limits,
    trial.scenario.classes.map(({ id }) => id),
  );

const turnsOf = (levers: Lever[], options: Option[]): string[] =>
  options.flatMap((option, at) =>
    option === levers[at].options[0] ? [] : [`${levers[at].name}: ${option.name}`]
  );

const scenarioOf = (from: Setting["scenario"], options: Option[]) =>
  settled(options.reduce<Setting>((all, { turn }) => turn(all), plainSetting(from)));

/** Of settings within half a point of each other, the one that fewest give up in. */
const HALF_POINT = 0.005;

function frontOf(each: Ranked[]): Trial[] {
  const beaten = ({ sl, abandoned }: Measured) =>
    each.some(({ found: other }) =>
      other.sl.mean >= sl.mean && other.abandoned <= abandoned &&
      (other.sl.mean > sl.mean || other.abandoned < abandoned)
    );
  const front = each.filter((one) => !beaten(one.found))
    .toSorted((a, b) => a.found.sl.mean - b.found.sl.mean);
  let last = -Infinity;
  const apart = front.filter(({ found: { sl } }) => {
    if (sl.mean < last + HALF_POINT) return false;
    last = sl.mean;
    return true;
  });
  return apart.toReversed().map(({ trial }) => trial);
}

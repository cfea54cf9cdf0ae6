import type { DayRow } from "../day/tally.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Limits, measure, type Measured, scoreOf } from "./measure.ts";

/** A setting that is tried, and what its days came to: always the first ones, without a gap. */
export interface Trial {
  /** The turns from the plain setting, in words. */
  turns: string[];
  scenario: Scenario;
  rows: DayRow[];
}

/** Where trials are held: all of them meet the same people, day by day, and the plain one does. */
export interface Stage {
  limits: Limits;
  plain: Trial;
  live: (scenario: Scenario, from: number, until: number) => Promise<DayRow[]>;
  /** No race, and no round of finalists, is begun after these say so. */
  racesOver: () => boolean;
  finalsOver: () => boolean;
}

export const trialOf = (turns: string[], scenario: Scenario): Trial => ({
  turns,
  scenario,
  rows: [],
});

/** Lets trials, and the plain setting, live so many days; what they have lived is kept. */
export async function extend(stage: Stage, trials: Trial[], days: number): Promise<void> {
  const all = new Set([stage.plain, ...trials]);
  await Promise.all([...all].map(async (trial) => {
    const from = trial.rows.length;
    if (from < days) trial.rows.push(...await stage.live(trial.scenario, from, days));
  }));
}

/** Over its first days, against the plain setting on the same. */
export const foundBy = ({ plain }: Stage, { rows }: Trial, days = rows.length): Measured =>
  measure(plain.rows.slice(0, days), rows.slice(0, days));

export const scoreBy = (stage: Stage, trial: Trial, days?: number): number =>
  scoreOf(foundBy(stage, trial, days), stage.limits);

import type { DayRow } from "../day/tally.ts";
import { spanOfDays } from "../figures/interval.ts";
import { JUDGED_FIGURES, type JudgedFigure, type WhatIf } from "../../contract/wire/simulation.ts";
import { figuresOfDay, figuresOfRecorded } from "./recorded_figures.ts";
import type { RecordedDay } from "./recorded_day.ts";

/**
 * Does the model reproduce the day? The recorded day is one day: it has to lie where 95 of 100 days
 * of the model lie, in service level, waits and abandonment alike.
 */
type Verdict = Pick<WhatIf, "reproduced" | "recorded" | "model" | "misses">;

/** A day with very few who wait has intervals of no width: counts and clocks have a grain. */
const GRAIN: Record<JudgedFigure, number> = { sl: 0.005, asaMs: 500, abandoned: 0.005 };

export function verdictOn(recorded: RecordedDay, days: DayRow[]): Verdict {
  const real = figuresOfRecorded(recorded);
  const simulated = days.map(figuresOfDay);
  const model = {} as Verdict["model"];
  const misses: Verdict["misses"] = [];
  for (const figure of JUDGED_FIGURES) {
    const interval = model[figure] = spanOfDays(simulated.map((day) => day[figure]));
    const low = interval.low - GRAIN[figure];
    const high = interval.high + GRAIN[figure];
    const by = real[figure] < low
      ? real[figure] - low
      : real[figure] > high
      ? real[figure] - high
      : 0;
    if (by !== 0) misses.push({ figure, recorded: real[figure], low, high, by });
  }
  return { reproduced: misses.length === 0, recorded: real, model, misses };
}

import type { Configuration } from "../../contract/wire/configuration.ts";
import type { ClassDay, DayRow } from "../day/tally.ts";
import type { SimulatedFigures, SimulatedSide, WhatIf } from "../../contract/wire/simulation.ts";
import { classFigures } from "../figures/figures.ts";
import { meanInterval, ratioInterval } from "../figures/interval.ts";
import { modelOf, type RecordedModel, simulateRecorded } from "./model.ts";
import { JUDGED_FIGURES } from "../../contract/wire/simulation.ts";
import { figuresOfDay, openOf } from "./recorded_figures.ts";
import type { RecordedDay } from "./recorded_day.ts";
import { verdictOn } from "./verdict.ts";

/**
 * A draft on a recorded day that is fit for it (`unfit.ts`): first the configuration that was in force; only when the model
 * reproduces the day, the draft on the same people, day by day.
 */
export interface Study {
  recorded: RecordedDay;
  draft: Configuration;
  days: number;
  seed: number;
  /** Days done so far, of twice `days`; false ends the study. */
  progress: (done: number, of: number) => boolean;
}

/** One step a day; undefined when it was ended. */
export function* study(
  { recorded, draft, days, seed, progress }: Study,
): Generator<void, WhatIf | undefined> {
  const model = modelOf(recorded);
  const live: DayRow[] = [];
  const drafted: DayRow[] = [];
  for (const [rows, configuration] of [[live, recorded.configuration], [drafted, draft]] as const) {
    for (let number = 0; number < days; number++) {
      rows.push(simulateRecorded(model, configuration, seed, number));
      if (!progress(live.length + drafted.length, 2 * days)) return undefined;
      yield;
    }
    if (rows === live && !verdictOn(recorded, live).reproduced) break;
  }
  const { day, visits, answerWithinMs, changed, over, untilMs } = recorded;
  const known = over ? {} : { knownMs: untilMs };
  const found = {
    day,
    visits: visits.length,
    open: openOf(recorded),
    ...known,
    days,
    seed,
    answerWithinMs,
    changed,
  };
  const verdict = verdictOn(recorded, live);
  if (!verdict.reproduced) return { ...found, ...verdict };
  return { ...found, ...verdict, comparison: compare(model, live, drafted) };
}

function compare(
  model: RecordedModel,
  live: DayRow[],
  drafted: DayRow[],
): NonNullable<WhatIf["comparison"]> {
  const difference = {} as NonNullable<WhatIf["comparison"]>["difference"];
  for (const figure of JUDGED_FIGURES) {
    const pairs = drafted.map((day, at) =>
      figuresOfDay(day)[figure] - figuresOfDay(live[at])[figure]
    );
    difference[figure] = meanInterval(pairs.filter(Number.isFinite));
  }
  return { live: sidesOf(model, live), draft: sidesOf(model, drafted), difference };
}

const sidesOf = ({ groups }: RecordedModel, rows: DayRow[]): SimulatedSide => ({
  all: shown(rows.map(({ all }) => all)),
  groups: Object.fromEntries(
    groups.map((group, at) => [group, shown(rows.map((row) => row.groups[at]))]),
  ),
});

function shown(days: ClassDay[]): SimulatedFigures {
  const { sl, asaMs, served, occupancy, waitMs } = classFigures(days);
  const abandoned = ratioInterval(
    days.map((day) => day.abandoned),
    days.map(({ arrived }) => arrived),
  );
  const { p50, p90, p99 } = waitMs;
  return { sl, asaMs, abandoned, served, occupancy, waitMs: { p50, p90, p99 } };
}

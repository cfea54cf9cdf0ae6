import {
  type ClassDay,
  type DayRow,
  goodOf,
  judgedOf,
  serviceLevelOf,
  type TeamDay,
  type WaitsDay,
} from "../day/tally.ts";
import { entranceOf } from "../scenario/configuration.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Interval, meanInterval, ratioInterval, spanOfDays } from "./interval.ts";

/** What a run came to. Counts are per day; waits are those of the answered, in ms. */
export interface Figures {
  name: string;
  seed: number;
  days: number;
  /** Days that were asked for; more than `days` when time ran out. */
  daysAsked: number;
  all: ClassFigures;
  classes: Record<string, ClassFigures>;
  /** By the line that visitors stand in first. */
  groups: Record<string, ClassFigures>;
  teams: Record<string, TeamFigures>;
}

export interface ClassFigures {
  arrived: Interval;
  served: Interval;
  abandoned: Interval;
  /** Answered in time, and the same by period of arrival. */
  good: Interval;
  goodByPeriod: Interval[];
  /** Answered in time ÷ (answered + abandoned, or in line at the end, after that time). */
  sl: Interval;
  asaMs: Interval;
  /** Of everybody who may take them: time in any conversation ÷ presence. */
  occupancy: Interval;
  left: Interval;
  overflowed: Interval;
  alerted: Interval;
  waitMs: WaitFigures;
  /** Where 95 of 100 single days lie: what one real day may be held against. */
  oneDay: Record<OneDayFigure, Interval>;
}

export interface TeamFigures {
  served: Interval;
  asaMs: Interval;
  /** Until the last visitor has gone, and while the doors are open. */
  occupancy: Interval;
  occupancyOpen: Interval;
  waitMs: WaitFigures;
}

/** `abandoned` is a share of those who came, `overflowed` and `alerted` are counts. */
export type OneDayFigure = "sl" | "asaMs" | "abandoned" | "overflowed" | "alerted";

/** A day's quantiles, averaged over the days on which anybody was answered. */
export interface WaitFigures {
  p50: Interval;
  p90: Interval;
  p99: Interval;
  longest: Interval;
}

export function figuresOf(scenario: Scenario, rows: DayRow[]): Figures {
  const classes = scenario.classes.map(({ id }, at) =>
    [id, classFigures(rows.map((row) => row.classes[at]))] as const
  );
  const teams = scenario.teams.map(({ id }, at) =>
    [id, teamFigures(rows.map((row) => row.teams[at]))] as const
  );
  const lines = new Set(scenario.classes.map((one) => entranceOf(scenario, one).group));
  const groups = [...lines].map((id, at) =>
    [id, classFigures(rows.map((row) => row.groups[at]))] as const
  );
  return {
    name: scenario.name,
    seed: scenario.seed,
    days: rows.length,
    daysAsked: scenario.days,
    all: classFigures(rows.map(({ all }) => all)),
    classes: Object.fromEntries(classes),
    groups: Object.fromEntries(groups),
    teams: Object.fromEntries(teams),
  };
}

export function classFigures(days: ClassDay[]): ClassFigures {
  const mean = (of: (day: ClassDay) => number) => meanInterval(days.map(of));
  const ratio = (above: (day: ClassDay) => number, below: (day: ClassDay) => number) =>
    ratioInterval(days.map(above), days.map(below));
  return {
    arrived: mean(({ arrived }) => arrived),
    served: mean(({ served }) => served),
    abandoned: mean(({ abandoned }) => abandoned),
    good: mean(goodOf),
    goodByPeriod: days[0].goodByPeriod.map((_, period) => mean((day) => day.goodByPeriod[period])),
    sl: ratio(goodOf, judgedOf),
    asaMs: ratio(({ waits }) => waits.sumMs, ({ served }) => served),
    occupancy: ratio(({ busyMs }) => busyMs, ({ presentMs }) => presentMs),
    left: mean(({ left }) => left),
    overflowed: mean(({ overflowed }) => overflowed),
    alerted: mean(({ alerted }) => alerted),
    waitMs: waitFigures(days.map(({ waits }) => waits)),
    oneDay: oneDayOf(days),
  };
}

function oneDayOf(days: ClassDay[]): ClassFigures["oneDay"] {
  const span = (of: (day: ClassDay) => number) => spanOfDays(days.map(of));
  return {
    sl: span(serviceLevelOf),
    asaMs: span(({ waits, served }) => waits.sumMs / served),
    abandoned: span(({ abandoned, arrived }) => abandoned / arrived),
    overflowed: span(({ overflowed }) => overflowed),
    alerted: span(({ alerted }) => alerted),
  };
}

function teamFigures(days: TeamDay[]): TeamFigures {
  const ratio = (above: (day: TeamDay) => number, below: (day: TeamDay) => number) =>
    ratioInterval(days.map(above), days.map(below));
  return {
    served: meanInterval(days.map(({ served }) => served)),
    asaMs: ratio(({ waits }) => waits.sumMs, ({ served }) => served),
    occupancy: ratio(({ busyMs }) => busyMs, ({ presentMs }) => presentMs),
    occupancyOpen: ratio((day) => day.busyOpenMs, (day) => day.presentOpenMs),
    waitMs: waitFigures(days.map(({ waits }) => waits)),
  };
}

function waitFigures(days: WaitsDay[]): WaitFigures {
  const known = days.flatMap(({ quantilesMs }) => quantilesMs === undefined ? [] : [quantilesMs]);
  const [p50, p90, p99, longest] = [0, 1, 2, 3].map((at) =>
    meanInterval(known.map((quantiles) => quantiles[at]))
  );
  return { p50, p90, p99, longest };
}

import type { Scenario } from "../scenario/scenario.ts";

/** What one day came to, in plain numbers that travel between workers. */
export interface DayRow {
  classes: ClassDay[];
  /** All classes together. */
  all: ClassDay;
  teams: TeamDay[];
}

export interface ClassDay {
  arrived: number;
  served: number;
  abandoned: number;
  /** Those of the abandoned who had waited longer than the service level allows. */
  abandonedLate: number;
  /** Answered in time, by period of arrival. */
  goodByPeriod: number[];
  waits: WaitsDay;
}

export interface TeamDay {
  served: number;
  busyMs: number;
  presentMs: number;
  /** The same, as far as the doors were open. */
  busyOpenMs: number;
  presentOpenMs: number;
  waits: WaitsDay;
}

/** Waits of those who were answered; undefined quantiles when nobody was. */
export interface WaitsDay {
  count: number;
  sumMs: number;
  quantilesMs: number[] | undefined;
}

const QUANTILES = [0.5, 0.9, 0.99, 1] as const;

/** Counts while the day runs. */
export interface Tally {
  scenario: Scenario;
  classes: ClassTally[];
  all: ClassTally;
  teams: TeamTally[];
}

type ClassTally = Omit<ClassDay, "waits"> & { waitsMs: number[] };
type TeamTally = Omit<TeamDay, "waits"> & { waitsMs: number[] };

export const createTally = (scenario: Scenario): Tally => ({
  scenario,
  classes: scenario.classes.map(() => classTally(scenario)),
  all: classTally(scenario),
  teams: scenario.teams.map(() => ({
    served: 0,
    busyMs: 0,
    presentMs: 0,
    busyOpenMs: 0,
    presentOpenMs: 0,
    waitsMs: [],
  })),
});

const classTally = ({ teams }: Scenario): ClassTally => ({
  arrived: 0,
  served: 0,
  abandoned: 0,
  abandonedLate: 0,
  goodByPeriod: teams[0].agents.map(() => 0),
  waitsMs: [],
});

export const openMs = ({ teams, periodMs }: Scenario): number => teams[0].agents.length * periodMs;

export function countArrival(tally: Tally, of: number): void {
  for (const row of [tally.classes[of], tally.all]) row.arrived++;
}

/** Times are ms since the day began. */
export interface Answer {
  of: number;
  team: number;
  arrivedMs: number;
  answeredMs: number;
  serviceMs: number;
}

export function countAnswer(tally: Tally, answer: Answer): void {
  const { of, team, arrivedMs, answeredMs, serviceMs } = answer;
  const { scenario, classes, all, teams } = tally;
  const waitMs = answeredMs - arrivedMs;
  for (const row of [classes[of], all]) {
    row.served++;
    row.waitsMs.push(waitMs);
    if (waitMs > scenario.answerWithinMs) continue;
    row.goodByPeriod[Math.floor(arrivedMs / scenario.periodMs)]++;
  }
  teams[team].served++;
  teams[team].waitsMs.push(waitMs);
  teams[team].busyMs += serviceMs;
  teams[team].busyOpenMs += before(openMs(scenario), answeredMs, answeredMs + serviceMs);
}

export function countAbandonment(tally: Tally, of: number, waitMs: number): void {
  for (const row of [tally.classes[of], tally.all]) {
    row.abandoned++;
    if (waitMs > tally.scenario.answerWithinMs) row.abandonedLate++;
  }
}

export function countPresence(tally: Tally, team: number, fromMs: number, untilMs: number): void {
  const row = tally.teams[team];
  row.presentMs += untilMs - fromMs;
  row.presentOpenMs += before(openMs(tally.scenario), fromMs, untilMs);
}

const before = (end: number, from: number, until: number): number =>
  Math.max(0, Math.min(end, until) - from);

export const rowOf = ({ classes, all, teams }: Tally): DayRow => ({
  classes: classes.map(classDay),
  all: classDay(all),
  teams: teams.map(({ waitsMs, ...row }) => ({ ...row, waits: waitsOf(waitsMs) })),
});

const classDay = ({ waitsMs, ...row }: ClassTally): ClassDay => ({
  ...row,
  waits: waitsOf(waitsMs),
});

function waitsOf(list: number[]): WaitsDay {
  const sorted = Float64Array.from(list).sort();
  const sumMs = sorted.reduce((sum, ms) => sum + ms, 0);
  const count = sorted.length;
  if (count === 0) return { count, sumMs, quantilesMs: undefined };
  // The smallest wait that so large a share does not exceed.
  const quantile = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)];
  return { count, sumMs, quantilesMs: QUANTILES.map(quantile) };
}

/** What one day came to, in plain numbers that travel between workers. */
export interface DayRow {
  classes: ClassDay[];
  /** The classes that stand in one line first, together. */
  groups: ClassDay[];
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
  /** Who had waited as long and was still in line when the day ended. */
  waitingLate: number;
  /** Turned to a left message. */
  left: number;
  /** Times that somebody was handed on to another group's line. */
  overflowed: number;
  /** Thresholds of clocks that were passed in line: an alert each. */
  alerted: number;
  /** Of everybody who may take them: time in any conversation, theirs or not, and presence. */
  busyMs: number;
  presentMs: number;
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

/** What is counted, by whose numbers. */
export interface Frame {
  answerWithinMs: number;
  periodMs: number;
  periods: number;
  teams: number;
  /** How long somebody waits for a person until clocks alert; absent = no clocks. */
  alertAfterMs?: number[];
  groupOfClass: number[];
  groupsOfTeam: number[][];
}

/** Counts while the day runs. */
export interface Tally {
  frame: Frame;
  classes: ClassTally[];
  groups: ClassTally[];
  all: ClassTally;
  teams: TeamTally[];
}

type ClassTally = Omit<ClassDay, "waits"> & { waitsMs: number[] };
type TeamTally = Omit<TeamDay, "waits"> & { waitsMs: number[] };

export const createTally = (frame: Frame, classes: number): Tally => ({
  frame,
  classes: Array.from({ length: classes }, () => classTally(frame)),
  groups: Array.from({ length: Math.max(...frame.groupOfClass) + 1 }, () => classTally(frame)),
  all: classTally(frame),
  teams: Array.from({ length: frame.teams }, () => ({
    served: 0,
    busyMs: 0,
    presentMs: 0,
    busyOpenMs: 0,
    presentOpenMs: 0,
    waitsMs: [],
  })),
});

const classTally = ({ periods }: Frame): ClassTally => ({
  arrived: 0,
  served: 0,
  abandoned: 0,
  abandonedLate: 0,
  waitingLate: 0,
  left: 0,
  overflowed: 0,
  alerted: 0,
  busyMs: 0,
  presentMs: 0,
  goodByPeriod: new Array(periods).fill(0),
  waitsMs: [],
});

const openMs = ({ periods, periodMs }: Frame): number => periods * periodMs;

/** Everything is counted for the class, for its line, and for all. */
const rowsOf = ({ classes, groups, all, frame }: Tally, of: number): ClassTally[] => [
  classes[of],
  groups[frame.groupOfClass[of]],
  all,
];

export function countArrival(tally: Tally, of: number): void {
  for (const row of rowsOf(tally, of)) row.arrived++;
}

export function countLeft(tally: Tally, of: number): void {
  for (const row of rowsOf(tally, of)) row.left++;
}

export function countOverflow(tally: Tally, of: number): void {
  for (const row of rowsOf(tally, of)) row.overflowed++;
}

/** Out of the line after so long, to an agent or elsewhere. */
export function countWaited(tally: Tally, of: number, waitMs: number): void {
  const passed = tally.frame.alertAfterMs?.filter((ms) => waitMs > ms).length ?? 0;
  for (const row of rowsOf(tally, of)) row.alerted += passed;
}

/** Times are ms since the day began. */
export interface Answer {
  of: number;
  team: number;
  arrivedMs: number;
  answeredMs: number;
}

export function countAnswer(tally: Tally, answer: Answer): void {
  const { of, team, arrivedMs, answeredMs } = answer;
  const { frame, teams } = tally;
  const waitMs = answeredMs - arrivedMs;
  const period = Math.min(frame.periods - 1, Math.floor(arrivedMs / frame.periodMs));
  for (const row of rowsOf(tally, of)) {
    row.served++;
    row.waitsMs.push(waitMs);
    if (waitMs <= frame.answerWithinMs) row.goodByPeriod[period]++;
  }
  teams[team].served++;
  teams[team].waitsMs.push(waitMs);
}

export function countAbandonment(tally: Tally, of: number, waitMs: number): void {
  for (const row of rowsOf(tally, of)) {
    row.abandoned++;
    if (waitMs > tally.frame.answerWithinMs) row.abandonedLate++;
  }
}

/** Still in line when the day ended. */
export function countWaiting(tally: Tally, of: number, waitMs: number): void {
  if (waitMs <= tally.frame.answerWithinMs) return;
  for (const row of rowsOf(tally, of)) row.waitingLate++;
}

/** Answered in time ÷ (answered + given up or still in line after that time). */
export const serviceLevelOf = (day: Pick<ClassDay, "goodByPeriod" | JudgedCount>): number =>
  goodOf(day) / judgedOf(day);

type JudgedCount = "served" | "abandonedLate" | "waitingLate";

export const goodOf = ({ goodByPeriod }: Pick<ClassDay, "goodByPeriod">): number =>
  goodByPeriod.reduce((sum, good) => sum + good, 0);

/** Whom the service level counts; still in line for less time is open. */
export const judgedOf = ({ served, abandonedLate, waitingLate }: Pick<ClassDay, JudgedCount>) =>
  served + abandonedLate + waitingLate;

/** An agent's time in conversations; `load`: how full it was, 1 = entirely. */
export interface Work {
  team: number;
  from: number;
  until: number;
  load: number;
}

export function countWork(tally: Tally, { team, from, until, load }: Work): void {
  const busyMs = load * (until - from);
  tally.teams[team].busyMs += busyMs;
  for (const row of takenBy(tally, team)) row.busyMs += busyMs;
  tally.teams[team].busyOpenMs += load * before(openMs(tally.frame), from, until);
}

export function countPresence(tally: Tally, team: number, fromMs: number, untilMs: number): void {
  const { frame, teams } = tally;
  const presentMs = untilMs - fromMs;
  teams[team].presentMs += presentMs;
  teams[team].presentOpenMs += before(openMs(frame), fromMs, untilMs);
  for (const row of takenBy(tally, team)) row.presentMs += presentMs;
}

/** Everything is counted for the classes and lines that a team may serve, and for all. */
function takenBy({ frame, groups, all, classes }: Tally, team: number): ClassTally[] {
  const lines = frame.groupsOfTeam[team];
  return [
    ...classes.filter((_, of) => lines.includes(frame.groupOfClass[of])),
    ...lines.map((line) => groups[line]),
    all,
  ];
}

const before = (end: number, from: number, until: number): number =>
  Math.max(0, Math.min(end, until) - from);

export const rowOf = ({ classes, groups, all, teams }: Tally): DayRow => ({
  classes: classes.map(classDay),
  groups: groups.map(classDay),
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

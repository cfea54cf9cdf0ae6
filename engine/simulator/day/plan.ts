import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import type { Channel } from "../../contract/wire/states.ts";
import { configurationOf, entranceOf, recordOf } from "../scenario/configuration.ts";
import { periodsOf, type Scenario } from "../scenario/scenario.ts";
import { type Arrivals, drawArrivals } from "./arrivals.ts";
import type { Desk } from "./desk.ts";
import { periodStaff } from "./period_staff.ts";
import type { Staff } from "./staff.ts";
import type { Frame } from "./tally.ts";
import { createWorker, type Worker } from "./worker.ts";

/** One day as it will be lived: who comes, who is there, and what the desk is set up to do. */
export interface Plan {
  configuration: Configuration;
  /** What is published in the course of the day, ms since it began, in order. */
  later: { at: number; configuration: Configuration }[];
  arrivals: Arrivals;
  /** By class. */
  entrances: Entrance[];
  /** What an agent spends on somebody who has gone without a word, by class. */
  wasteMs: number[];
  workers: Worker[];
  staff: (desk: Desk, workers: Worker[]) => Staff;
  /** The work of a conversation at an agent who then has so many, after so long a wait. */
  workOf: (n: number, found: { chats: number; waitMs: number }) => number;
  frame: Frame;
  /** Nothing after it is lived or counted, ms since the day began; absent = until the last leaves. */
  untilMs?: number;
  watch?: Watch;
  /** Told of every event, as a journal would be. */
  heard?: (event: Event) => void;
}

export interface Entrance {
  route: string;
  topic?: string;
  /** The line that its visitors stand in first, for the figures. */
  group: string;
  channel?: Channel;
  /** What the route would not say by itself. */
  named?: string;
  priority?: number;
}

/** What somebody asks for who comes by this entrance. */
export const wishes = ({ route, topic, named, priority, channel }: Entrance) => ({
  route,
  channel: channel ?? "web",
  ...(topic === undefined ? {} : { topic }),
  ...(named === undefined ? {} : { group: named }),
  ...(priority === undefined ? {} : { priority }),
});

/** Somebody who looks on, for a check; times are those of the desk. */
export interface Watch {
  arrived(desk: Desk, n: number, of: number): void;
  assigned(desk: Desk, n: number, worker: Worker): void;
  gaveUp(desk: Desk, n: number, of: number): void;
  /** After every moment: whoever has room now could not be given anything. */
  settled(desk: Desk, workers: Worker[]): void;
}

export function planOf(scenario: Scenario, number: number): Plan {
  const arrivals = drawArrivals(scenario, number);
  const { teams, classes } = scenario;
  const workers: Worker[] = [];
  teams.forEach((team, at) => {
    const record = recordOf(scenario, team);
    for (let nth = 0; nth < Math.max(...team.agents); nth++) {
      const id = `a${at}-${nth}`;
      workers.push(createWorker({ id, nth: workers.length, team: at, record, pace: team.pace }));
    }
  });
  const configuration = configurationOf(scenario);
  return {
    configuration,
    later: publications(scenario),
    arrivals,
    entrances: classes.map((one) => entranceOf(scenario, one)),
    wasteMs: classes.map(({ silent }) => silent?.wasteMs ?? 0),
    workers,
    staff: (desk, people) => periodStaff(desk, people, scenario),
    workOf: (n) => arrivals.workMs[n],
    frame: frameOf(scenario),
    untilMs: scenario.untilMs,
  };
}

/** A weight that changes with the period is published when the period begins. */
function publications(scenario: Scenario): Plan["later"] {
  const { index = [], classes, periodMs, configuration } = scenario;
  const changes = index.length > 1 || classes.some(({ priority }) =>
    priority.length > 1 &&
    new Set(priority).size > 1
  );
  if (!changes || configuration !== undefined) return [];
  return Array.from({ length: periodsOf(scenario) - 1 }, (_, at) => ({
    at: (at + 1) * periodMs,
    configuration: configurationOf(scenario, at + 1),
  }));
}

/** Clocks that run while a visitor waits for the first answer. */
const IN_LINE: ReadonlySet<string> = new Set(["round", "firstResponse", "queue"]);

/** What is counted: the groups are the lines that classes stand in first. */
function frameOf(scenario: Scenario): Frame {
  const { classes, teams, answerWithinMs, periodMs, configuration } = scenario;
  const lines = classes.map((one) => entranceOf(scenario, one).group);
  const groups = [...new Set(lines)];
  const members = teams.map((team) => recordOf(scenario, team).memberships.map((m) => m.group));
  return {
    answerWithinMs,
    alertAfterMs: configuration?.clocks.flatMap(({ kind, warnMs, breachMs }) =>
      IN_LINE.has(kind) ? [warnMs ?? Infinity, breachMs ?? Infinity] : []
    ),
    periodMs,
    periods: periodsOf(scenario),
    teams: teams.length,
    groupOfClass: lines.map((line) => groups.indexOf(line)),
    groupsOfTeam: members.map((of) => of.map((id) => groups.indexOf(id)).filter((at) => at >= 0)),
  };
}

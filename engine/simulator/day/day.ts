import type { Event } from "../../contract/wire/events.ts";
import { configurationOf } from "../scenario/configuration.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Arrivals, drawArrivals } from "./arrivals.ts";
import { advanceTo, createDesk, type Desk, give } from "./desk.ts";
import { createMoments, type Moments, nextAt, nextWhat, pop, push } from "./moments.ts";
import { closeUp, enrolStaff, finish, type Staff, staffPeriod, type Worker } from "./staff.ts";
import {
  countAbandonment,
  countAnswer,
  countArrival,
  countPresence,
  createTally,
  type DayRow,
  rowOf,
  type Tally,
} from "./tally.ts";

/** Any day will do: the model has no calendar. */
const DAY_BEGINS_AT = 1_800_000_000_000;

/** One day under way. Visitor `n` of the arrivals has the conversation `cn`. */
interface Day {
  scenario: Scenario;
  arrivals: Arrivals;
  desk: Desk;
  staff: Staff;
  tally: Tally;
  /** Ends of service (2n) and of patience (2n + 1). */
  moments: Moments;
  /** By visitor: who serves, once somebody does. */
  servedBy: (Worker | undefined)[];
}

/** Runs one independent day from empty until the last visitor has gone. */
export function simulateDay(scenario: Scenario, number: number): DayRow {
  const arrivals = drawArrivals(scenario, number);
  const told = (event: Event) => {
    if (event.type === "conversation.assigned") begin(day, event);
  };
  const wentHome = ({ team, sinceAt }: Worker) =>
    countPresence(day.tally, team, sinceAt - DAY_BEGINS_AT, desk.now - DAY_BEGINS_AT);
  const desk = createDesk(configurationOf(scenario), DAY_BEGINS_AT, told);
  const day: Day = {
    scenario,
    arrivals,
    desk,
    staff: enrolStaff(desk, scenario, wentHome),
    tally: createTally(scenario),
    moments: createMoments(),
    servedBy: new Array(arrivals.count),
  };
  live(day);
  closeUp(desk, day.staff);
  return rowOf(day.tally);
}

/** Of one moment: first the periods, then who finishes or gives up, then who arrives. */
function live(day: Day): void {
  const { arrivals, desk, moments, scenario } = day;
  const periods = scenario.teams[0].agents.length;
  let period = 0;
  let visitor = 0;
  for (;;) {
    const periodAt = period < periods ? DAY_BEGINS_AT + period * scenario.periodMs : Infinity;
    const arrivalAt = visitor < arrivals.count ? DAY_BEGINS_AT + arrivals.at[visitor] : Infinity;
    const momentAt = nextMomentAt(day);
    const now = Math.min(periodAt, arrivalAt, momentAt);
    if (now === Infinity) return;
    advanceTo(desk, now);
    if (periodAt === now) staffPeriod(desk, day.staff, scenario, period++);
    else if (momentAt === now) end(day, pop(moments));
    else arrive(day, visitor++);
  }
}

/** Patience that was not needed is no moment: it would keep the day open. */
function nextMomentAt({ moments, servedBy }: Day): number {
  for (;;) {
    const what = nextWhat(moments);
    if (what < 0 || isEndOfService(what) || servedBy[what >> 1] === undefined) break;
    pop(moments);
  }
  return nextAt(moments);
}

const isEndOfService = (what: number): boolean => (what & 1) === 0;

function arrive(day: Day, n: number): void {
  const { arrivals, desk, moments, scenario } = day;
  const { id } = scenario.classes[arrivals.of[n]];
  countArrival(day.tally, arrivals.of[n]);
  const visitor = `v${n}`;
  give(desk, `visitor:${visitor}`, "conversation.open", {
    conversation: `c${n}`,
    visitor,
    key: visitor,
    channel: "web",
    route: id,
  });
  if (day.servedBy[n] !== undefined || arrivals.patienceMs[n] === Infinity) return;
  push(moments, desk.now + arrivals.patienceMs[n], 2 * n + 1);
}

/** The core has given a conversation to an agent. */
function begin(day: Day, event: Event<"conversation.assigned">): void {
  const { arrivals, desk, staff, tally, moments } = day;
  const n = Number(event.conversation.slice(1));
  const worker = staff.byId.get(event.agent)!;
  day.servedBy[n] = worker;
  worker.busy = true;
  const serviceMs = arrivals.serviceMs[n];
  countAnswer(tally, {
    of: arrivals.of[n],
    team: worker.team,
    arrivedMs: arrivals.at[n],
    answeredMs: desk.now - DAY_BEGINS_AT,
    serviceMs,
  });
  push(moments, desk.now + serviceMs, 2 * n);
}

function end(day: Day, what: number): void {
  const n = what >> 1;
  const worker = day.servedBy[n];
  const conversation = `c${n}`;
  if (isEndOfService(what)) return finish(day.desk, day.staff, worker!, conversation);
  countAbandonment(day.tally, day.arrivals.of[n], day.arrivals.patienceMs[n]);
  give(day.desk, `visitor:v${n}`, "conversation.close", { conversation });
}

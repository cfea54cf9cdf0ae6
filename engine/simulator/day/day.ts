import type { Event } from "../../contract/wire/events.ts";
import { nextDueAt } from "../../core/mod.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { advanceTo, createDesk, DAY_BEGINS_AT, type Desk, give, publish } from "./desk.ts";
import { createMoments, type Moments, nextAt, nextWhat, pop, push } from "./moments.ts";
import { type Plan, planOf, wishes } from "./plan.ts";
import { beginToLeave, enrol, goHome, type Staff } from "./staff.ts";
import {
  countAbandonment,
  countAnswer,
  countArrival,
  countLeft,
  countOverflow,
  countPresence,
  countWaited,
  countWaiting,
  countWork,
  createTally,
  type DayRow,
  rowOf,
  type Tally,
} from "./tally.ts";
import { layDown, loadOf, overBy, takeUp, type Worker } from "./worker.ts";

/** One day under way. Visitor `n` of the arrivals has the conversation `cn`. */
interface Day {
  plan: Plan;
  desk: Desk;
  staff: Staff;
  byId: Map<string, Worker>;
  tally: Tally;
  moments: Moments;
  /** By visitor: how far it has come. */
  stage: Uint8Array;
  arrivedAt: Float64Array;
  /** What is left to do for somebody who was taken from an agent; 0 = all of it. */
  leftMs: Float64Array;
  /** Assignments that wait for their agent's word; who is at work takes them at once. */
  offered: Event<"conversation.offered">[];
  /** The first visit of the same person. */
  person: Int32Array;
}

/** `silent`: gone without a word and still in line; `wasted`: such a one is out of it. */
const STAGE = { away: 0, waiting: 1, served: 2, over: 3, silent: 4, left: 5, wasted: 6 } as const;

/** Moments are `number · 4 + kind`: of an agent, or of a visitor. */
const KIND = { done: 0, impatient: 1, back: 2 } as const;

/** Runs one independent day from empty until the last visitor has gone. */
export const simulateDay = (scenario: Scenario, number: number): DayRow =>
  live(planOf(scenario, number));

export function live(plan: Plan): DayRow {
  const heard = plan.heard ?? (() => {});
  const desk = createDesk(plan.configuration, DAY_BEGINS_AT, heard);
  const count = plan.arrivals.at.length;
  enrol(desk, plan.workers);
  const staff = plan.staff(desk, plan.workers);
  const day: Day = {
    plan,
    desk,
    staff,
    byId: new Map(plan.workers.map((worker) => [worker.id, worker])),
    tally: createTally(plan.frame, plan.entrances.length),
    moments: createMoments(),
    stage: new Uint8Array(count),
    arrivedAt: new Float64Array(count),
    leftMs: new Float64Array(count),
    offered: [],
    person: Int32Array.from({ length: count }, (_, n) => n),
  };
  const { wentHome } = staff;
  staff.wentHome = (worker) => {
    wentHome(worker);
    countHome(day, worker);
  };
  desk.told = (event) => {
    heard(event);
    hear(day, event);
  };
  goOn(day);
  for (const worker of plan.workers) closeUp(day, worker);
  for (let n = 0; n < count; n++) countInLine(day, n, true);
  return rowOf(day.tally);
}

/** Out of line now, or the day is over. */
function countInLine({ stage, desk, arrivedAt, plan, tally }: Day, n: number, over = false): void {
  if (stage[n] !== STAGE.waiting && stage[n] !== STAGE.silent) return;
  const [of, waitMs] = [plan.arrivals.of[n], desk.now - arrivedAt[n]];
  countWaited(tally, of, waitMs);
  if (over && stage[n] === STAGE.waiting) countWaiting(tally, of, waitMs);
}

/** The day is over, whoever is still at it. */
function closeUp(day: Day, worker: Worker): void {
  for (const { n } of worker.chats.slice()) putDown(day, n, worker);
  if (worker.present) countHome(day, worker);
}

function countHome({ tally, desk }: Day, { team, sinceAt }: Worker): void {
  countPresence(tally, team, sinceAt - DAY_BEGINS_AT, desk.now - DAY_BEGINS_AT);
}

/** Of one moment: first what is published, then who comes to work, then who finishes or gives up, then who arrives. */
function goOn(day: Day): void {
  const { desk, moments, staff } = day;
  const { arrivals, later, untilMs = Infinity } = day.plan;
  let visitor = 0;
  let published = 0;
  for (;;) {
    const publishAt = published < later.length ? DAY_BEGINS_AT + later[published].at : Infinity;
    const staffAt = staff.nextAt();
    const arrivalAt = visitor < arrivals.count ? DAY_BEGINS_AT + arrivals.at[visitor] : Infinity;
    const momentAt = nextMomentAt(day);
    const now = Math.min(publishAt, staffAt, arrivalAt, momentAt);
    if (now > DAY_BEGINS_AT + untilMs) return advanceTo(desk, DAY_BEGINS_AT + untilMs);
    if (now === Infinity && !isWaitedOn(day)) return;
    // A deadline of the core may give somebody an agent who would have given up by now.
    const dueAt = nextDueAt(desk.state);
    advanceTo(desk, Math.min(now, dueAt));
    if (dueAt <= now) continue;
    if (publishAt === now) publish(desk, later[published++].configuration);
    else if (staffAt === now) staff.act();
    else if (momentAt === now) happen(day, pop(moments));
    else arrive(day, visitor++);
    acceptOffers(day);
    day.plan.watch?.settled(desk, day.plan.workers);
  }
}

/** Nothing happens by itself any more; may a deadline of the core concern somebody who waits? */
function isWaitedOn({ desk, tally: { all } }: Day): boolean {
  const waiting = all.arrived > all.served + all.abandoned + all.left;
  return waiting && nextDueAt(desk.state) <= DAY_BEGINS_AT + WAITED_ON_MAX_MS;
}

/** Nobody waits for the day after tomorrow. */
const WAITED_ON_MAX_MS = 2 * 86_400_000;

/** A moment that nothing hangs on any more is none: it would keep the day open. */
function nextMomentAt({ moments, stage, plan }: Day): number {
  for (;;) {
    const what = nextWhat(moments);
    if (what < 0) break;
    const number = what >> 2;
    const kind = what & 3;
    if (kind === KIND.done && plan.workers[number].endAt === nextAt(moments)) break;
    if (kind === KIND.impatient && stage[number] === STAGE.waiting) break;
    if (kind === KIND.back) break;
    pop(moments);
  }
  return nextAt(moments);
}

function happen(day: Day, what: number): void {
  const number = what >> 2;
  switch (what & 3) {
    case KIND.done:
      return finish(day, day.plan.workers[number]);
    case KIND.impatient:
      return giveUp(day, number);
    default:
      return arrive(day, number);
  }
}

function arrive(day: Day, n: number): void {
  const { plan: { arrivals, entrances, watch }, desk, moments, stage, arrivedAt, person } = day;
  const of = arrivals.of[n];
  stage[n] = STAGE.waiting;
  arrivedAt[n] = desk.now;
  countArrival(day.tally, of);
  const visitor = `v${person[n]}`;
  const conversation = `c${n}`;
  give(desk, `visitor:${visitor}`, "conversation.open", {
    conversation,
    visitor,
    key: visitor,
    ...wishes(entrances[of]),
    ...(person[n] === n ? {} : { returning: true }),
  });
  if (stage[n] !== STAGE.waiting) return;
  if (arrivals.patienceMs[n] !== Infinity) {
    push(moments, desk.now + arrivals.patienceMs[n], 4 * n + KIND.impatient);
  }
  watch?.arrived(desk, n, of);
}

function giveUp(day: Day, n: number): void {
  const { plan: { arrivals, watch }, desk, person, stage } = day;
  const of = arrivals.of[n];
  const visitor = `v${person[n]}`;
  countAbandonment(day.tally, of, arrivals.patienceMs[n]);
  watch?.gaveUp(desk, n, of);
  if (arrivals.silent[n] === 1) {
    stage[n] = STAGE.silent;
    const gone = { visitor, presence: "gone", gateway: "model" } as const;
    return give(desk, `visitor:${visitor}`, "visitor.presence", gone);
  }
  stage[n] = STAGE.over;
  countWaited(day.tally, of, desk.now - day.arrivedAt[n]);
  give(desk, `visitor:${visitor}`, "conversation.close", { conversation: `c${n}` });
}

function acceptOffers({ desk, offered }: Day): void {
  for (let event = offered.shift(); event !== undefined; event = offered.shift()) {
    const { agent, conversation } = event;
    give(desk, `agent:${agent}`, "conversation.accept", { conversation });
  }
}

/** What the core has decided about a conversation. */
function hear(day: Day, event: Event): void {
  switch (event.type) {
    case "conversation.assigned":
      return begin(day, event);
    case "conversation.offered":
      return void day.offered.push(event);
    case "conversation.left":
      return leave(day, Number(event.conversation.slice(1)));
    case "conversation.overflowed":
      return countOverflow(day.tally, day.plan.arrivals.of[Number(event.conversation.slice(1))]);
    case "conversation.reclaimed": {
      const n = Number(event.conversation.slice(1));
      return interrupt(day, n, day.byId.get(event.agent)!);
    }
  }
}

function begin(day: Day, event: Event<"conversation.assigned">): void {
  const { plan, desk, byId, tally, stage, leftMs } = day;
  const n = Number(event.conversation.slice(1));
  const worker = byId.get(event.agent)!;
  const of = plan.arrivals.of[n];
  countInLine(day, n);
  if (stage[n] === STAGE.waiting) {
    const arrivedMs = day.arrivedAt[n] - DAY_BEGINS_AT;
    countAnswer(tally, { of, team: worker.team, arrivedMs, answeredMs: desk.now - DAY_BEGINS_AT });
    stage[n] = STAGE.served;
  }
  if (stage[n] === STAGE.silent) stage[n] = STAGE.wasted;
  const wasted = stage[n] === STAGE.wasted;
  const found = { chats: worker.chats.length + 1, waitMs: desk.now - day.arrivedAt[n] };
  const whole = wasted ? plan.wasteMs[of] : plan.workOf(n, found);
  countBusy(day, worker);
  takeUp(worker, n, leftMs[n] > 0 ? leftMs[n] : whole, desk.now);
  note(day, worker);
  plan.watch?.assigned(desk, n, worker);
}

/** Whose end of work has moved. */
function note(day: Day, worker: Worker): void {
  if (worker.endAt < Infinity) push(day.moments, worker.endAt, 4 * worker.nth + KIND.done);
}

function leave(day: Day, n: number): void {
  const { stage } = day;
  if (stage[n] !== STAGE.waiting && stage[n] !== STAGE.silent) return;
  countInLine(day, n);
  if (stage[n] === STAGE.waiting) countLeft(day.tally, day.plan.arrivals.of[n]);
  stage[n] = stage[n] === STAGE.waiting ? STAGE.left : STAGE.wasted;
}

/** Taken from an agent who has been away too long: the rest is done by whoever gets it. */
function interrupt(day: Day, n: number, worker: Worker): void {
  day.leftMs[n] = putDown(day, n, worker);
  note(day, worker);
}

/** Out of the agent's hands; what is left of it. */
function putDown(day: Day, n: number, worker: Worker): number {
  countBusy(day, worker);
  return layDown(worker, n, day.desk.now);
}

/** Up to now, before the agent has one more or less. */
function countBusy({ desk, tally }: Day, worker: Worker): void {
  const [from, until] = [worker.countedAt - DAY_BEGINS_AT, desk.now - DAY_BEGINS_AT];
  countWork(tally, { team: worker.team, from, until, load: loadOf(worker) });
  worker.countedAt = desk.now;
}

function finish(day: Day, worker: Worker): void {
  const { desk, staff, plan, stage, person } = day;
  const n = overBy(worker, desk.now);
  if (staff.letsGo(worker)) beginToLeave(desk, worker);
  putDown(day, n, worker);
  note(day, worker);
  const next = plan.arrivals.next[n];
  if (next >= 0 && stage[n] === STAGE.served) {
    person[next] = person[n];
    push(day.moments, desk.now + plan.arrivals.at[next], 4 * next + KIND.back);
  }
  stage[n] = STAGE.over;
  give(desk, `agent:${worker.id}`, "conversation.close", { conversation: `c${n}` });
  if (worker.leaving && worker.chats.length === 0) goHome(desk, staff, worker);
}

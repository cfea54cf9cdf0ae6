import assert from "node:assert/strict";
import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import { live } from "../day/day.ts";
import { DAY_BEGINS_AT } from "../day/desk.ts";
import { planOf } from "../day/plan.ts";
import { readScenario } from "../scenario/read.ts";
import { createRecorder, record, recordedDay } from "./recorder.ts";
import { modelOf, simulateRecorded } from "./model.ts";
import type { RecordedDay, Visit } from "./recorded_day.ts";
import { figuresOfDay, figuresOfRecorded, openOf } from "./recorded_figures.ts";
import { reportOf } from "./report.ts";
import { type Served, serviceAt, serviceOf } from "./service.ts";
import { survivalAt, survivalOf } from "./survival.ts";
import { unfit } from "./unfit.ts";
import { study } from "./what_if.ts";
import { JUDGED_MIN, type WhatIf } from "../../contract/wire/simulation.ts";

const DAY_MS = 86_400_000;
const DAYS = 40;

/** A busy afternoon as the core's own events, and the configuration that was in force. */
function eventsOfDay(): { events: Event[]; configuration: Configuration } {
  const read = readScenario({
    name: "afternoon",
    days: 2,
    seed: 11,
    answerWithin: "30s",
    periodLength: "2h",
    teams: { sales: { agents: [3, 4], pace: [1, 1.6, 1.9] }, service: [3, 3] },
    classes: {
      buyers: {
        arrivals: ["1.8/min", "2.2/min"],
        service: { type: "lognormal", mean: "150s", deviation: "90s" },
        patience: { type: "exponential", mean: "120s", zeroShare: 0.1 },
        silent: { share: 0.5, waste: "40s" },
        teams: ["sales"],
      },
      returns: {
        arrivals: ["0.9/min", "0.8/min"],
        service: { type: "exponential", mean: "3min" },
        patience: { type: "exponential", mean: "4min" },
        teams: ["service", "sales"],
      },
    },
  });
  assert.ok(read.ok, JSON.stringify(read));
  const plan = planOf(read.scenario, 0);
  const events: Event[] = [];
  live({ ...plan, heard: (event) => events.push(event) });
  return { events, configuration: plan.configuration };
}

function recorded(events: Event[], configuration: Configuration): RecordedDay {
  const recorder = createRecorder(DAY_BEGINS_AT, DAY_BEGINS_AT + DAY_MS);
  for (const event of events) record(recorder, event);
  return recordedDay(recorder, "2027-01-15", 30_000, configuration);
}

function judged(day: RecordedDay, draft = day.configuration): WhatIf {
  const running = study({ recorded: day, draft, days: DAYS, seed: 1, progress: () => true });
  for (;;) {
    const step = running.next();
    if (step.done) return step.value!;
  }
}

Deno.test("what-if - a recorded day is reproduced, and the same draft changes nothing", () => {
  const { events, configuration } = eventsOfDay();
  const found = judged(recorded(events, configuration));
  assert.ok(found.reproduced, JSON.stringify(found.misses));
  assert.deepEqual(found.comparison!.difference.sl, { mean: 0, low: 0, high: 0 });
  assert.ok(found.comparison!.live.all.sl.mean > 0.3 && found.comparison!.live.all.sl.mean < 1);
});

Deno.test("what-if - a draft that serves returns last makes them wait longer", () => {
  const { events, configuration } = eventsOfDay();
  const routes = configuration.routes.map((route) => ({
    ...route,
    class: route.id === "buyers" ? 0 : 5,
  }));
  const base = [100, ...Array(9).fill(0)];
  const draft = { ...configuration, routes, index: { ...configuration.index, base } };
  const { comparison } = judged(recorded(events, configuration), draft);
  const { live: plain, draft: drafted } = comparison!;
  assert.ok(drafted.groups.returns.asaMs.mean > plain.groups.returns.asaMs.mean);
  assert.ok(drafted.groups.buyers.asaMs.mean < plain.groups.buyers.asaMs.mean);
  const gaveUp = drafted.all.abandoned.mean - plain.all.abandoned.mean;
  assert.ok(gaveUp !== 0 && Math.abs(gaveUp - comparison!.difference.abandoned.mean) < 1e-9);
});

Deno.test("what-if - a day on which half the staff only seemed to be there is refused", () => {
  const { events, configuration } = eventsOfDay();
  const day = recorded(events, configuration);
  const ghosts = day.agents.map(({ agent, changes }) => ({ agent: `${agent}-ghost`, changes }));
  const found = judged({ ...day, agents: [...day.agents, ...ghosts] });
  assert.equal(found.reproduced, false);
  assert.equal(found.comparison, undefined);
  const [first] = found.misses;
  assert.equal(first.figure, "sl");
  assert.ok(first.recorded < first.low && Math.abs(first.by - (first.recorded - first.low)) < 1e-9);
});

Deno.test("what-if - a day that is still going on is reproduced up to now", () => {
  const { events, configuration } = eventsOfDay();
  const inTheMiddle = events.slice(events.length >> 1);
  const { at: now } = inTheMiddle.find(({ type }) => type === "conversation.queued")!;
  const day = recorded(events.filter(({ at }) => at <= now), configuration);
  assert.ok(day.visits.some(({ outcome }) => outcome === "waiting"));
  const { reproduced, misses } = judged(day);
  assert.ok(reproduced, JSON.stringify(misses));
});

const waiting = (waitMs: number): Visit => ({
  openedAt: 0,
  visitor: `v${waitMs}`,
  channel: "web",
  route: "buyers",
  group: "buyers",
  class: 5,
  returning: false,
  outcome: "waiting",
  waitMs,
  silent: false,
});
const answered = (waitMs: number): Visit => ({
  ...waiting(waitMs),
  outcome: "answered",
  chats: 1,
  servedMs: 60_000,
});
const so = (many: number, visit: Visit): Visit[] => Array(many).fill(visit);

Deno.test("what-if - who waits past the limit was not answered in time, who waits less is open", () => {
  const { configuration } = eventsOfDay();
  const day = { ...recorded([], configuration), answerWithinMs: 30_000 };
  const visits = [...so(20, answered(0)), waiting(43_000), waiting(30_001), waiting(30_000)];
  const found = { ...day, visits };
  const { sl, asaMs, abandoned } = figuresOfRecorded(found);
  assert.deepEqual([sl, asaMs, abandoned, openOf(found)], [20 / 22, 0, 0, 1]);
});

Deno.test("what-if - a model's day counts those who stand in line at its end the same way", () => {
  const { events, configuration } = eventsOfDay();
  const day = recorded(events, configuration);
  const visits = [0, 9_000, 9_999, 10_000, 30_000].map((openedAt): Visit => ({
    ...waiting(0),
    openedAt,
  }));
  const model = modelOf({ ...day, agents: [], visits, untilMs: 40_000 });
  const lived = simulateRecorded(model, configuration, 1, 0);
  const { all } = lived;
  assert.deepEqual([all.arrived, all.served, all.abandoned, all.waitingLate], [5, 0, 0, 3]);
  assert.equal(figuresOfDay(lived).sl, 0);
});

Deno.test("what-if - a day of too few conversations, or that nobody answered, is refused", () => {
  const { configuration } = eventsOfDay();
  const day = recorded([], configuration);
  const of = (visits: Visit[]) => unfit({ ...day, visits }, configuration);
  assert.equal(of([...so(JUDGED_MIN - 1, answered(0)), ...so(9, waiting(1_000))]), "tooFew");
  assert.equal(of([...so(JUDGED_MIN - 1, answered(0)), waiting(43_000)]), undefined);
  assert.equal(of(so(JUDGED_MIN, waiting(43_000))), "tooFew");
  assert.equal(of(so(JUDGED_MIN, { ...answered(0), route: "gone" })), "routeGone");
});

Deno.test("what-if - a day that is not over says so, and one that is does not", () => {
  const { events, configuration } = eventsOfDay();
  const whole = recorded(events, configuration);
  assert.equal(whole.over, false);
  const found = judged(whole);
  assert.equal(found.knownMs, whole.untilMs);
  assert.match(reportOf(found), /^known only for \d+ h \d+ min; 0 in line/m);
  assert.match(reportOf(found), /The model reproduces this day so far\./);
  const last = events.at(-1)!;
  const later = { ...last, at: DAY_BEGINS_AT + DAY_MS } as Event;
  const over = recorded([...events, later], configuration);
  assert.deepEqual([over.over, over.untilMs], [true, DAY_MS]);
});

const agentOf = (group: string, nth: number) => ({
  agent: `${group}-${nth}`,
  changes: [{
    at: 0,
    presence: "online" as const,
    record: {
      name: group,
      capacityUnits: 20,
      windowCap: 9,
      memberships: [{ group, weight: 1 }],
      channels: ["web" as const],
      skills: {},
    },
  }],
});

/** One agent of buyers and two of returns, who take over what buyers cannot. */
function sharedDay(costUnits: number): RecordedDay {
  const { configuration } = eventsOfDay();
  const groups = configuration.groups.map((group) => ({
    ...group,
    overflow: group.id === "buyers" ? [{ when: "full" as const, to: "returns" }] : [],
  }));
  const routes = configuration.routes.map((route) => ({ ...route, costUnits }));
  const visits = Array.from({ length: 60 }, (_, at) => ({ ...answered(0), openedAt: at * 10_000 }));
  const agents = [agentOf("buyers", 0), agentOf("returns", 0), agentOf("returns", 1)];
  const day = recorded([], { ...configuration, groups, routes });
  return { ...day, visits, agents, untilMs: 600_000 };
}

Deno.test("what-if - a group is as occupied as its own agents, whoever takes over from it", () => {
  const day = sharedDay(20);
  const { groups, all } = simulateRecorded(modelOf(day), day.configuration, 1, 0);
  assert.ok(all.overflowed > 10);
  const [{ busyMs, presentMs }] = groups;
  assert.equal(presentMs, 600_000);
  assert.ok(busyMs > 500_000 && busyMs <= presentMs, `${busyMs} of ${presentMs}`);
});

Deno.test("what-if - light work in more windows makes nobody more than occupied", () => {
  const day = sharedDay(10);
  const { all, teams } = simulateRecorded(modelOf(day), day.configuration, 1, 0);
  for (const { busyMs, presentMs } of [all, ...teams]) assert.ok(busyMs <= presentMs);
});

Deno.test("what-if - an ended study says nothing", () => {
  const { events, configuration } = eventsOfDay();
  const day = recorded(events, configuration);
  const running = study({
    recorded: day,
    draft: configuration,
    days: DAYS,
    seed: 1,
    progress: (done) => done < 2,
  });
  assert.equal(running.next().done, false);
  assert.deepEqual(running.next(), { done: true, value: undefined });
});

Deno.test("what-if - the recording tells answers from giving up, and who gave up in silence", () => {
  const { events, configuration } = eventsOfDay();
  const { visits, agents } = recorded(events, configuration);
  const silent = visits.filter((visit) => visit.silent);
  assert.ok(silent.length > 5 && silent.every(({ outcome }) => outcome === "gaveUp"));
  assert.ok(visits.some(({ chats }) => chats === 3));
  assert.equal(agents.length, 7);
  assert.ok(visits.filter(({ outcome }) => outcome === "waiting").length === 0);
});

Deno.test("what-if - patience by Kaplan and Meier counts those who were answered", () => {
  const waits = [1_000, 2_000, 3_000, 4_000].map((ms, at) => ({ ms, ended: at % 2 === 0 }));
  const patience = survivalOf(waits);
  assert.deepEqual(patience.afterMs, [1_000, 3_000]);
  assert.deepEqual(patience.stays, [0.75, 0.375]);
  assert.equal(survivalAt(patience, 0.9), 1_000);
  assert.equal(survivalAt(patience, 0.5), 3_000);
  assert.ok(survivalAt(patience, 0.1) > 3_000);
  assert.equal(survivalAt(survivalOf(waits.slice(1, 2)), 0.5), Infinity);
});

const lasted = (chats: number, waitMs: number, ms: number, ended = true): Served => ({
  chats,
  waitMs,
  ms,
  ended,
});
const sixty = (one: (n: number) => Served): Served[] =>
  Array.from({ length: 60 }, (_, n) => one(n));

Deno.test("what-if - service is drawn from the nearest concurrencies that say enough", () => {
  const served = [...sixty((n) => lasted(1, 0, 100 + n)), ...sixty(() => lasted(4, 0, 900))];
  const at = (chats: number, some: Served[]) =>
    serviceAt(serviceOf(some), { chats, waitMs: 0 }, 0.5);
  assert.equal(at(1, served), 129);
  assert.equal(at(5, served), 900);
  assert.equal(at(4, served.slice(0, 70)), 134);
  assert.equal(at(1, []), undefined);
});

Deno.test("what-if - service is drawn from those who waited about as long", () => {
  const service = serviceOf(sixty((n) => lasted(1, 1_000 * n, 90_000 - 1_000 * n)));
  const of = (waitMs: number) => serviceAt(service, { chats: 1, waitMs }, 0.5)!;
  for (const waitMs of [10_000, 30_000, 50_000]) {
    assert.ok(Math.abs(of(waitMs) - (90_000 - waitMs)) <= 3_000, `${of(waitMs)} after ${waitMs}`);
  }
  assert.equal(of(59_000), of(900_000));
});

Deno.test("what-if - all who were answered at once are neighbours", () => {
  const service = serviceOf(sixty((n) => lasted(1, n < 50 ? 0 : 1_000 * n, 1_000 + n)));
  const [atOnce] = service.steps[0].lasts;
  assert.equal(atOnce.afterMs.length, 50);
});

Deno.test("what-if - a conversation that still goes on lasts longer than it has", () => {
  const both = [...sixty(() => lasted(1, 0, 1_000)), ...sixty(() => lasted(1, 0, 2_000, false))];
  const service = serviceOf(both);
  const at = (chance: number) => serviceAt(service, { chats: 1, waitMs: 0 }, chance)!;
  assert.equal(at(0.6), 1_000);
  assert.ok(at(0.4) > 1_000);
});

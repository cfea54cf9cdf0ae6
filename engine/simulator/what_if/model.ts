import type { Configuration } from "../../contract/wire/configuration.ts";
import { createStream } from "../chance/random.ts";
import { inOrder, type Visitor } from "../day/arrivals.ts";
import { live } from "../day/day.ts";
import type { Entrance, Plan } from "../day/plan.ts";
import type { DayRow } from "../day/tally.ts";
import { createWorker, type Worker } from "../day/worker.ts";
import { withoutMessages } from "../scenario/configuration.ts";
import { recordedStaff } from "./recorded_staff.ts";
import type { RecordedDay, Visit } from "./recorded_day.ts";
import { ENDS_MIN, type Served, type Service, serviceAt, serviceOf } from "./service.ts";
import { type Survival, survivalAt, survivalOf } from "./survival.ts";

/**
 * A recorded day as a model: who came when, who was there and what they could carry as recorded;
 * service resampled per class, concurrency and wait, patience by Kaplan and Meier per class.
 */
export interface RecordedModel {
  recorded: RecordedDay;
  kinds: Kind[];
  /** Index of the kind, by visit. */
  kindOf: Uint16Array;
  groups: string[];
}

interface Kind {
  entrance: Entrance;
  service: Service;
  patience: Survival;
  silentShare: number;
  wasteMs: number;
}

const DAY_MS = 86_400_000;
const UNITS = 20;
/** Fewer who gave up say little of a kind's patience: everybody's stands in. */
const GAVE_UP_MIN = 10;

const kindName = ({ route, topic, group, class: priority, channel }: Visit): string =>
  [route, topic ?? "", group, priority, channel].join(" ");

export function modelOf(recorded: RecordedDay): RecordedModel {
  const { visits, untilMs } = recorded;
  const everybody = lawsOf(visits, untilMs);
  const names = [...new Set(visits.map(kindName))];
  const kindOf = Uint16Array.from(visits, (visit) => names.indexOf(kindName(visit)));
  const kinds = names.map((_, kind) =>
    kindFrom(visits.filter((_, at) => kindOf[at] === kind), everybody, recorded)
  );
  return {
    recorded,
    kinds,
    kindOf,
    groups: [...new Set(kinds.map((kind) => kind.entrance.group))],
  };
}

/** What visits say of the people who make them. */
interface Laws {
  ended: number;
  service: Service;
  gaveUp: number;
  patience: Survival;
}

function lawsOf(visits: Visit[], untilMs: number): Laws {
  const served = visits.flatMap((visit) => servedOf(visit, untilMs));
  const waits = visits.map(({ waitMs, outcome }) => ({ ms: waitMs, ended: outcome === "gaveUp" }));
  return {
    ended: served.filter(({ ended }) => ended).length,
    service: serviceOf(served),
    gaveUp: waits.filter(({ ended }) => ended).length,
    patience: survivalOf(waits),
  };
}

/** A conversation that still goes on has lasted from its answer to the end of the record. */
function servedOf(visit: Visit, untilMs: number): Served[] {
  const { chats, servedMs, silent, outcome, openedAt, waitMs } = visit;
  if (chats === undefined || silent) return [];
  if (servedMs !== undefined) return [{ chats, waitMs, ms: servedMs, ended: true }];
  if (outcome !== "answered") return [];
  return [{ chats, waitMs, ms: untilMs - openedAt - waitMs, ended: false }];
}

function kindFrom(visits: Visit[], everybody: Laws, recorded: RecordedDay): Kind {
  const own = lawsOf(visits, recorded.untilMs);
  const gaveUp = visits.filter(({ outcome }) => outcome === "gaveUp");
  const silent = gaveUp.filter((visit) => visit.silent);
  const wasted = silent.flatMap(({ servedMs }) => servedMs ?? []);
  return {
    entrance: entranceOf(visits[0], recorded.configuration),
    service: (own.ended >= ENDS_MIN ? own : everybody).service,
    patience: (own.gaveUp >= GAVE_UP_MIN ? own : everybody).patience,
    silentShare: gaveUp.length > 0 ? silent.length / gaveUp.length : 0,
    wasteMs: Math.round(wasted.reduce((sum, ms) => sum + ms, 0) / Math.max(1, wasted.length)),
  };
}

/** What the entrance says by itself is left to the configuration, so that a draft may change it. */
function entranceOf(visit: Visit, { routes }: Configuration): Entrance {
  const { route, topic, group, class: priority, channel } = visit;
  const known = routes.find(({ id }) => id === route);
  const home = known?.topics.find(({ id }) => id === topic)?.group ?? known?.group;
  return {
    route,
    group,
    channel,
    ...(topic === undefined ? {} : { topic }),
    ...(home === group ? {} : { named: group }),
    ...(known?.class === priority ? {} : { priority }),
  };
}

/** One day of the model, under a configuration; the same people for every one. */
export function simulateRecorded(
  model: RecordedModel,
  configuration: Configuration,
  seed: number,
  number: number,
): DayRow {
  const { recorded, kinds } = model;
  const visitors = drawVisitors(model, seed, number);
  const arrivals = inOrder(visitors);
  const chances = Float64Array.from(visitors, ({ workMs }) => workMs);
  const workers = recorded.agents.map(({ agent, changes: [first] }, nth) => {
    const pace = paceOf(first.record.capacityUnits);
    return createWorker({ id: agent, nth, team: nth, record: first.record, pace });
  });
  const plan: Plan = {
    configuration: withoutMessages(configuration),
    later: [],
    arrivals,
    entrances: kinds.map(({ entrance }) => entrance),
    wasteMs: kinds.map(({ wasteMs }) => Math.max(1, wasteMs)),
    workers,
    untilMs: recorded.untilMs,
    staff: (desk, people) => recordedStaff(desk, people, recorded.agents),
    workOf: (n, found) => serviceAt(kinds[arrivals.of[n]].service, found, chances[n]) ?? 1,
    frame: {
      answerWithinMs: recorded.answerWithinMs,
      periodMs: DAY_MS,
      periods: 1,
      teams: workers.length,
      groupOfClass: kinds.map(({ entrance }) => model.groups.indexOf(entrance.group)),
      groupsOfTeam: workers.map((worker) => groupsServed(worker, model.groups)),
    },
  };
  return live(plan);
}

const paceOf = (capacityUnits: number): number[] =>
  Array.from({ length: Math.max(1, Math.floor(capacityUnits / UNITS)) }, (_, at) => at + 1);

const groupsServed = ({ record }: Worker, groups: string[]): number[] =>
  record.memberships.map(({ group }) => groups.indexOf(group)).filter((at) => at >= 0);

/** A visitor's work stands for the chance that is read off the times of the agent's concurrency. */
function drawVisitors({ recorded, kinds, kindOf }: RecordedModel, seed: number, number: number) {
  const stream = (purpose: string) => createStream(seed, number, purpose);
  const [serving, waiting, silence] = [stream("service"), stream("patience"), stream("silence")];
  return recorded.visits.map(({ openedAt }, at): Visitor => {
    const { patience, silentShare } = kinds[kindOf[at]];
    return {
      at: openedAt,
      of: kindOf[at],
      workMs: serving(),
      patienceMs: survivalAt(patience, waiting()),
      silent: silence() < silentShare,
    };
  });
}

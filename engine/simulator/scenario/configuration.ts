import type { Configuration, Group, Route } from "../../contract/wire/configuration.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import { expectedArrivals, type Scenario, type Team, type VisitorClass } from "./scenario.ts";

/**
 * A scenario as the desk would be set up for it: every class has a route and a waiting line (a
 * skill group), and every agent of a team is a member of the lines that the team serves. With one
 * slope for all, a freed agent takes the longest wait over the classes served. The order of a
 * class's teams is the agents' proficiency in it.
 */

const HOUR_MS = 3_600_000;
/** A visitor whose page is gone is passed over after so long. */
const GRACE_MS = 60_000;
const CONVERSATION_UNITS = 20;
const LEVEL_MAX = 5;
const CLASSES = 10;
const SHOP = "shop";

const both = (text: string) => ({ zh: text, en: text });

export function configurationOf(scenario: Scenario, period = 0): Configuration {
  if (scenario.configuration !== undefined) return withoutMessages(scenario.configuration);
  return {
    level: 1,
    shops: [{ id: SHOP, name: both(SHOP), timeZone: "UTC" }],
    groups: scenario.classes.map(lineOf),
    routes: scenario.classes.map((one) => routeOf(one, period)),
    index: ofPeriod(scenario.index, period) ??
      { base: Array(CLASSES).fill(0), slope: Array(CLASSES).fill(1) },
    closingTopics: [],
    clocks: [],
    rating: { scores: 5, reasons: [] },
    times: {
      graceMs: HOUR_MS,
      visitorGraceMs: GRACE_MS,
      closedKeepMs: closedKeepMs(scenario),
      leftKeepMs: HOUR_MS,
      lastAgentKeepMs: 0,
      reopenMs: 0,
      recallMs: 0,
      breakHandoverMs: 0,
    },
  };
}

/** Of a day with so many visitors all may stay in memory; to forget one is a decision of its own. */
const KEPT_MAX = 100_000;
const DAY_MS = 86_400_000;
const FORGET_MS = 1_000;

/** Nobody comes back in this model. */
const closedKeepMs = (scenario: Scenario): number =>
  expectedArrivals(scenario) <= KEPT_MAX ? DAY_MS : FORGET_MS;

/** A list has one entry for all periods or one each. */
const ofPeriod = <T>(list: T[] | undefined, period: number): T | undefined =>
  list?.[Math.min(period, list.length - 1)];

/**
 * Nobody writes messages in a model: clocks would only cost time, and whoever began with a bot would
 * never leave it. Who comes in a model has left the bot already.
 */
export const withoutMessages = (configuration: Configuration): Configuration => ({
  ...configuration,
  clocks: [],
  routes: configuration.routes.map((route) => ({ ...route, botPercent: 0 })),
});

/** By class: the route it comes by, and the waiting line it stands in first. */
export function entranceOf({ configuration }: Scenario, { id, route, topic }: VisitorClass): {
  route: string;
  topic?: string;
  group: string;
} {
  const known = configuration?.routes.find((one) => one.id === route);
  if (known === undefined) return { route: id, group: id };
  const chosen = known.topics.find((one) => one.id === topic);
  return { route: known.id, topic, group: chosen?.group ?? known.group };
}

const lineOf = ({ id, teams }: VisitorClass): Group => ({
  id,
  name: both(id),
  strategy: teams.length > 1 ? "mostSkilled" : "leastOccupied",
  overflow: [],
  terminal: { kind: "keepWaiting" },
  lastAgentMs: 0,
  transferOfferMs: HOUR_MS,
});

const routeOf = (
  { id, priority, teams, costUnits }: VisitorClass,
  period: number,
): Route => ({
  id,
  name: both(id),
  shop: SHOP,
  channel: "web",
  group: id,
  class: ofPeriod(priority, period)!,
  costUnits,
  requirements: teams.length > 1 ? [{ skill: id, level: 1 }] : [],
  topics: [],
  welcome: both(""),
  look: { accent: "blue", title: both(id) },
});

/** What every agent of a team may do: so many conversations at a time, of the classes it serves. */
export function recordOf(scenario: Scenario, team: Team): AgentRecord {
  const served = scenario.classes.filter(({ teams }) => teams.includes(team.id));
  const level = ({ id, teams }: VisitorClass) => [id, LEVEL_MAX - teams.indexOf(team.id)] as const;
  const groups = scenario.configuration ? team.groups : served.map(({ id }) => id);
  return {
    name: team.id,
    capacityUnits: team.capacityUnits ?? CONVERSATION_UNITS * team.pace.length,
    windowCap: Math.max(team.pace.length, windowsMost(team)),
    memberships: groups.map((group) => ({ group, weight: 1 })),
    channels: ["web"],
    skills: scenario.configuration ? team.skills : Object.fromEntries(served.map(level)),
  };
}

/** Light work may come in more windows than the pace has entries. */
const windowsMost = ({ capacityUnits }: Team): number => capacityUnits ?? 1;

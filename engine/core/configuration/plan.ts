import type {
  Bot,
  Clock,
  ClosingTopic,
  Configuration,
  Group,
  Route,
} from "../../contract/wire/configuration.ts";
import { type ClockPlan, compileClocks } from "./clock_plan.ts";
import { flatOverflow, type OverflowEdge, type Sharing, sharingsOf } from "./overflow_plan.ts";

/** A configuration compiled for looking things up; holds nothing that the document does not say. */
export interface Plan {
  readonly hash: string;
  readonly configuration: Configuration;
  readonly groups: Map<string, Group>;
  /** Overflow by home group, compiled on first use. */
  readonly overflow: Map<string, readonly OverflowEdge[]>;
  /** Home groups by whom a rule for `noAgents` brings them to; compiled on first use. */
  readonly relieved: Map<string, string[]>;
  readonly sharings: readonly Sharing[];
  readonly routes: Map<string, Route>;
  readonly clocks: Map<string, Clock>;
  readonly bots: Map<string, Bot>;
  readonly topics: Set<string>;
  /** Reasons of the second level of a rating, by id. */
  readonly reasons: Map<string, readonly number[]>;
  /** Agents that some clock names: only they have plans of their own. */
  readonly clockAgents: Set<string>;
  /** Clocks whose rounds enter a rate, by shop; compiled on first use. */
  readonly rateClocks: Map<string, readonly Clock[]>;
  readonly timeZones: Map<string, string>;
  /** Compiled on first use, by shop, group and named agent. */
  readonly clockPlans: Map<string, ClockPlan>;
}

export function compile(hash: string, configuration: Configuration): Plan {
  return {
    hash,
    configuration,
    groups: new Map(configuration.groups.map((group) => [group.id, group])),
    overflow: new Map(),
    relieved: new Map(),
    sharings: sharingsOf(configuration),
    routes: new Map(configuration.routes.map((route) => [route.id, route])),
    clocks: new Map(configuration.clocks.map((clock) => [clock.id, clock])),
    bots: new Map((configuration.bots ?? []).map((bot) => [bot.id, bot])),
    topics: new Set(topicIds(configuration.closingTopics)),
    reasons: new Map(configuration.rating.reasons.map((reason) => [reason.id, reason.scores])),
    clockAgents: new Set(configuration.clocks.flatMap(({ agents }) => agents ?? [])),
    rateClocks: new Map(),
    timeZones: new Map(configuration.shops.map(({ id, timeZone }) => [id, timeZone])),
    clockPlans: new Map(),
  };
}

function topicIds(topics: readonly ClosingTopic[]): string[] {
  return topics.flatMap((topic) => [topic.id, ...topicIds(topic.children ?? [])]);
}

/** The flat list of what a group hands on, and when. */
export function overflowOf(plan: Plan, home: string): readonly OverflowEdge[] {
  let edges = plan.overflow.get(home);
  if (edges === undefined) plan.overflow.set(home, edges = flatOverflow(plan.groups, home));
  return edges;
}

/** The groups whose line goes over to `to`, on the way or at once, where nobody is left. */
export function relievedBy(plan: Plan, to: string): readonly string[] {
  const { relieved, groups } = plan;
  let homes = relieved.get(to);
  if (homes === undefined) {
    homes = [...groups.keys()].filter((home) =>
      overflowOf(plan, home).some(({ rule }) => rule.when === "noAgents" && rule.to === to)
    );
    relieved.set(to, homes);
  }
  return homes;
}

export function clocksFor(
  plan: Plan,
  shop: string,
  group: string,
  agent: string | undefined,
): ClockPlan {
  const named = agent !== undefined && plan.clockAgents.has(agent) ? agent : undefined;
  const name = named === undefined ? `${shop} ${group}` : `${shop} ${group} ${named}`;
  const known = plan.clockPlans.get(name);
  if (known !== undefined) return known;
  const compiled = compileClocks(plan.configuration, shop, plan.groups.get(group), named);
  plan.clockPlans.set(name, compiled);
  return compiled;
}

/** The clocks of a shop that a marketplace would count: replies, with a moment of breach. */
export function rateClocksOf(plan: Plan, shop: string): readonly Clock[] {
  let clocks = plan.rateClocks.get(shop);
  if (clocks === undefined) {
    clocks = plan.configuration.clocks.filter(({ kind, breachMs, shops }) =>
      (kind === "round" || kind === "firstResponse") && breachMs !== undefined &&
      (shops === undefined || shops.includes(shop))
    );
    plan.rateClocks.set(shop, clocks);
  }
  return clocks;
}

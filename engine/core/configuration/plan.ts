import type {
  Clock,
  ClosingTopic,
  Configuration,
  Group,
  Route,
} from "../../contract/wire/configuration.ts";
import { type ClockPlan, compileClocks } from "./clock_plan.ts";

/** A configuration compiled for looking things up; holds nothing that the document does not say. */
export interface Plan {
  readonly hash: string;
  readonly configuration: Configuration;
  readonly groups: Map<string, Group>;
  readonly routes: Map<string, Route>;
  readonly clocks: Map<string, Clock>;
  readonly topics: Set<string>;
  /** Reasons of the second level of a rating, by id. */
  readonly reasons: Map<string, readonly number[]>;
  /** Compiled on first use, by shop and group. */
  readonly clockPlans: Map<string, ClockPlan>;
}

export function compile(hash: string, configuration: Configuration): Plan {
  return {
    hash,
    configuration,
    groups: new Map(configuration.groups.map((group) => [group.id, group])),
    routes: new Map(configuration.routes.map((route) => [route.id, route])),
    clocks: new Map(configuration.clocks.map((clock) => [clock.id, clock])),
    topics: new Set(topicIds(configuration.closingTopics)),
    reasons: new Map(configuration.rating.reasons.map((reason) => [reason.id, reason.scores])),
    clockPlans: new Map(),
  };
}

function topicIds(topics: readonly ClosingTopic[]): string[] {
  return topics.flatMap((topic) => [topic.id, ...topicIds(topic.children ?? [])]);
}

export function clocksFor(plan: Plan, shop: string, group: string): ClockPlan {
  const name = `${shop} ${group}`;
  const known = plan.clockPlans.get(name);
  if (known !== undefined) return known;
  const compiled = compileClocks(plan.configuration, shop, plan.groups.get(group));
  plan.clockPlans.set(name, compiled);
  return compiled;
}

import { periodsOf, type Scenario } from "../scenario/scenario.ts";
import { PRIORITIES } from "../scenario/visitor_class.ts";

/**
 * Weights as a person thinks of them: every class has a head start (minutes that it seems to have
 * waited already) and a pace of waiting, by period. Written into a scenario as priorities by head
 * start, because a base must not rise with the class number.
 */
export interface Weights {
  /** By period, by class. */
  heads: number[][];
  /** By class, all day. */
  slopes: number[];
}

export const plainWeights = (scenario: Scenario): Weights => ({
  heads: Array.from({ length: periodsOf(scenario) }, () => scenario.classes.map(() => 0)),
  slopes: scenario.classes.map(() => 1),
});

export function withWeights(scenario: Scenario, { heads, slopes }: Weights): Scenario {
  const ranks = heads.map((of) =>
    of.map((_, kind) => kind).toSorted((a, b) => of[b] - of[a] || a - b)
  );
  const index = ranks.map((rank, period) => {
    const least = Math.min(...heads[period]);
    const rest = PRIORITIES - rank.length;
    return {
      base: [...rank.map((kind) => heads[period][kind]), ...Array(rest).fill(least)],
      slope: [...rank.map((kind) => slopes[kind]), ...Array(rest).fill(1)],
    };
  });
  const classes = scenario.classes.map((one, kind) => ({
    ...one,
    priority: ranks.map((rank) => rank.indexOf(kind)),
  }));
  if (scenario.configuration === undefined) return { ...scenario, classes, index };
  const routes = scenario.configuration.routes.map((route) => {
    const kind = scenario.classes.findIndex((one) => one.route === route.id);
    return kind < 0 ? route : { ...route, class: classes[kind].priority[0] };
  });
  return { ...scenario, configuration: { ...scenario.configuration, routes, index: index[0] } };
}

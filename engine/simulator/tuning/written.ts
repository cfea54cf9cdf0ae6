import type { Scenario } from "../scenario/scenario.ts";

/** Weights as they would be published: by period, each class's number, base and slope. */
export function weightsOf({ classes, index, configuration, teams }: Scenario): string[] {
  const documents = configuration === undefined ? index ?? [] : [configuration.index];
  return documents.map(({ base, slope }, period) => {
    const each = classes.map(({ id, priority, teams: order }) => {
      const place = priority[Math.min(period, priority.length - 1)];
      const by = order.length > 1 ? `, teams ${order.join(" then ")}` : "";
      return `${id} class ${place}, base ${base[place]}, slope ${slope[place]}${by}`;
    });
    const when = documents.length > 1
      ? `period ${period + 1} of ${teams[0].agents.length}`
      : "all day";
    return `${when}: ${each.join("; ")}`;
  });
}

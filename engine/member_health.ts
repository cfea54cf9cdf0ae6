import type { Health } from "./health.ts";
import type { Member } from "./member.ts";
import { engineMetrics, stoppedWorkspaces } from "./metrics.ts";

/** What an engine says of itself to operators. */
export function memberHealth(member: Member): Health {
  return {
    wrong: () =>
      member.partitions().filter(({ state }) => state !== "deciding")
        .map(({ partition, state, reason }) =>
          `partition ${partition} is ${state} ${reason ?? ""}`
        ),
    degraded: () => stoppedWorkspaces(member.gauges()).map((id) => `workspace ${id} is stopped`),
    figures: () => ({ partitions: member.partitions(), gauges: member.gauges() }),
    metrics: () => engineMetrics(member.gauges()),
  };
}

import { armed } from "./deadlines/mod.ts";
import type { Gauges } from "./door.ts";
import type { PartitionState } from "./partition_state.ts";
import { rowsOf } from "./ids.ts";

export function gauges(state: PartitionState): Gauges {
  const sum: Gauges = {
    workspaces: state.workspaces.size,
    conversations: 0,
    waiting: 0,
    agents: 0,
    visitors: 0,
    deadlines: 0,
    agenda: state.agenda.length,
    ringEntries: state.ring.count,
    lastAgents: 0,
  };
  for (const workspace of state.workspaces.values()) {
    sum.conversations += workspace.ids.count;
    sum.agents += workspace.agents.length;
    sum.visitors += workspace.visitors.ids.count;
    sum.deadlines += armed(workspace.wheel);
    sum.lastAgents += workspace.lastAgents.size;
    for (const figures of workspace.figures) sum.waiting += figures?.waiting ?? 0;
  }
  return sum;
}

/** Gateways named by live sessions and by visitors: whoever is silent among them has lapsed. */
export function gateways(state: PartitionState): string[] {
  const named = new Set<string>();
  for (const { agents, visitors } of state.workspaces.values()) {
    for (const { sessions } of agents) {
      for (const { gateway, lapsed } of sessions) if (!lapsed) named.add(gateway);
    }
    for (const visitor of rowsOf(visitors.ids)) named.add(visitors.gateways[visitor]);
  }
  named.delete("");
  return [...named].sort();
}

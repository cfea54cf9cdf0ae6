import type { Draft } from "../../contract/wire/events.ts";
import type { Agent } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import { overflowOf } from "../configuration/plan.ts";
import { exactEstimate } from "../group/position.ts";
import { rowsOf } from "../ids.ts";
import { pickWork } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, STATE } from "./columns.ts";
import { crossAtOnce, mayApply } from "./crossing.ts";
import { beforeInIndex } from "./index_value.ts";
import { isPassedOver } from "./lines.ts";
import { newcomerOf, placingDrafts } from "./placing.ts";

/**
 * Room that a donor has back (routing.md, `donorMinFree`). Whoever met it below that waits at home
 * alone; once it has the room again, the one of highest index whom a rule would send over by now
 * goes there, from the original place. Asked whenever an agent has room that no line of his own
 * wants. What a full group hands on is decided on arrival: a full donor is no second line.
 */
export function donatedDrafts(ask: Asking, agent: Agent): Draft[] {
  const { workspace, now } = ask;
  const homes = homesOf(workspace, agent);
  if (homes.size === 0) return [];
  for (const handle of candidates(ask, homes)) {
    const newcomer = newcomerOf(workspace, handle);
    const placing = crossAtOnce(ask, newcomer);
    if (placing.state !== "assigned") continue;
    // somebody whose own line comes first: that step is pending, and asks here again
    if (pickWork(workspace.routing, placing.agent.handle, now) !== undefined) continue;
    const waitMs = now - workspace.conversations.column.queuedAt[handle];
    const why = { ...placing.why, code: "drained" as const, waitMs };
    return placingDrafts(ask, { ...placing, why }, newcomer, { class: 0, enqueuedAt: 0 });
  }
  return [];
}

/** A home whose people may come over: by estimate only those far back. */
interface Home {
  estimateOverMs?: number;
}

/** By number: the groups with somebody in line to whom the agent's groups are such a donor. */
function homesOf(workspace: Workspace, agent: Agent): Map<number, Home> {
  const { plan, groups } = workspace;
  const homes = new Map<number, Home>();
  const donors = new Set(agent.record.memberships.map(({ group }) => group));
  for (const home of plan?.groups.keys() ?? []) {
    const number = groups.index.get(home);
    if (number === undefined || (workspace.figures[number]?.waiting ?? 0) === 0) continue;
    for (const edge of overflowOf(plan!, home)) {
      const { when, to, donorMinFree = 0, estimateOverMs } = edge.rule;
      if (donorMinFree === 0 || when === "full" || !donors.has(to)) continue;
      if (!mayApply(workspace, edge)) continue;
      const known = homes.get(number);
      const overMs = when === "longEstimate" ? estimateOverMs ?? 0 : undefined;
      homes.set(number, known === undefined ? { estimateOverMs: overMs } : {});
    }
  }
  return homes;
}

/** Of one line, so many are tried before the next: the first may have declined whoever is free. */
const TRIED_PER_LINE = 8;

/** Highest index first, a few of each line. */
function candidates(ask: Asking, homes: Map<number, Home>): number[] {
  const { workspace, now } = ask;
  const c = workspace.conversations.column;
  const lines = new Map<string, number[]>();
  for (const handle of rowsOf(workspace.ids)) {
    if (!homes.has(c.home[handle]) || c.state[handle] !== STATE.waiting) continue;
    if ((c.flags[handle] & FLAG.lined) === 0 || isPassedOver(workspace, handle)) continue;
    const line = [c.home, c.lineClass, c.cost, c.requirement].map((one) => one[handle]).join(" ");
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [handle]);
    else known.push(handle);
  }
  const inOrder = (a: number, b: number) => beforeInIndex(workspace, a, b, now) ? -1 : 1;
  return [...lines.values()].flatMap((line) => {
    line.sort((a, b) => c.enqueuedAt[a] - c.enqueuedAt[b] || c.order[a] - c.order[b]);
    const from = firstBeyond(ask, line, homes.get(c.home[line[0]])!);
    return line.slice(from, from + TRIED_PER_LINE);
  }).sort(inOrder);
}

/** Where in a line the estimate passes what the rule allows: it grows from place to place. */
function firstBeyond({ workspace, now }: Asking, line: number[], { estimateOverMs }: Home): number {
  if (estimateOverMs === undefined) return 0;
  let [from, until] = [0, line.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    const estimate = exactEstimate(workspace, line[middle], now);
    if ((estimate?.fromMs ?? 0) > estimateOverMs) until = middle;
    else from = middle + 1;
  }
  return from;
}

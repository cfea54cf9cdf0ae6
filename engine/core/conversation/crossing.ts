import type { Why } from "../../contract/wire/why.ts";
import { isAttended } from "../agent/channels.ts";
import type { Asking } from "../asking.ts";
import type { OverflowEdge } from "../configuration/overflow_plan.ts";
import { overflowOf } from "../configuration/plan.ts";
import { sharingName } from "../configuration/overflow_plan.ts";
import { exactEstimate } from "../group/position.ts";
import { canQueue, freeMembers, NO_REQUIREMENT } from "../routing/mod.ts";
import { unreachable } from "../unreachable.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import { groupNumber } from "./lines.ts";
import {
  type Crossing,
  freeAgent,
  type Newcomer,
  newcomerOf,
  type Placing,
  whyOf,
} from "./placing.ts";
import { standsIn } from "./steps.ts";

/**
 * Overflow that acts at once, along the flat list of the home group. A full donor is no help; an
 * attended one is a second line for whoever has nobody at home, or a long queue before them.
 */
export function crossAtOnce(ask: Asking, newcomer: Newcomer): Placing {
  const { workspace } = ask;
  const { home, handle } = newcomer;
  const names = workspace.groups.words;
  const waiting: Placing = { state: "waiting", why: whyWaits(ask, newcomer, home) };
  const { plan } = workspace;
  const reached = new Set([names[home], ...standing(ask, handle)]);
  const steps = new Map<string, Crossing>();
  for (const edge of plan === undefined ? [] : overflowOf(plan, names[home])) {
    const { rule, at, index } = edge;
    if (!reached.has(at)) continue;
    if (handle !== undefined && standsIn(workspace, handle, rule.to)) continue;
    const cause = causeOf(ask, newcomer, edge);
    if (cause === undefined) continue;
    const to = groupNumber(workspace, rule.to);
    const through = pathTo(steps, at);
    const crossed = {
      rule: index,
      from: at,
      to,
      through,
      why: { ...cause, from: at, to: rule.to },
    };
    const enough = freeMembers(workspace.routing, to, newcomer.need.cost) >=
      (rule.donorMinFree ?? 0);
    const agent = enough ? freeAgent(ask, to, newcomer) : undefined;
    if (agent !== undefined) {
      return { state: "assigned", agent, group: to, why: whyOf(ask, agent, to), crossed };
    }
    reached.add(rule.to);
    if (!steps.has(rule.to)) steps.set(rule.to, crossed);
    if (enough && waiting.crossed === undefined && joins(ask, newcomer, edge, to)) {
      waiting.crossed = crossed;
    }
  }
  return waiting;
}

/** The steps of this walk that lead to a group; none to one where it stands already. */
function pathTo(steps: ReadonlyMap<string, Crossing>, group: string): Crossing[] {
  const step = steps.get(group);
  return step === undefined ? [] : [...step.through, step];
}

/** Groups in whose lines it stands besides home. */
function standing({ workspace }: Asking, handle: number | undefined): string[] {
  if (handle === undefined) return [];
  const c = workspace.conversations.column;
  return [c.over0[handle], c.over1[handle], c.over2[handle]]
    .filter((group) => group !== NOBODY).map((group) => workspace.groups.words[group]);
}

/** `noAgents` = nobody eligible is online; `full` = somebody is, all saturated. */
function whyWaits({ workspace }: Asking, { need }: Newcomer, group: number): Why {
  const code = isAttended(workspace, group, need.requirement) ? "full" : "noAgents";
  return { code, waiting: workspace.figures[group]?.waiting ?? 0 };
}

/** Why a rule applies now, with its numbers; undefined when it does not. */
function causeOf(ask: Asking, newcomer: Newcomer, edge: OverflowEdge): Why | undefined {
  const { workspace, now } = ask;
  const { rule, at, afterMs } = edge;
  const group = groupNumber(workspace, at);
  switch (rule.when) {
    case "noAgents":
    case "full": {
      const why = whyWaits(ask, newcomer, group);
      return why.code === rule.when ? why : undefined;
    }
    case "longQueue": {
      const waiting = workspace.figures[group]?.waiting ?? 0;
      const threshold = rule.minQueue ?? 1;
      return isShort(workspace, edge) ? undefined : { code: "longQueue", waiting, threshold };
    }
    case "longEstimate": {
      const { handle } = newcomer;
      const lined = handle !== undefined && group === newcomer.home && isLined(workspace, handle);
      const estimateMs = lined ? exactEstimate(workspace, handle, now)?.fromMs : undefined;
      const threshold = rule.estimateOverMs ?? 0;
      return estimateMs === undefined || estimateMs <= threshold
        ? undefined
        : { code: "longEstimate", estimateMs, threshold };
    }
    case "timeout": {
      const { handle } = newcomer;
      if (handle === undefined || !isLined(workspace, handle)) return undefined;
      const waitMs = now - workspace.conversations.column.queuedAt[handle];
      return waitMs < afterMs ? undefined : { code: "timeout", waitMs, afterMs };
    }
    default:
      return unreachable(rule.when);
  }
}

function isLined(workspace: Workspace, handle: number): boolean {
  const { state, flags } = workspace.conversations.column;
  return state[handle] === STATE.waiting && (flags[handle] & FLAG.lined) !== 0;
}

/** No such queue yet, or a sharing that has not opened. */
function isShort(workspace: Workspace, { rule, at }: OverflowEdge): boolean {
  const waiting = workspace.figures[groupNumber(workspace, at)]?.waiting ?? 0;
  const shut = rule.threshold !== undefined &&
    !workspace.sharing.has(sharingName({ at, to: rule.to }));
  return waiting < (rule.minQueue ?? 1) || shut;
}

/** Whether a rule could concern anybody in line now: cheap, and never wrongly no. */
export function mayApply(workspace: Workspace, edge: OverflowEdge): boolean {
  const group = groupNumber(workspace, edge.at);
  switch (edge.rule.when) {
    case "longQueue":
      return !isShort(workspace, edge);
    case "noAgents":
      return [NO_REQUIREMENT, ...workspace.needs.keys()]
        .some((need) => !isAttended(workspace, group, need));
    default:
      return true;
  }
}

/**
 * Whether another rule than sharing would send it over by now: then it stays in that line when the
 * sharing closes.
 */
export function standsByItself(ask: Asking, handle: number, to: string): boolean {
  const { workspace } = ask;
  const { plan, conversations: { column }, groups } = workspace;
  if (plan === undefined) return false;
  const home = groups.words[column.home[handle]];
  const reached = [home, ...standing(ask, handle)];
  const newcomer = newcomerOf(workspace, handle);
  return overflowOf(plan, home).some((edge) =>
    edge.rule.to === to && edge.rule.when !== "full" && reached.includes(edge.at) &&
    causeOf(ask, newcomer, edge) !== undefined
  );
}

/** Whether it waits in the other line as well: as soon as there are people (unattended.ts). */
function joins(
  { workspace }: Asking,
  { need }: Newcomer,
  { rule }: OverflowEdge,
  to: number,
): boolean {
  if (rule.when === "full" || !canQueue(workspace.routing, to, need.requirement)) return false;
  return isAttended(workspace, to, need.requirement);
}

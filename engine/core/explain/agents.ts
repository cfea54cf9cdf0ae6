import type { Group } from "../../contract/wire/configuration.ts";
import type { ExplainedAgent, Ineligible } from "../../contract/wire/explanation.ts";
import { closedChannels, splitRequirement } from "../agent/channels.ts";
import type { Agent } from "../agent/state.ts";
import { idAt } from "../ids.ts";
import {
  firstFailing,
  idleSince,
  lastChosen,
  openWindows,
  turnAccount,
  usedUnits,
} from "../routing/mod.ts";
import { needOf } from "../conversation/lines.ts";
import type { Workspace } from "../workspace/state.ts";

/** An item as the rules of eligibility see it. */
export interface Asked {
  handle: number;
  group: number;
  groupId: string;
  requirements: readonly string[];
  channel: string;
  shop: string;
  visitor: string;
}

const LEVEL_MAX = 5;

export function explainAgent(
  workspace: Workspace,
  agent: Agent,
  asked: Asked,
  group: Group | undefined,
  now: number,
  turn: number | undefined,
): ExplainedAgent {
  const { record, terms: { capacityUnits, windowCap } } = agent;
  const used = usedUnits(workspace.routing, agent.handle);
  const failing = failingOf(workspace, agent, asked);
  const idleMs = Math.max(0, now - idleSince(workspace.routing, agent.handle));
  const servedLast = workspace.lastAgents.get(asked.visitor)?.agent === agent.id;
  const level = levelOf(agent, asked);
  const weight = record.memberships.find((one) => one.group === asked.groupId)?.weight ?? 0;
  return {
    agent: agent.id,
    eligible: failing === undefined,
    ...(failing === undefined ? {} : { failing }),
    usedUnits: used,
    capacityUnits,
    windows: openWindows(workspace.routing, agent.handle),
    windowCap,
    idleMs,
    level,
    weight,
    servedLast,
    ...(turn === undefined ? {} : { turn }),
    ...accountOf(workspace, agent, asked, group),
    ...scoreOf(group, { used, capacity: capacityUnits, level, idleMs, servedLast }),
  };
}

/** The rules in words first, as routing.md asks them; then the kernel's own last word. */
function failingOf(workspace: Workspace, agent: Agent, asked: Asked): Ineligible | undefined {
  const { record, terms } = agent;
  const cost = workspace.conversations.column.cost[asked.handle];
  if (agent.removed) return "removed";
  if (agent.presence !== "online") return "notOnline";
  if (agent.connection !== "connected") return "notConnected";
  if (!record.memberships.some(({ group }) => group === asked.groupId)) return "notMember";
  if (!(record.channels as string[]).includes(asked.channel)) return "channel";
  const serves = record.shops === undefined || record.shops.includes(asked.shop);
  if (asked.shop !== "" && !serves) return "shop";
  if (usedUnits(workspace.routing, agent.handle) + cost > terms.capacityUnits) return "units";
  if (openWindows(workspace.routing, agent.handle) >= terms.windowCap) return "windows";
  if (closedChannels(workspace, agent).includes(asked.channel)) return "channelTable";
  return kernelsWord(workspace, agent, asked);
}

function kernelsWord(workspace: Workspace, agent: Agent, asked: Asked): Ineligible | undefined {
  const failing = firstFailing(
    workspace.routing,
    agent.handle,
    asked.group,
    needOf(workspace, asked.handle),
  );
  switch (failing) {
    case undefined:
    case "skills":
    case "excluded":
    case "reserved":
    case "notMember":
    case "units":
    case "windows":
      return failing;
    case "unavailable":
      return "offShift";
  }
}

/** The lowest level among the skills that are asked; the highest there is when none is. */
function levelOf({ record }: Agent, { requirements }: Asked): number {
  return requirements.reduce((lowest, requirement) => {
    const [skill] = splitRequirement(requirement);
    return Math.min(lowest, record.skills?.[skill] ?? 0);
  }, LEVEL_MAX);
}

/**
 * Whose turn it was, as the kernel counted before the decision: the place of each agent
 * behind the last chosen, or undefined where the group does not go in turn.
 */
export function turnsOf(
  { routing, agents }: Workspace,
  asked: Asked,
  group: Group | undefined,
): Map<Agent, number> | undefined {
  if (group?.strategy !== "roundRobin") return undefined;
  const last = lastChosen(routing, asked.group);
  const members = agents.filter(({ removed, record }) =>
    !removed && record.memberships.some((one) => one.group === asked.groupId)
  );
  const behind = members.filter(({ number }) => number > last);
  const ring = [...behind, ...members.filter(({ number }) => number <= last)];
  return new Map(ring.map((agent, at) => [agent, at + 1]));
}

function accountOf(
  { routing }: Workspace,
  agent: Agent,
  asked: Asked,
  group: Group | undefined,
): Pick<ExplainedAgent, "account"> {
  if (group?.strategy !== "weighted") return {};
  const account = turnAccount(routing, asked.group, agent.handle);
  return account === undefined ? {} : { account };
}

interface Terms {
  used: number;
  capacity: number;
  level: number;
  idleMs: number;
  servedLast: boolean;
}

/** Exactly the terms of the strategy (routing.md, choosing the agent). */
function scoreOf(group: Group | undefined, terms: Terms): Pick<ExplainedAgent, "score"> {
  const weights = group?.scored;
  if (group?.strategy !== "scored" || weights === undefined) return {};
  const { used, capacity, level, idleMs, servedLast } = terms;
  const skill = weights.skill * level / LEVEL_MAX;
  const free = weights.free * (1 - (capacity === 0 ? 1 : used / capacity));
  const idle = weights.idle * Math.min(idleMs / weights.idleCapMs, 1);
  const last = servedLast ? weights.last : 0;
  return { score: { skill, free, idle, last, sum: skill + free + idle + last } };
}

export const visitorOf = (workspace: Workspace, handle: number): string =>
  idAt(workspace.visitors.ids, workspace.conversations.column.visitor[handle]);

import type { Draft } from "../../contract/wire/events.ts";
import type { Why, WhyCode } from "../../contract/wire/why.ts";
import { CHANNELS } from "../../contract/wire/states.ts";
import { opensTo, servesShop } from "../agent/channels.ts";
import { type Agent, isAvailable } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import {
  canQueue,
  fits,
  meets,
  type Need,
  NO_REQUIREMENT,
  openWindows,
  pickAgent,
  pickWork,
  usedUnits,
} from "../routing/mod.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { conversationOfItem } from "./item_rows.ts";
import { groupNumber, LEFT_CLASS, needOf } from "./lines.ts";
import { givenDraft } from "./offers.ts";
import { crossAtOnce } from "./crossing.ts";
import { idAt } from "../ids.ts";

/**
 * Where something that has to be routed goes (routing.md): named agent, last agent, the group's
 * strategy, the overflow rules that apply at once, the line. Only reads.
 */
export interface Newcomer {
  conversation: string;
  /** Row of one that is here already. */
  handle?: number;
  need: Need;
  home: number;
  visitor: string;
  named?: string;
  /** Who had it before, tried first: the owner of parked or continued work. */
  owner?: string;
}

export type Placing =
  | { state: "assigned"; agent: Agent; group: number; why: Why; crossed?: Crossing }
  | { state: "waiting"; why: Why; crossed?: Crossing };

/** A step over to another group: rule number and target. */
export interface Crossing {
  rule: number;
  from: string;
  to: number;
  why: Why;
  /** Steps before it that found no room, from the first group on. */
  through: Crossing[];
}

export function place(ask: Asking, newcomer: Newcomer): Placing {
  const { home } = newcomer;
  const personal = placePersonally(ask, newcomer);
  if (personal !== undefined) return personal;
  const agent = freeAgent(ask, home, newcomer);
  if (agent !== undefined) {
    return { state: "assigned", agent, group: home, why: whyOf(ask, agent, home) };
  }
  return crossAtOnce(ask, newcomer);
}

function placePersonally(ask: Asking, newcomer: Newcomer): Placing | undefined {
  const { workspace } = ask;
  const tries: [id: string | undefined, code: WhyCode][] = [
    [newcomer.named, "named"],
    [newcomer.owner, "continued"],
    [lastAgentOf(ask, newcomer), "lastAgent"],
  ];
  for (const [id, code] of tries) {
    const agent = id === undefined ? undefined : agentOf(workspace, id);
    if (agent === undefined) continue;
    const group = groupFor(workspace, agent, newcomer.home);
    if (group < 0) continue;
    const takesBack = code === "lastAgent" && newcomer.handle === undefined &&
      meets(workspace.routing, agent.handle, newcomer.need.requirement) &&
      takesBackOwn(workspace, agent, newcomer.need.cost);
    if (!takesBack && !fits(workspace.routing, agent.handle, group, newcomer.need)) continue;
    if (!takesBack && isOwedElsewhere(ask, agent, newcomer.handle)) continue;
    return { state: "assigned", agent, group, why: { ...whyOf(ask, agent, group), code } };
  }
  return undefined;
}

/** Last agent first, for so long as the group says. */
function lastAgentOf(ask: Asking, newcomer: Newcomer): string | undefined {
  const { workspace, now } = ask;
  const last = workspace.lastAgents.get(newcomer.visitor);
  const group = workspace.plan?.groups.get(workspace.groups.words[newcomer.home]);
  if (last === undefined || group === undefined) return undefined;
  const recent = group.lastAgentMs > 0 && now - last.at <= group.lastAgentMs;
  return recent ? last.agent : undefined;
}

/**
 * *Busy* gets nothing new but takes back own returning visitors while there is room, within the
 * shift. `wrapping`: units of this very item that the agent still writes up, and which are free once
 * it is back.
 */
function takesBackOwn(
  workspace: Workspace,
  agent: Agent,
  cost: number,
  wrapping?: number,
): boolean {
  const present = agent.presence === "busy" || (wrapping !== undefined && isAvailable(agent));
  if (!present || agent.connection !== "connected" || agent.removed || agent.offShift) return false;
  const { capacityUnits, windowCap } = agent.terms;
  const used = usedUnits(workspace.routing, agent.handle) - (wrapping ?? 0);
  const windows = openWindows(workspace.routing, agent.handle) - (wrapping === undefined ? 0 : 1);
  return used + cost <= capacityUnits && windows < windowCap;
}

/** The group in which an agent gets something: `preferred` when a member, else the first known. */
export function groupFor(workspace: Workspace, agent: Agent, preferred: number): number {
  const groups = agent.record.memberships.map(({ group }) => group)
    .filter((group) => workspace.plan?.groups.has(group))
    .map((group) => groupNumber(workspace, group));
  return groups.includes(preferred) ? preferred : groups[0] ?? -1;
}

/** The strategy's choice, unless freed capacity is still being drained to somebody who waits. */
export function freeAgent(
  ask: Asking,
  group: number,
  { need, visitor, handle: own }: Pick<Newcomer, "need" | "visitor" | "handle">,
): Agent | undefined {
  const { workspace, now } = ask;
  const last = workspace.lastAgents.get(visitor);
  const lastAgent = last === undefined ? undefined : agentOf(workspace, last.agent)?.handle;
  const handle = pickAgent(workspace.routing, group, { ...need, now, lastAgent });
  if (handle < 0) return undefined;
  const agent = workspace.agents[workspace.agentOfHandle.get(handle)!];
  return own === undefined && isOwedElsewhere(ask, agent) ? undefined : agent;
}

/**
 * While follow-ups are pending somebody may wait for the very room that a newcomer sees; one that
 * stands in line itself is not somebody else.
 */
function isOwedElsewhere({ state, workspace, now }: Asking, agent: Agent, own?: number): boolean {
  if (state.agenda.length === 0) return false;
  const work = pickWork(workspace.routing, agent.handle, now);
  return work !== undefined &&
    (own === undefined || conversationOfItem(workspace, work.item) !== own);
}

export function whyOf(ask: Asking, agent: Agent, group: number): Why {
  const { workspace } = ask;
  const rule = workspace.plan?.groups.get(workspace.groups.words[group]);
  return {
    code: rule?.strategy ?? "leastOccupied",
    used: usedUnits(workspace.routing, agent.handle),
    capacity: agent.terms.capacityUnits,
  };
}

/** A conversation that is here already, as something to be placed; `owner` is tried first. */
export function newcomerOf(workspace: Workspace, handle: number, owner?: string): Newcomer {
  const c = workspace.conversations.column;
  return {
    conversation: idAt(workspace.ids, handle),
    handle,
    need: needOf(workspace, handle),
    home: c.home[handle],
    visitor: idAt(workspace.visitors.ids, c.visitor[handle]),
    owner,
  };
}

/**
 * Whether somebody's former work can go straight back to them. They have it already: neither a
 * skill nor a refusal from before counts, what they do at present does.
 */
export function ownerHasRoom(
  workspace: Workspace,
  handle: number,
): { agent: Agent; group: number } | undefined {
  const c = workspace.conversations.column;
  const agent = workspace.agents[c.owner[handle]];
  if (agent === undefined) return undefined;
  const group = groupFor(workspace, agent, c.group[handle]);
  if (group < 0) return undefined;
  const cost = c.cost[handle];
  if (workspace.wrapUps.has(handle)) {
    return takesBackOwn(workspace, agent, cost, c.weight[handle]) ? { agent, group } : undefined;
  }
  const back = agent.presence === "busy"
    ? takesBackOwn(workspace, agent, cost)
    : fits(workspace.routing, agent.handle, group, { cost, requirement: NO_REQUIREMENT });
  const opens = opensTo(agent, CHANNELS[c.channel[handle]]) && servesShop(workspace, agent, handle);
  return back && opens ? { agent, group } : undefined;
}

/** Back to the owner at once, or to the line at the given place; the agenda looks further. */
export function backDrafts(
  workspace: Workspace,
  handle: number,
  enqueuedAt: number,
  why: Why,
): Draft[] {
  const conversation = idAt(workspace.ids, handle);
  const back = ownerHasRoom(workspace, handle);
  if (back === undefined) return [queuedDraft(workspace, handle, enqueuedAt, why)];
  const group = workspace.groups.words[back.group];
  const used = usedUnits(workspace.routing, back.agent.handle);
  const capacity = back.agent.terms.capacityUnits;
  return [{
    type: "conversation.assigned",
    conversation,
    agent: back.agent.id,
    group,
    why: { code: "continued", used, capacity },
  }];
}

export function queuedDraft(
  workspace: Workspace,
  handle: number,
  enqueuedAt: number,
  why: Why,
): Draft<"conversation.queued"> {
  const c = workspace.conversations.column;
  return {
    type: "conversation.queued",
    conversation: idAt(workspace.ids, handle),
    group: workspace.groups.words[c.home[handle]],
    class: why.code === "due" ? LEFT_CLASS : c.class[handle],
    enqueuedAt,
    why,
  };
}

/** The events of a placing. A conversation that waits stands in its home line first. */
export function placingDrafts(
  ask: Asking,
  placing: Placing,
  newcomer: Newcomer,
  line: { class: number; enqueuedAt: number },
): Draft[] {
  const { conversation, home, handle } = newcomer;
  const names = ask.workspace.groups.words;
  const { crossed } = placing;
  if (placing.state === "assigned") {
    const { agent, group, why } = placing;
    const given = givenDraft(ask, conversation, handle, agent, names[group], why);
    const whole = given.type === "conversation.assigned";
    return [...crossingDrafts(ask.workspace, newcomer, crossed, whole), given];
  }
  const over = crossingDrafts(ask.workspace, newcomer, crossed, false);
  return [
    { type: "conversation.queued", conversation, group: names[home], ...line, why: placing.why },
    ...over,
  ];
}

/**
 * Every step on the way to who serves it (routing.md). Where it only waits or is offered, it stands
 * in the last group's line alone, so one event leads there from the first group.
 */
function crossingDrafts(
  { routing, groups: { words } }: Workspace,
  { conversation, need }: Newcomer,
  crossed: Crossing | undefined,
  whole: boolean,
): Draft[] {
  if (crossed === undefined) return [];
  const { through } = crossed;
  const told = whole && through.every(({ to }) => canQueue(routing, to, need.requirement));
  const steps = told
    ? [...through, crossed]
    : [{ ...crossed, from: through[0]?.from ?? crossed.from }];
  return steps.map(({ rule, from, to, why }) => ({
    type: "conversation.overflowed",
    conversation,
    from,
    to: words[to],
    step: rule,
    why,
  }));
}

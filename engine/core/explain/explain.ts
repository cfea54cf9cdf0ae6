import type { Batch } from "../../contract/batch.ts";
import type { Event } from "../../contract/wire/events.ts";
import type { Explanation } from "../../contract/wire/explanation.ts";
import { apply } from "../commit.ts";
import type { PartitionState } from "../partition_state.ts";
import { agentOf, conversationOf, type Workspace } from "../workspace/state.ts";
import { type Asked, explainAgent, turnsOf, visitorOf } from "./agents.ts";
import { ranked } from "./order.ts";
import { explainWork } from "./work.ts";

/**
 * Why this agent? The journal keeps of a decision the closed code and its numbers; everything else
 * is read off the state right before it, which a replay brings back. So an explanation costs the
 * engine nothing until somebody asks, and then a replay somewhere else.
 */
const CANDIDATES_MAX = 20;

/**
 * Applies the events of a batch that come before one of a workspace, and explains that one. For a
 * state that nothing else is done with: the batch is left half applied. Undefined when the event is
 * not in the batch or is no decision about a conversation.
 */
export function explainIn(
  state: PartitionState,
  batch: Batch,
  workspace: string,
  seq: number,
): Explanation | undefined {
  for (const event of batch.events) {
    if (event.workspace === workspace && event.seq === seq) return explainOne(state, event);
    apply(state, event);
  }
  return undefined;
}

function explainOne(state: PartitionState, event: Event): Explanation | undefined {
  const workspace = state.workspaces.get(event.workspace);
  if (workspace?.plan === undefined || !("conversation" in event)) return undefined;
  if (event.type === "conversation.opened") return undefined;
  const handle = conversationOf(workspace, event.conversation);
  if (handle < 0) return undefined;
  const c = workspace.conversations.column;
  const asked = askedOf(workspace, handle, event);
  const group = workspace.plan.groups.get(asked.groupId);
  const winner = "agent" in event && typeof event.agent === "string" ? event.agent : undefined;
  const turns = turnsOf(workspace, asked, group);
  const agents = workspace.agents
    .filter(({ id, removed, record }) =>
      id === winner || (!removed && record.memberships.some((one) => one.group === asked.groupId))
    )
    .map((agent) => explainAgent(workspace, agent, asked, group, event.at, turns?.get(agent)));
  const strategy = group?.strategy ?? "leastOccupied";
  return {
    conversation: event.conversation,
    seq: event.seq,
    at: event.at,
    event: event.type,
    by: event.by,
    ...("why" in event ? { why: event.why } : {}),
    configuration: { version: workspace.version, hash: workspace.hash },
    group: asked.groupId,
    strategy,
    item: {
      class: c.lineClass[handle],
      costUnits: c.cost[handle],
      requirements: [...asked.requirements],
      channel: asked.channel,
      shop: workspace.words.words[c.shop[handle]],
      enqueuedAt: c.enqueuedAt[handle],
      waitedMs: Math.max(0, event.at - c.queuedAt[handle]),
    },
    ...(winner === undefined ? {} : { winner }),
    candidates: ranked(strategy, agents).slice(0, CANDIDATES_MAX),
    looked: agents.length,
    eligible: agents.filter(({ eligible }) => eligible).length,
    ...workField(workspace, event, winner),
  };
}

function askedOf(workspace: Workspace, handle: number, event: Event): Asked {
  const c = workspace.conversations.column;
  const named = "group" in event && typeof event.group === "string" ? event.group : undefined;
  const group = workspace.groups.index.get(named ?? "") ?? c.home[handle];
  const need = workspace.needs.get(c.requirement[handle])!;
  return {
    handle,
    group,
    groupId: workspace.groups.words[group],
    requirements: need.requirements,
    channel: need.channel,
    shop: need.shop,
    visitor: visitorOf(workspace, handle),
  };
}

/** Freed capacity chose among what waits, not among agents. */
function workField(
  workspace: Workspace,
  event: Event,
  winner: string | undefined,
): Pick<Explanation, "work"> {
  const drained = "why" in event && event.why?.code === "drained";
  const agent = winner === undefined ? undefined : agentOf(workspace, winner);
  if (!drained || agent === undefined) return {};
  return { work: explainWork(workspace, agent, event.at, CANDIDATES_MAX) };
}

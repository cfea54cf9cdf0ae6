import type { Draft } from "../../contract/wire/events.ts";
import type { Event } from "../../contract/wire/events.ts";
import { pushDrain } from "../agenda.ts";
import { idAt } from "../ids.ts";
import type { PartitionState } from "../partition_state.ts";
import { release, reweigh } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, STATE } from "./columns.ts";
import { tellChannels } from "../agent/channels.ts";

/**
 * Capacity as work: what a conversation weighs on its agent while nothing happens in it, and for a
 * while after its end. Asleep it counts `dormantCostUnits`; the visitor's next word wakes it at its
 * full cost, which may pass the capacity and then keeps new work away, and never the window cap,
 * because the window was open all the time.
 */

/** Asleep conversations count a fifth of a chat unless the route says otherwise. */
const DORMANT_COST_UNITS = 4;

function dormantTerms(
  workspace: Workspace,
  handle: number,
): { afterMs: number; costUnits: number } | undefined {
  const { route, cost } = workspace.conversations.column;
  const rule = workspace.plan?.routes.get(workspace.words.words[route[handle]]);
  if (rule?.dormantAfterMs === undefined) return undefined;
  const costUnits = Math.min(rule.dormantCostUnits ?? DORMANT_COST_UNITS, cost[handle]);
  return { afterMs: rule.dormantAfterMs, costUnits };
}

/** When it falls asleep: the last word is the agent's, and nobody is asked to take it over. */
export function dormantDueAt(workspace: Workspace, handle: number): number {
  const c = workspace.conversations.column;
  const awake = c.kind[handle] === 0 && c.state[handle] === STATE.assigned &&
    c.weight[handle] === c.cost[handle];
  if (!awake || c.roundBeganAt[handle] > 0 || workspace.offers.has(handle)) return Infinity;
  if ((c.flags[handle] & FLAG.lastAgent) === 0) return Infinity;
  const terms = dormantTerms(workspace, handle);
  if (terms === undefined || terms.costUnits === c.cost[handle]) return Infinity;
  return Math.max(c.lastAgentAt[handle], c.assignedAt[handle]) + terms.afterMs;
}

export function dormantDrafts(workspace: Workspace, handle: number): Draft[] {
  const c = workspace.conversations.column;
  const { afterMs, costUnits } = dormantTerms(workspace, handle)!;
  const agent = workspace.agents[c.owner[handle]].id;
  const conversation = idAt(workspace.ids, handle);
  return [{ type: "conversation.dormant", conversation, agent, costUnits, afterMs }];
}

/** Before the visitor's word, when it wakes what slept. */
export function wokenDrafts(workspace: Workspace, handle: number): Draft[] {
  const c = workspace.conversations.column;
  const asleep = c.state[handle] === STATE.assigned && c.weight[handle] !== c.cost[handle];
  if (!asleep) return [];
  const agent = workspace.agents[c.owner[handle]].id;
  const conversation = idAt(workspace.ids, handle);
  return [{ type: "conversation.woken", conversation, agent, costUnits: c.cost[handle] }];
}

export function applyWeight(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.dormant" | "conversation.woken">,
): void {
  const c = workspace.conversations.column;
  const agent = workspace.agents[c.owner[handle]];
  reweigh(workspace.routing, agent.handle, c.weight[handle], event.costUnits);
  c.weight[handle] = event.costUnits;
  if (event.type === "conversation.dormant") pushDrain(state, workspace, agent.id);
}

/** After the end: the agent writes up, and has the room again when the time is over. */
export function beginWrapUp(workspace: Workspace, handle: number, untilAt: number): void {
  const agent = workspace.agents[workspace.conversations.column.owner[handle]];
  agent.held.delete(handle);
  agent.wrapping.add(handle);
  workspace.wrapUps.set(handle, untilAt);
}

export function endWrapUp(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  at: number,
): void {
  if (!workspace.wrapUps.delete(handle)) return;
  const c = workspace.conversations.column;
  const agent = workspace.agents[c.owner[handle]];
  agent.wrapping.delete(handle);
  release(workspace.routing, agent.handle, c.weight[handle], at);
  tellChannels(workspace, agent);
  pushDrain(state, workspace, agent.id);
}

export function wrappedUpDrafts(workspace: Workspace, handle: number): Draft[] {
  if (!workspace.wrapUps.has(handle)) return [];
  const agent = workspace.agents[workspace.conversations.column.owner[handle]].id;
  return [{ type: "conversation.wrapped_up", conversation: idAt(workspace.ids, handle), agent }];
}

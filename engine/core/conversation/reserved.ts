import type { Draft } from "../../contract/wire/events.ts";
import { pushDrain } from "../agenda.ts";
import type { Agent } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import { idAt } from "../ids.ts";
import type { PartitionState } from "../partition_state.ts";
import { reservedAgent, reservedItem, usedUnits } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { conversationOfItem } from "./item_rows.ts";

/**
 * Large items that would starve: when units are freed that do not suffice, the kernel keeps the
 * agent for them. The event tells it once; what is told here and no longer true in the kernel has
 * ended, and the agent is free for others.
 */
export function reservedDrafts(ask: Asking, agent: Agent): Draft[] {
  const { workspace, now } = ask;
  const item = reservedItem(workspace.routing, agent.handle);
  const handle = item < 0 ? undefined : conversationOfItem(workspace, item);
  if (handle === undefined || workspace.reservedFor.get(handle) === agent.number) return [];
  const c = workspace.conversations.column;
  const used = usedUnits(workspace.routing, agent.handle);
  return [{
    type: "conversation.reserved",
    conversation: idAt(workspace.ids, handle),
    agent: agent.id,
    costUnits: c.cost[handle],
    freeUnits: agent.terms.capacityUnits - used,
    waitMs: now - c.queuedAt[handle],
  }];
}

/** After every event while anything is reserved: few entries, one per agent at most. */
export function endReservations(state: PartitionState, workspace: Workspace): void {
  for (const [handle, number] of workspace.reservedFor) {
    const agent = workspace.agents[number];
    const item = workspace.conversations.column.item[handle];
    const known = conversationOfItem(workspace, item) === handle;
    if (known && reservedAgent(workspace.routing, item) === agent.handle) continue;
    workspace.reservedFor.delete(handle);
    pushDrain(state, workspace, agent.id);
  }
}

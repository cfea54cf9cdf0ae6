import type { Event } from "../../contract/wire/events.ts";
import { pushDrain, pushPlace, pushReturn } from "../agenda.ts";
import { scheduleReturn } from "../agent/returns.ts";
import { nameOf } from "../names.ts";
import type { PartitionState } from "../partition_state.ts";
import { exclude } from "../routing/mod.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { NOBODY } from "./columns.ts";
import { load, markGone, passOver, renewItem, stand, stepOut, unload } from "./lines.ts";

/**
 * A transfer with offer: the sender stays owner; the receiver's slot is reserved from the offer on.
 * A group without a free member has the item in its line, at its original place, while the sender
 * still serves it; the member who gets room is named by a second offer.
 */

export function applyTransferOffered(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.transfer_offered">,
): void {
  const c = workspace.conversations.column;
  voidOffer(state, workspace, handle, event.at);
  const { from, to, agent, untilAt, note } = event;
  workspace.offers.set(handle, { from, to, agent, untilAt, note });
  const receiver = agent === undefined ? undefined : agentOf(workspace, agent);
  if (receiver !== undefined) {
    c.reserved[handle] = receiver.number;
    load(workspace, receiver, handle, event.at, "offered");
    if ("group" in to) pushDrain(state, workspace, receiver.id);
    return;
  }
  if (!("group" in to)) throw new Error("an offer to an agent names the agent");
  const owner = workspace.agents[c.owner[handle]];
  exclude(workspace.routing, c.item[handle], owner.handle);
  markGone(workspace, handle);
  stand(workspace, handle, nameOf(workspace.groups, to.group));
  pushPlace(state, workspace, handle);
}

export function applyTransferred(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.transferred">,
): void {
  const c = workspace.conversations.column;
  const from = workspace.agents[c.owner[handle]];
  const to = agentOf(workspace, event.to);
  if (to === undefined || !to.offered.delete(handle)) throw new Error("transferred unoffered");
  unload(workspace, from, handle, event.at, "held");
  pushDrain(state, workspace, from.id);
  to.held.add(handle);
  c.owner[handle] = to.number;
  c.weight[handle] = c.cost[handle];
  c.reserved[handle] = NOBODY;
  c.group[handle] = c.home[handle] = nameOf(workspace.groups, event.group);
  c.assignedAt[handle] = event.at;
  workspace.offers.delete(handle);
  workspace.why[handle] = { code: "transferAccepted", from: event.from, to: event.to };
}

export function applyTransferReturned(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.transfer_returned">,
): void {
  const receiver = workspace.agents[workspace.conversations.column.reserved[handle]];
  voidOffer(state, workspace, handle, event.at);
  workspace.why[handle] = { code: "transferReturned" };
  if (receiver === undefined) return;
  if (event.cause === "declined" || event.cause === "timeout") {
    passOver(workspace, handle, receiver);
  }
  if (event.cause !== "unavailable") return;
  if (receiver.connection === "gone") scheduleReturn(state, workspace, receiver, event.at);
  else pushReturn(state, workspace, receiver.id);
}

/** Ends an offer whatever ended it: frees the reserved slot or leaves the group's line. */
export function voidOffer(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  at: number,
): void {
  const offer = workspace.offers.get(handle);
  if (offer === undefined) return;
  const c = workspace.conversations.column;
  workspace.offers.delete(handle);
  const receiver = workspace.agents[c.reserved[handle]];
  c.reserved[handle] = NOBODY;
  if (receiver !== undefined) {
    unload(workspace, receiver, handle, at, "offered");
    pushDrain(state, workspace, receiver.id);
    return;
  }
  stepOut(workspace, handle);
  renewItem(workspace, handle);
}

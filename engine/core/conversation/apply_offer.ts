import type { Event } from "../../contract/wire/events.ts";
import { pushDrain, pushPlace, pushReturn } from "../agenda.ts";
import { scheduleReturn } from "../agent/returns.ts";
import { waitEnded } from "../group/figures.ts";
import { nameOf } from "../names.ts";
import type { PartitionState } from "../partition_state.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { voidOffer } from "./apply_transfer.ts";
import { FLAG, NOBODY } from "./columns.ts";
import { countWaiting, load, passOver, standEverywhere, stepOut } from "./lines.ts";
import { isAssignmentOffer } from "./offers.ts";

/**
 * A tentative assignment: out of the lines while the agent may answer, with the slot reserved; back
 * at the same places when the answer is no or none. Its state stays `waiting` all the while.
 */

export function applyOffered(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.offered">,
): void {
  const c = workspace.conversations.column;
  const waited = (c.flags[handle] & FLAG.lined) !== 0;
  countWaiting(workspace, c.home[handle], event.at);
  stepOut(workspace, handle);
  const agent = agentOf(workspace, event.agent);
  if (agent === undefined) throw new Error("an offer names an agent who is not in the roster");
  const { group, untilAt, why } = event;
  const to = { agent: agent.id };
  workspace.offers.set(handle, {
    kind: "assignment",
    ...(waited ? { waited } : {}),
    from: group,
    to,
    agent: agent.id,
    untilAt,
  });
  c.reserved[handle] = agent.number;
  c.group[handle] = nameOf(workspace.groups, group);
  workspace.why[handle] = why;
  load(workspace, agent, handle, event.at, "offered");
  // whoever it stood before may be next; a newcomer stood before nobody
  if (waited) pushDrain(state, workspace, agent.id);
}

/** The reserved slot becomes the owned one; true when this very agent had the offer. */
export function takeUpOffer(
  workspace: Workspace,
  handle: number,
  agent: { number: number; held: Set<number>; offered: Set<number> },
): boolean {
  const c = workspace.conversations.column;
  if (!isAssignmentOffer(workspace, handle) || c.reserved[handle] !== agent.number) return false;
  if (workspace.offers.get(handle)!.waited) {
    waitEnded(workspace.figures[c.home[handle]], undefined);
  }
  workspace.offers.delete(handle);
  c.reserved[handle] = NOBODY;
  agent.offered.delete(handle);
  agent.held.add(handle);
  c.weight[handle] = c.cost[handle];
  return true;
}

export function applyUnanswered(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.declined" | "conversation.offer_expired">,
): void {
  const c = workspace.conversations.column;
  const agent = workspace.agents[c.reserved[handle]];
  voidOffer(state, workspace, handle, event.at);
  c.group[handle] = c.home[handle];
  countWaiting(workspace, c.home[handle], event.at);
  standEverywhere(workspace, handle);
  pushPlace(state, workspace, handle);
  const left = event.type === "conversation.offer_expired" && event.cause === "unavailable";
  if (!left) return passOver(workspace, handle, agent);
  if (agent.connection === "gone") scheduleReturn(state, workspace, agent, event.at);
  else pushReturn(state, workspace, agent.id);
}

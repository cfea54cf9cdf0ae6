import type { Event } from "../../contract/wire/events.ts";
import { pushDrain, pushGoOver, pushPlace, pushReturn, pushShare } from "../agenda.ts";
import type { Agent } from "../agent/state.ts";
import { nameOf } from "../names.ts";
import { noteMoved } from "../group/unattended.ts";
import type { PartitionState } from "../partition_state.ts";
import { leaveLine } from "../routing/mod.ts";
import { ITEM_KINDS } from "../../contract/wire/states.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import {
  countWaiting,
  endWait,
  forgetOverflow,
  isPassedOver,
  LEFT_CLASS,
  load,
  passOver,
  stand,
  standEverywhere,
  stepOut,
  unload,
} from "./lines.ts";
import { scheduleReturn } from "../agent/returns.ts";
import { takeUpOffer } from "./apply_offer.ts";
import { beginWait } from "./apply_talk.ts";
import { voidOffer } from "./apply_transfer.ts";

/** Where a conversation stands: in line, with an agent, parked, left. */

export function applyQueued(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.queued">,
): void {
  const c = workspace.conversations.column;
  voidOffer(state, workspace, handle, event.at);
  stepOut(workspace, handle);
  forgetOverflow(workspace, handle);
  c.state[handle] = STATE.waiting;
  c.home[handle] = c.group[handle] = nameOf(workspace.groups, event.group);
  c.lineClass[handle] = event.class;
  c.enqueuedAt[handle] = event.enqueuedAt;
  c.queuedAt[handle] = event.at;
  c.owner[handle] = NOBODY;
  workspace.why[handle] = event.why;
  beginWait(workspace, handle);
  countWaiting(workspace, c.home[handle], event.at);
  standEverywhere(workspace, handle);
  const looked = event.why.code === "full" || event.why.code === "noAgents";
  const estimated = workspace.plan?.groups.get(event.group)?.overflow
    .some(({ when }) => when === "longEstimate");
  if (!looked || estimated || state.agenda.length > 0) pushPlace(state, workspace, handle);
}

export function applyAssigned(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.assigned">,
): void {
  const c = workspace.conversations.column;
  const agent = known(workspace, event.agent);
  const from = c.state[handle];
  if (from === STATE.assigned) throw new Error("assigned twice");
  const lined = (c.flags[handle] & FLAG.lined) !== 0;
  if (lined) {
    endWait(workspace, handle, event.at, "answered");
    stepOut(workspace, handle);
  }
  const accepted = takeUpOffer(workspace, handle, agent);
  if (!accepted) voidOffer(state, workspace, handle, event.at);
  forgetOverflow(workspace, handle);
  c.state[handle] = STATE.assigned;
  c.owner[handle] = agent.number;
  c.group[handle] = nameOf(workspace.groups, event.group);
  c.lineClass[handle] = c.class[handle];
  c.assignedAt[handle] = event.at;
  if (from === STATE.left && c.roundBeganAt[handle] > 0) c.roundFrom[handle] = event.at;
  workspace.why[handle] = event.why;
  if (!accepted) load(workspace, agent, handle, event.at, "held");
  // whoever it stood before may be next; a newcomer stood before nobody
  if (lined) pushDrain(state, workspace, agent.id);
}

/** Adds the line of `to`; the home line and the place stay. */
export function applyOverflowed(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.overflowed">,
): void {
  const c = workspace.conversations.column;
  const to = nameOf(workspace.groups, event.to);
  const nth = c.overflows[handle]++;
  const over = nth === 0 ? c.over0 : nth === 1 ? c.over1 : c.over2;
  over[handle] = to;
  workspace.why[handle] = event.why;
  if ((c.flags[handle] & FLAG.lined) !== 0) stand(workspace, handle, to);
  const home = workspace.groups.words[c.home[handle]];
  if (event.why.code === "sharing") {
    pushPlace(state, workspace, handle);
    pushShare(state, workspace, event.from, event.to);
  } else if (event.step < 0) {
    // one of a whole line that nobody attends to: the next of it
    noteMoved(workspace, handle, event);
    pushGoOver(state, workspace, home);
  }
}

/** Out of the donor's line; what remains moves up, so that it may overflow again. */
export function applyReturnedHome(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.returned_home">,
): void {
  const c = workspace.conversations.column;
  const donor = nameOf(workspace.groups, event.from);
  const rest = [c.over0[handle], c.over1[handle], c.over2[handle]]
    .filter((group) => group !== NOBODY && group !== donor);
  [c.over0[handle], c.over1[handle], c.over2[handle]] = [...rest, NOBODY, NOBODY, NOBODY];
  c.overflows[handle] = rest.length;
  workspace.why[handle] = event.why;
  if ((c.flags[handle] & FLAG.lined) !== 0) {
    leaveLine(workspace.routing, c.item[handle], donor);
  }
  pushShare(state, workspace, event.to, event.from);
}

export function applyLeft(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.left">,
): void {
  const c = workspace.conversations.column;
  const unlooked = isPassedOver(workspace, handle) || workspace.offers.has(handle) ||
    event.why.code === "outsideHours";
  voidOffer(state, workspace, handle, event.at);
  stepOut(workspace, handle);
  c.state[handle] = STATE.left;
  c.lineClass[handle] = LEFT_CLASS;
  if (event.callback) c.kind[handle] = ITEM_KINDS.indexOf("callback");
  c.since[handle] = event.at;
  workspace.why[handle] = event.why;
  standEverywhere(workspace, handle);
  // what is left is answered whether the visitor is there or not: somebody may have room
  if (unlooked) pushPlace(state, workspace, handle);
}

export function applyParked(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.parked">,
): void {
  const c = workspace.conversations.column;
  voidOffer(state, workspace, handle, event.at);
  const owner = letGo(state, workspace, handle, event.at);
  if (owner?.leaving !== undefined) pushReturn(state, workspace, owner.id);
  c.state[handle] = STATE.parked;
  c.since[handle] = event.at;
  const { reason, dueAt, note } = event;
  workspace.parked.set(handle, { reason, dueAt, note });
}

/** Out of the parked list; `assigned` or `queued` says where to. */
export function applyUnparked(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.unparked">,
): void {
  const c = workspace.conversations.column;
  c.state[handle] = STATE.waiting;
  c.since[handle] = 0;
  if (c.roundBeganAt[handle] > 0) c.roundFrom[handle] = event.at;
  workspace.parked.delete(handle);
  workspace.why[handle] = event.why;
}

export function applyReclaimed(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.reclaimed">,
): void {
  const c = workspace.conversations.column;
  voidOffer(state, workspace, handle, event.at);
  const agent = letGo(state, workspace, handle, event.at);
  c.state[handle] = STATE.waiting;
  c.owner[handle] = NOBODY;
  workspace.why[handle] = event.why;
  if (agent === undefined) return;
  const { code } = event.why;
  if (code === "agentSilent") c.reclaims[handle]++;
  if (code === "agentSilent" || code === "supervisorChose") passOver(workspace, handle, agent);
  if (code === "agentOffline" || code === "handedOver") pushReturn(state, workspace, agent.id);
  if (code === "agentGone") scheduleReturn(state, workspace, agent, event.at);
}

/** The owner carries it no longer and has room; the row keeps the owner's number. */
export function letGo(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  at: number,
): Agent | undefined {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.assigned) return undefined;
  const agent = workspace.agents[c.owner[handle]];
  unload(workspace, agent, handle, at, "held");
  pushDrain(state, workspace, agent.id);
  return agent;
}

export function known(workspace: Workspace, id: string): Agent {
  const agent = agentOf(workspace, id);
  if (agent === undefined) throw new Error("an event names an agent who is not in the roster");
  return agent;
}

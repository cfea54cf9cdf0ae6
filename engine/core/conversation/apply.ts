import type { Event } from "../../contract/wire/events.ts";
import { isPublic } from "../../contract/wire/public_events.ts";
import type { PartitionState } from "../partition_state.ts";
import { unreachable } from "../unreachable.ts";
import { conversationOf, type Workspace } from "../workspace/state.ts";
import * as life from "./apply_life.ts";
import * as join from "./apply_join.ts";
import * as label from "./apply_label.ts";
import * as line from "./apply_line.ts";
import * as offer from "./apply_offer.ts";
import * as talk from "./apply_talk.ts";
import * as transfer from "./apply_transfer.ts";
import { FLAG } from "./columns.ts";
import { applyRelaxed } from "./relax.ts";
import { rearm } from "./slots.ts";
import * as weight from "./weight.ts";

export type ConversationEvent = Extract<Event, { type: `conversation.${string}` }>;

export const isConversationEvent = (event: Event): event is ConversationEvent =>
  event.type.startsWith("conversation.");

/** Folds one event of a conversation; deadlines are read off the row again afterwards. */
export function applyConversation(
  state: PartitionState,
  workspace: Workspace,
  event: ConversationEvent,
): void {
  let handle = conversationOf(workspace, event.conversation);
  const seen = isSeenByVisitor(workspace, event);
  if (event.type === "conversation.opened") handle = life.applyOpened(workspace, event);
  else if (handle < 0) throw new Error(`${event.type} of a conversation that is not here`);
  else applyOne(state, workspace, handle, event);
  if (event.type === "conversation.forgotten") return;
  const c = workspace.conversations.column;
  c.lastSeq[handle] = event.seq;
  if (seen) c.lastPublicSeq[handle] = event.seq;
  rearm(workspace, handle);
}

/** A recalled note is the staff's affair like the note itself. */
export function isSeenByVisitor(workspace: Workspace, event: ConversationEvent): boolean {
  if (event.type === "conversation.recalled") {
    return workspace.recent.get(event.message)?.staff !== true;
  }
  return isPublic(event);
}

function applyOne(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Exclude<ConversationEvent, { type: "conversation.opened" }>,
): void {
  const c = workspace.conversations.column;
  switch (event.type) {
    case "conversation.queued":
      return line.applyQueued(state, workspace, handle, event);
    case "conversation.assigned":
      return line.applyAssigned(state, workspace, handle, event);
    case "conversation.offered":
      return offer.applyOffered(state, workspace, handle, event);
    case "conversation.declined":
    case "conversation.offer_expired":
      return offer.applyUnanswered(state, workspace, handle, event);
    case "conversation.joined":
      return join.applyJoined(workspace, handle, event);
    case "conversation.consulted":
      return join.applyJoined(workspace, handle, { who: event.agent, as: "whisper" });
    case "conversation.parted":
      return join.applyParted(workspace, handle, event);
    case "conversation.switched":
      return join.applySwitched(state, workspace, handle, event);
    case "conversation.relaxed":
      return applyRelaxed(state, workspace, handle, event);
    case "conversation.dormant":
    case "conversation.woken":
      return weight.applyWeight(state, workspace, handle, event);
    case "conversation.wrapped_up":
      return weight.endWrapUp(state, workspace, handle, event.at);
    case "conversation.reserved":
      workspace.reservedFor.set(handle, workspace.agentIndex.get(event.agent)!);
      return;
    case "conversation.abandoned":
    case "conversation.reached":
    case "conversation.accepted":
    case "conversation.taken":
    case "conversation.moved":
      return;
    case "conversation.prioritised":
      return label.applyPrioritised(workspace, handle, event);
    case "conversation.tagged":
      return label.applyTagged(workspace, handle, event);
    case "conversation.overflowed":
      return line.applyOverflowed(state, workspace, handle, event);
    case "conversation.returned_home":
      return line.applyReturnedHome(state, workspace, handle, event);
    case "conversation.left":
      return line.applyLeft(state, workspace, handle, event);
    case "conversation.parked":
      return line.applyParked(state, workspace, handle, event);
    case "conversation.unparked":
      return line.applyUnparked(workspace, handle, event);
    case "conversation.reclaimed":
      return line.applyReclaimed(state, workspace, handle, event);
    case "conversation.transfer_offered":
      return transfer.applyTransferOffered(state, workspace, handle, event);
    case "conversation.transferred":
      return transfer.applyTransferred(state, workspace, handle, event);
    case "conversation.transfer_returned":
      return transfer.applyTransferReturned(state, workspace, handle, event);
    case "conversation.messaged":
      return talk.applyMessaged(workspace, handle, event);
    case "conversation.recalled":
      return talk.applyRecalled(workspace, event);
    case "conversation.alerted":
      return talk.applyAlerted(workspace, handle, event);
    case "conversation.held":
      return talk.applyHeld(workspace, handle, event);
    case "conversation.closed":
      return life.applyClosed(state, workspace, handle, event);
    case "conversation.reopened":
      return life.applyReopened(workspace, handle, event);
    case "conversation.rating_invited":
      c.flags[handle] |= FLAG.ratingInvited;
      return;
    case "conversation.rated":
      c.rated[handle] = event.score;
      return;
    case "conversation.forgotten":
      return life.applyForgotten(state, workspace, handle, event);
    default:
      return unreachable(event);
  }
}

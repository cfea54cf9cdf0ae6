import type { Event } from "../../contract/wire/events.ts";
import { isPublic } from "../../contract/wire/public_events.ts";
import type { PartitionState } from "../partition_state.ts";
import { conversationOf, type Workspace } from "../workspace/state.ts";
import * as life from "./apply_life.ts";
import * as join from "./apply_join.ts";
import * as label from "./apply_label.ts";
import * as line from "./apply_line.ts";
import * as offer from "./apply_offer.ts";
import * as talk from "./apply_talk.ts";
import * as transfer from "./apply_transfer.ts";
import { FLAG, NOBODY } from "./columns.ts";
import { holderOf, moveDesk } from "./desk_counts.ts";
import { applyRelaxed } from "./relax.ts";
import { rearm } from "./slots.ts";
import * as weight from "./weight.ts";

export type ConversationEvent = Extract<Event, { type: `conversation.${string}` }>;

export const isConversationEvent = (event: Event): event is ConversationEvent =>
  event.type.startsWith("conversation.");

type Folded = Exclude<ConversationEvent, { type: "conversation.opened" }>;
type Fold<E extends Folded> = (
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: E,
) => void;

/** Said for people and the records; nothing of the row changes. */
const nothing = () => {};

/** What each event does to the row of its conversation. */
const FOLD: { [T in Folded["type"]]: Fold<Extract<Folded, { type: T }>> } = {
  "conversation.queued": line.applyQueued,
  "conversation.assigned": line.applyAssigned,
  "conversation.offered": offer.applyOffered,
  "conversation.declined": offer.applyUnanswered,
  "conversation.offer_expired": offer.applyUnanswered,
  "conversation.joined": (_, of, handle, event) => join.applyJoined(of, handle, event),
  "conversation.consulted": (_, of, handle, event) =>
    join.applyJoined(of, handle, { who: event.agent, as: "whisper" }),
  "conversation.parted": (_, of, handle, event) => join.applyParted(of, handle, event),
  "conversation.switched": join.applySwitched,
  "conversation.relaxed": applyRelaxed,
  "conversation.dormant": weight.applyWeight,
  "conversation.woken": weight.applyWeight,
  "conversation.wrapped_up": (state, of, handle, event) =>
    weight.endWrapUp(state, of, handle, event.at),
  "conversation.reserved": (_, workspace, handle, event) => {
    workspace.reservedFor.set(handle, workspace.agentIndex.get(event.agent)!);
  },
  "conversation.abandoned": nothing,
  "conversation.reached": nothing,
  "conversation.accepted": nothing,
  "conversation.taken": nothing,
  "conversation.moved": nothing,
  "conversation.prioritised": (_, of, handle, event) => label.applyPrioritised(of, handle, event),
  "conversation.tagged": (_, of, handle, event) => label.applyTagged(of, handle, event),
  "conversation.overflowed": line.applyOverflowed,
  "conversation.returned_home": line.applyReturnedHome,
  "conversation.left": line.applyLeft,
  "conversation.parked": line.applyParked,
  "conversation.unparked": (_, of, handle, event) => line.applyUnparked(of, handle, event),
  "conversation.reclaimed": line.applyReclaimed,
  "conversation.transfer_offered": transfer.applyTransferOffered,
  "conversation.transferred": transfer.applyTransferred,
  "conversation.transfer_returned": transfer.applyTransferReturned,
  "conversation.messaged": (_, of, handle, event) => talk.applyMessaged(of, handle, event),
  "conversation.delivery_reported": (_, of, _handle, event) => talk.applyDelivery(of, event),
  "conversation.recalled": (_, of, _handle, event) => talk.applyRecalled(of, event),
  "conversation.alerted": (_, of, handle, event) => talk.applyAlerted(of, handle, event),
  "conversation.held": (_, of, handle, event) => talk.applyHeld(of, handle, event),
  "conversation.closed": life.applyClosed,
  "conversation.reopened": (_, of, handle, event) => life.applyReopened(of, handle, event),
  "conversation.rating_invited": (_, workspace, handle) => {
    workspace.conversations.column.flags[handle] |= FLAG.ratingInvited;
  },
  "conversation.rated": (_, workspace, handle, event) => {
    workspace.conversations.column.rated[handle] = event.score;
  },
  "conversation.forgotten": life.applyForgotten,
};

/** Folds one event of a conversation; deadlines are read off the row again afterwards. */
export function applyConversation(
  state: PartitionState,
  workspace: Workspace,
  event: ConversationEvent,
): void {
  let handle = conversationOf(workspace, event.conversation);
  const holder = handle < 0 ? NOBODY : holderOf(workspace, handle);
  const seen = isSeenByVisitor(workspace, event);
  if (event.type === "conversation.opened") handle = life.applyOpened(workspace, event);
  else if (handle < 0) throw new Error(`${event.type} of a conversation that is not here`);
  else (FOLD[event.type] as Fold<Folded>)(state, workspace, handle, event);
  if (event.type === "conversation.forgotten") return moveDesk(workspace, holder, NOBODY);
  moveDesk(workspace, holder, holderOf(workspace, handle));
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

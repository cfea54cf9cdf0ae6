import type { Event } from "../../contract/wire/events.ts";
import { isPublic } from "../../contract/wire/public_events.ts";
import type { Why } from "../../contract/wire/why.ts";
import type { EventOf, Open } from "./fold.ts";
import { clearDetail } from "./fold.ts";
import { foldDelivery, foldMessage, foldRecall } from "./messages.ts";
import type { ConversationRow, RatingRow, TimelineRow } from "./rows.ts";
import { type Bundle, type Shelf, shelfKey } from "./shelf.ts";
import { foldOpenedVisitor } from "./visitors.ts";

/** A conversation that the rows do not know has no line either: its history starts elsewhere. */
export function foldConversation(shelf: Shelf, event: EventOf<"conversation">, open: Open): void {
  const key = shelfKey(event.workspace, event.conversation);
  if (event.type === "conversation.opened") {
    shelf.conversations.set(key, { row: openedRow(event, open) });
    foldOpenedVisitor(shelf, event, open);
    foldContinued(shelf, event);
  }
  const bundle = shelf.conversations.get(key);
  if (!bundle) return;
  const line = addLine(shelf, event, open);
  foldState(shelf, bundle, event, open, line);
  bundle.row.last_seq = event.seq;
  bundle.row.last_at = event.at;
  if (line.visibility === "all") bundle.row.last_public_seq = event.seq;
  shelf.touched.conversations.add(bundle.row);
}

function openedRow(event: Event<"conversation.opened">, open: Open): ConversationRow {
  return {
    workspace: event.workspace,
    conversation: event.conversation,
    visitor: event.visitor,
    visitor_key: event.key,
    channel: event.channel,
    shop: event.shop,
    route: event.route,
    home_group: event.group,
    group_id: event.group,
    class: event.class,
    cost_units: event.costUnits,
    topic: event.topic ?? null,
    language: event.language ?? null,
    state: "waiting",
    agent: null,
    opened_at: event.at,
    enqueued_at: event.enqueuedAt,
    assigned_at: null,
    closed_at: null,
    close_reason: null,
    closing_topic: null,
    due_at: null,
    forgotten_at: null,
    continues: event.continues ?? null,
    continued_by: null,
    first_response_ms: null,
    round: 0,
    preview: null,
    preview_message: null,
    facts: event.facts === undefined ? null : open(event.facts) ?? null,
    last_seq: event.seq,
    last_public_seq: event.seq,
    last_at: event.at,
  };
}

/** The parked or left conversation that this one goes on with is done. */
function foldContinued(shelf: Shelf, event: Event<"conversation.opened">): void {
  if (event.continues === undefined) return;
  const earlier = shelf.conversations.get(shelfKey(event.workspace, event.continues));
  if (!earlier) return;
  earlier.row.continued_by = event.conversation;
  earlier.row.due_at = null;
  shelf.touched.conversations.add(earlier.row);
}

function addLine(shelf: Shelf, event: EventOf<"conversation">, open: Open): TimelineRow {
  const note = "note" in event ? event.note : undefined;
  const line: TimelineRow = {
    workspace: event.workspace,
    conversation: event.conversation,
    seq: event.seq,
    at: event.at,
    author: event.by,
    type: event.type,
    visibility: isPublic(event) ? "all" : "staff",
    message: null,
    auto: null,
    body_kind: null,
    body: null,
    note: note === undefined ? null : open(note) ?? null,
    recalled: false,
    delivery: null,
    detail: clearDetail(event),
  };
  shelf.touched.timeline.add(line);
  return line;
}

/** What an event says beside its line: in two tables, for what was said and for who has it. */
function foldState(
  shelf: Shelf,
  bundle: Bundle,
  event: EventOf<"conversation">,
  open: Open,
  line: TimelineRow,
): void {
  switch (event.type) {
    case "conversation.messaged":
      return foldMessage(shelf, bundle, event, open, line);
    case "conversation.recalled":
      return foldRecall(shelf, bundle, event, line);
    case "conversation.delivery_reported":
      return foldDelivery(shelf, event);
    case "conversation.alerted":
      return foldAlert(shelf, bundle, event);
    case "conversation.rated":
      return foldRating(shelf, event, open);
    case "conversation.forgotten":
      bundle.row.forgotten_at = event.at;
      return;
    case "conversation.opened":
    case "conversation.overflowed":
    case "conversation.transfer_offered":
    case "conversation.transfer_returned":
    case "conversation.held":
    case "conversation.rating_invited":
    case "conversation.offered":
    case "conversation.accepted":
    case "conversation.declined":
    case "conversation.offer_expired":
    case "conversation.taken":
    case "conversation.moved":
    case "conversation.joined":
    case "conversation.parted":
    case "conversation.consulted":
    case "conversation.reached":
    case "conversation.returned_home":
    case "conversation.relaxed":
    case "conversation.dormant":
    case "conversation.woken":
    case "conversation.wrapped_up":
    case "conversation.abandoned":
    case "conversation.reserved":
      return;
    case "conversation.switched":
      bundle.row.state = event.to;
      return;
    case "conversation.prioritised":
      bundle.row.class = event.class;
      return;
    case "conversation.tagged":
      bundle.row.closing_topic = event.topic ?? bundle.row.closing_topic;
      return;
    default:
      return foldPlace(shelf, bundle, event);
  }
}

type PlaceEvent = Event<
  | "conversation.queued"
  | "conversation.assigned"
  | "conversation.transferred"
  | "conversation.parked"
  | "conversation.unparked"
  | "conversation.left"
  | "conversation.reclaimed"
  | "conversation.closed"
  | "conversation.reopened"
>;

function foldPlace(shelf: Shelf, bundle: Bundle, event: PlaceEvent): void {
  const row = bundle.row;
  switch (event.type) {
    case "conversation.queued":
      row.state = "waiting";
      row.agent = null;
      row.group_id = event.group;
      row.class = event.class;
      row.enqueued_at = event.enqueuedAt;
      return endAssignment(shelf, bundle, event);
    case "conversation.assigned":
      row.due_at = null;
      return beginAssignment(shelf, bundle, event, event.agent, event.group, event.why);
    case "conversation.transferred":
      endAssignment(shelf, bundle, event);
      return beginAssignment(shelf, bundle, event, event.to, event.group, null);
    case "conversation.parked":
      row.state = "parked";
      row.agent = event.agent;
      row.due_at = event.dueAt ?? null;
      return endAssignment(shelf, bundle, event);
    case "conversation.unparked":
      row.due_at = null;
      return;
    case "conversation.left":
      row.state = "left";
      row.agent = null;
      row.group_id = event.group;
      return endAssignment(shelf, bundle, event);
    case "conversation.reclaimed":
      row.state = "waiting";
      row.agent = null;
      return endAssignment(shelf, bundle, event);
    case "conversation.closed":
      row.state = "closed";
      row.agent = event.agent ?? row.agent;
      row.closed_at = event.at;
      row.close_reason = event.reason;
      row.closing_topic = event.topic ?? row.closing_topic;
      row.due_at = null;
      return endAssignment(shelf, bundle, event);
    case "conversation.reopened":
      row.state = "waiting";
      row.closed_at = null;
      row.close_reason = null;
      return;
    default:
      return event satisfies never;
  }
}

/** Opens one whatever stands there: that there is none already is P2, which the database keeps. */
function beginAssignment(
  shelf: Shelf,
  bundle: Bundle,
  event: EventOf<"conversation">,
  agent: string,
  group: string,
  why: Why | null,
): void {
  bundle.row.state = "assigned";
  bundle.row.agent = agent;
  bundle.row.group_id = group;
  bundle.row.assigned_at ??= event.at;
  bundle.assignment = {
    workspace: event.workspace,
    seq: event.seq,
    conversation: event.conversation,
    agent,
    group_id: group,
    at: event.at,
    ended_at: null,
    ended_by: null,
    why,
  };
  shelf.touched.assignments.add(bundle.assignment);
}

function endAssignment(shelf: Shelf, bundle: Bundle, event: EventOf<"conversation">): void {
  if (!bundle.assignment) return;
  bundle.assignment.ended_at = event.at;
  bundle.assignment.ended_by = event.type;
  shelf.touched.assignments.add(bundle.assignment);
  bundle.assignment = undefined;
}

function foldAlert(shelf: Shelf, bundle: Bundle, event: Event<"conversation.alerted">): void {
  shelf.touched.alerts.add({
    workspace: event.workspace,
    seq: event.seq,
    conversation: event.conversation,
    clock: event.clock,
    round: event.round,
    threshold: event.threshold,
    at: event.at,
    due_at: event.dueAt,
    after_ms: event.afterMs,
    told: event.to,
    agent: event.agent ?? null,
  });
  const round = bundle.round;
  if (!round || round.round !== event.round || event.threshold !== "breach") return;
  // Clocks that measure something else (silence, waiting) start at another moment.
  if (event.dueAt - event.afterMs !== round.began_at) return;
  round.breached = true;
  shelf.touched.rounds.add(round);
}

function foldRating(shelf: Shelf, event: Event<"conversation.rated">, open: Open): void {
  const comment = event.comment === undefined ? undefined : open(event.comment);
  const rating: RatingRow = {
    workspace: event.workspace,
    conversation: event.conversation,
    seq: event.seq,
    at: event.at,
    agent: event.agent ?? null,
    score: event.score,
    reasons: event.reasons ?? null,
    comment: typeof comment === "string" ? comment : null,
  };
  const key = shelfKey(event.workspace, event.conversation);
  const earlier = shelf.ratings.get(key);
  if (earlier) Object.assign(earlier, rating);
  else shelf.ratings.set(key, rating);
  shelf.touched.ratings.add(earlier ?? rating);
}

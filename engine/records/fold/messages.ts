import type { Event } from "../../contract/wire/events.ts";
import { laterDelivery } from "../../contract/wire/delivery.ts";
import { type By, speaksForVisitor, splitBy } from "../../contract/wire/ids.ts";
import type { MessageBody } from "../../contract/wire/messages.ts";
import type { Open } from "./fold.ts";
import type { TimelineRow } from "./rows.ts";
import { type Bundle, type Shelf, shelfKey } from "./shelf.ts";

/** First characters of the last message that lists show. */
const PREVIEW_CHARACTERS_MAX = 80;

/**
 * The messages' part of a conversation's fold: the line's body, the preview (public messages only:
 * visitors read it too) and the rounds.
 */
export function foldMessage(
  shelf: Shelf,
  bundle: Bundle,
  event: Event<"conversation.messaged">,
  open: Open,
  line: TimelineRow,
): void {
  line.message = event.message;
  line.auto = event.auto ?? null;
  line.body_kind = event.body;
  line.body = (open(event.sealed) as MessageBody | undefined) ?? null;
  shelf.messages.set(messageKey(event), line);
  if (event.visibility === "all") {
    bundle.row.preview = line.body === null ? null : previewOf(line.body);
    bundle.row.preview_message = event.message;
  }
  bundle.row.round = event.round;
  if (event.begins) beginRound(shelf, bundle, event);
  if (event.ends) endRound(shelf, bundle, event);
}

export const messageKey = (
  event: { workspace: string; conversation: string; message: string },
): string => shelfKey(event.workspace, event.conversation, event.message);

function previewOf(body: MessageBody): string | null {
  switch (body.kind) {
    case "text": {
      const text = body.text.trim();
      // as many units or fewer are as many characters or fewer: most of what people say
      if (text.length <= PREVIEW_CHARACTERS_MAX) return text;
      return [...text.slice(0, 4 * PREVIEW_CHARACTERS_MAX)]
        .slice(0, PREVIEW_CHARACTERS_MAX).join("");
    }
    case "file":
      return body.file.name;
    case "card":
      return body.title;
    case "link":
      return body.title ?? body.url;
    default:
      return null; // pictures and voices have no words; lists show their kind
  }
}

function beginRound(shelf: Shelf, bundle: Bundle, event: Event<"conversation.messaged">): void {
  bundle.round = {
    workspace: event.workspace,
    conversation: event.conversation,
    round: event.round,
    began_at: event.at,
    began_seq: event.seq,
    ended_at: null,
    ended_seq: null,
    agent: null,
    breached: false,
  };
  shelf.touched.rounds.add(bundle.round);
}

function endRound(shelf: Shelf, bundle: Bundle, event: Event<"conversation.messaged">): void {
  const round = bundle.round;
  if (!round || round.round !== event.round || round.ended_at !== null) return;
  const author = splitBy(event.by);
  round.ended_at = event.at;
  round.ended_seq = event.seq;
  round.agent = author.kind === "agent" ? author.id : bundle.row.agent;
  shelf.touched.rounds.add(round);
  const row = bundle.row;
  row.first_response_ms ??= event.at - Math.max(round.began_at, row.assigned_at ?? 0);
}

/** The words go for good; the line stays, and the recall is as visible as its message was. */
export function foldRecall(
  shelf: Shelf,
  bundle: Bundle,
  event: Event<"conversation.recalled">,
  line: TimelineRow,
): void {
  const message = shelf.messages.get(messageKey(event));
  if (!message) return;
  message.body = null;
  message.recalled = true;
  change(shelf, message);
  line.visibility = message.visibility;
  if (bundle.row.preview_message === event.message) bundle.row.preview = null;
}

/** The line of a message was stored by an earlier write, or is written with this one. */
function change(shelf: Shelf, message: TimelineRow): void {
  if (!shelf.touched.timeline.has(message)) shelf.changed.add(message);
}

/**
 * What the channel says of a message to the visitor. What was delivered stays delivered; of anything
 * else than the own side's words it can say nothing.
 */
export function foldDelivery(
  shelf: Shelf,
  event: Event<"conversation.delivery_reported">,
): void {
  const message = shelf.messages.get(messageKey(event));
  if (!message || !isForVisitor(message)) return;
  message.delivery = laterDelivery(message.delivery, event.state);
  change(shelf, message);
}

const isForVisitor = ({ visibility, author }: TimelineRow): boolean =>
  visibility === "all" && !speaksForVisitor(author as By);

import type { Event, EventType } from "./events.ts";

/**
 * What a visitor may know of the own conversation. Everything else (notes, alerts, offers, parking)
 * is the staff's affair and has no number in the visitor's sequence. Message visibility decides for
 * messages; a recall is public when its message was, which only the engine can tell in every case.
 */
const PUBLIC: ReadonlySet<EventType> = new Set<EventType>([
  "conversation.opened",
  "conversation.queued",
  "conversation.assigned",
  "conversation.recalled",
  "conversation.overflowed",
  "conversation.transferred",
  "conversation.left",
  "conversation.switched",
  "conversation.held",
  "conversation.closed",
  "conversation.reopened",
  "conversation.rating_invited",
  "conversation.rated",
]);

export const isPublic = (event: Event): boolean =>
  event.type === "conversation.messaged" ? event.visibility === "all" : PUBLIC.has(event.type);

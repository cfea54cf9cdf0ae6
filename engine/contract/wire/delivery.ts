import type { Event } from "./events.ts";
import { speaksForVisitor } from "./ids.ts";
import type { DeliveryState } from "./states.ts";

/** What counts of two reports of one message: the later, but what was delivered stays so. */
export const laterDelivery = (
  before: DeliveryState | null | undefined,
  said: DeliveryState,
): DeliveryState => (before === "delivered" ? before : said);

/**
 * Whether a message of a conversation's tail goes to its visitor, so that a channel can bring it;
 * undefined when the tail begins too late to tell.
 */
export function goesToVisitor(tail: readonly Event[], message: string): boolean | undefined {
  for (const event of tail) {
    if (event.type !== "conversation.messaged" || event.message !== message) continue;
    return event.visibility === "all" && !speaksForVisitor(event.by);
  }
  return tail[0]?.type === "conversation.opened" ? false : undefined;
}

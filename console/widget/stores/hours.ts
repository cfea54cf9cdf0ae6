import type { Event } from "../../../engine/contract/wire/events.ts";
import type { Thread } from "./thread.ts";

/** Left because nobody works now; of all reasons the door names visitors this one alone. */
export const isForHours = (event: Event): boolean =>
  event.type === "conversation.left" && event.why?.code === "outsideHours";

/** Whether that is how it stands: then there is no line to go back to. */
export function isOutsideHours({ entries }: Thread): boolean {
  const last = entries.findLast((entry) => entry.kind === "line" && LEAVING.has(entry.event.type));
  return last?.kind === "line" && isForHours(last.event);
}

const LEAVING: ReadonlySet<Event["type"]> = new Set(["conversation.left", "conversation.switched"]);

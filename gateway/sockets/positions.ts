import type { Gateway } from "../context.ts";
import { sendTo, type VisitorSession } from "./session.ts";

/**
 * Places in line: each waiting visitor hears at most every 5 s and at least every 10 s. An answer
 * waits for the batch in flight, so many are asked at once, or nine thousand would take a minute;
 * and in slices, so that they do not hold up the loop.
 */
const AT_MOST_EVERY_MS = 5_000;
/** Two seconds before the bound: a beat, and the time that all slices take. */
const AT_LEAST_EVERY_MS = 8_000;
const SLICE = 100;

interface Waiter {
  session: VisitorSession;
  conversation: string;
  place: { said: string; at: number };
}

export async function beatPositions(gateway: Gateway): Promise<void> {
  const due = dueWaiters(gateway);
  for (let from = 0; from < due.length; from += SLICE) {
    await Promise.all(due.slice(from, from + SLICE).map((one) => tellPlace(gateway, one)));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function dueWaiters(gateway: Gateway): Waiter[] {
  const now = gateway.clock.monotonic();
  const due: Waiter[] = [];
  for (const session of gateway.hub.sessions()) {
    if (session.kind !== "visitor" || session.state !== "live") continue;
    for (const [conversation, place] of session.places) {
      if (now - place.at < AT_MOST_EVERY_MS && place.said !== "") continue;
      due.push({ session, conversation, place });
    }
  }
  return due;
}

async function tellPlace(gateway: Gateway, { session, conversation, place }: Waiter) {
  const reply = await gateway.bus.query(session.workspace, "conversation.position", {
    conversation,
  });
  // meanwhile it may have been served, and the place with it
  if (session.places.get(conversation) !== place) return;
  if (!reply.ok || reply.answer.state !== "waiting") {
    if (reply.ok || reply.error.code === "not_found") session.places.delete(conversation);
    return;
  }
  const now = gateway.clock.monotonic();
  const said = JSON.stringify(reply.answer);
  if (said === place.said && now - place.at < AT_LEAST_EVERY_MS) return;
  session.places.set(conversation, { said, at: now });
  sendTo(gateway, session, { type: "position", conversation, position: reply.answer });
}

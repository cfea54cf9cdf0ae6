import type { Gateway } from "../context.ts";
import { sendTo } from "./session.ts";

/**
 * Places in line: each waiting visitor hears at most every 5 s and at least every 10 s. Asked in
 * slices, so that nine thousand waiting ones do not hold up the loop.
 */
const AT_MOST_EVERY_MS = 5_000;
const AT_LEAST_EVERY_MS = 10_000;
const SLICE = 100;

export async function beatPositions(gateway: Gateway): Promise<void> {
  let asked = 0;
  for (const session of [...gateway.hub.sessions()]) {
    if (session.kind !== "visitor" || session.state !== "live") continue;
    for (const [conversation, place] of session.places) {
      const now = gateway.clock.monotonic();
      if (now - place.at < AT_MOST_EVERY_MS && place.said !== "") continue;
      const ask = { conversation };
      const reply = await gateway.bus.query(session.workspace, "conversation.position", ask);
      if (!reply.ok || reply.answer.state !== "waiting") {
        if (reply.ok || reply.error.code === "not_found") session.places.delete(conversation);
        continue;
      }
      const said = JSON.stringify(reply.answer);
      if (said === place.said && now - place.at < AT_LEAST_EVERY_MS) continue;
      session.places.set(conversation, { said, at: now });
      sendTo(gateway, session, { type: "position", conversation, position: reply.answer });
      if (++asked % SLICE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}

import type { Gateway } from "../context.ts";
import { sendDesk, takeStale } from "./desks.ts";
import { showConversation } from "./feed.ts";
import type { AgentSession } from "./session.ts";

/** Rows that are shown already, read again where their times have moved (desks.ts). */

/** One session after the other: a company of thousands is not asked for at once. */
export async function beatRows(gateway: Gateway): Promise<void> {
  for (const workspace of takeStale(gateway)) {
    for (const session of [...gateway.hub.staffOf(workspace)]) {
      if (session.state !== "live") continue;
      if (session.staff.agent) await sendDesk(gateway, session);
      await showWatched(gateway, session);
    }
  }
}

async function showWatched(gateway: Gateway, session: AgentSession): Promise<void> {
  for (const conversation of [...session.watching]) {
    const reply = await gateway.bus.query(session.workspace, "conversation.get", { conversation });
    if (reply.ok) await showConversation(gateway, session, reply.answer);
  }
}

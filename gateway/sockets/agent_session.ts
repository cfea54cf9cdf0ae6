import type { AgentFrameIn, Resume } from "../../engine/contract/wire/socket.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import { write } from "../agent/actions.ts";
import { ownDesk } from "../agent/desk.ts";
import { grantOf, liveOf, onDeskOf } from "../agent/grants.ts";
import type { Gateway } from "../context.ts";
import { asAgent } from "../identity/sessions.ts";
import { unreachable } from "../unreachable.ts";
import { sendDesk } from "./desks.ts";
import { showConversation } from "./feed.ts";
import { agentCame } from "./presence.ts";
import { askMarks, mark, NOT_YET } from "./read_marks.ts";
import { replay, resumedAt } from "./replay.ts";
import { type AgentSession, isClosed, refuseFrame, sendTo } from "./session.ts";
import { signal } from "./signals.ts";

/** The engine learns of the session first, so that what it assigns from then on comes here. */
export async function beginAgent(
  gateway: Gateway,
  session: AgentSession,
  resume: Resume,
): Promise<void> {
  if (isClosed(session)) return;
  await agentCame(gateway, session);
  const own = await ownDesk(gateway, session.staff);
  if (isClosed(session)) return;
  session.state = "live";
  if (!own.ok) return refuseFrame(gateway, session, undefined, own.error);
  const { self, revision, conversations } = own.value;
  session.saidSelf = JSON.stringify(self);
  const at = gateway.clock.wall();
  sendTo(gateway, session, { type: "ready", session: session.id, at, self, revision });
  for (const { conversation, lastSeq } of conversations) {
    const seq = resume[conversation];
    if (seq !== undefined) session.seen.set(conversation, resumedAt(seq, lastSeq));
  }
  await catchUpAgent(gateway, session);
  askMarks(gateway, session, [...session.audience]);
}

/** The desk as it is now, then each of its conversations; what is not on it is forgotten. */
export async function catchUpAgent(gateway: Gateway, session: AgentSession): Promise<void> {
  session.saidWaiting = "";
  await sendDesk(gateway, session);
  for (const conversation of session.seen.keys()) {
    if (!session.audience.has(conversation)) session.seen.delete(conversation);
  }
  for (const conversation of session.audience) {
    await replay(gateway, session, conversation, session.seen.get(conversation) ?? 0);
  }
}

export async function agentFrame(
  gateway: Gateway,
  session: AgentSession,
  frame: AgentFrameIn,
): Promise<void> {
  switch (frame.type) {
    case "authenticate":
    case "ping":
      return;
    case "message": {
      const { id, conversation, body, visibility } = frame;
      const call = { staff: session.staff, key: id };
      const written = await write(gateway, call, conversation, { body, visibility });
      if (!written.ok) return refuseFrame(gateway, session, id, written.error);
      sendTo(gateway, session, { type: "acknowledged", id, ...written.value });
      return;
    }
    case "typing": {
      const { conversation } = frame;
      const live = await granted(gateway, session, conversation);
      if (!live || !speaksAloud(session, live)) return;
      const { workspace, id } = speaker(session);
      return signal(gateway, { workspace, conversation, kind: "typing", from: "agent", id });
    }
    case "read": {
      const { conversation, seq } = frame;
      const live = await granted(gateway, session, conversation);
      if (!live) return;
      if (seq > live.lastSeq) return refuseFrame(gateway, session, undefined, NOT_YET);
      if (!speaksAloud(session, live)) return;
      const { workspace, id } = speaker(session);
      mark(gateway, workspace, conversation, asAgent(session.staff).by, seq);
      return signal(gateway, { workspace, conversation, kind: "read", from: "agent", id, seq });
    }
    case "watch":
      return await watch(gateway, session, frame.conversation);
    case "unwatch":
      return await unwatch(gateway, session, frame.conversation);
    default:
      return unreachable(frame);
  }
}

const speaker = (session: AgentSession) => ({
  workspace: session.workspace,
  id: session.staff.agent ?? session.staff.account,
});

/** Who watches or whispers is not there for the visitor: neither typing nor reading tells of them. */
function speaksAloud({ staff }: AgentSession, { agent, joined = [] }: ConversationLive): boolean {
  if (staff.agent !== undefined && staff.agent === agent) return true;
  const names = [staff.agent, staff.account];
  return joined.some(({ who, as }) => names.includes(who) && (as === "barge" || as === "share"));
}

/** Asked every time: rights over conversations change while a socket is open. */
async function granted(
  gateway: Gateway,
  session: AgentSession,
  conversation: string,
): Promise<ConversationLive | undefined> {
  const live = await liveOf(gateway, session.staff, conversation);
  if (live.ok) return live.value;
  refuseFrame(gateway, session, undefined, live.error);
  return undefined;
}

/** Conversations one session may watch at once: a wall, not a crawler. */
const WATCHING_MAX = 50;

async function watch(
  gateway: Gateway,
  session: AgentSession,
  conversation: string,
): Promise<void> {
  const grant = await grantOf(gateway, session.staff, conversation);
  if (!grant.ok) return refuseFrame(gateway, session, undefined, grant.error);
  const { live } = grant.value;
  if (!live) return refuseFrame(gateway, session, undefined, { code: "closed" });
  if (session.watching.size >= WATCHING_MAX) {
    return refuseFrame(gateway, session, undefined, { code: "rate_limited" });
  }
  session.watching.add(conversation);
  gateway.hub.join(session, conversation);
  await showConversation(gateway, session, live);
  await replay(gateway, session, conversation, 0);
}

/** A watched conversation that is also on this desk stays there. */
async function unwatch(
  gateway: Gateway,
  session: AgentSession,
  conversation: string,
): Promise<void> {
  if (!session.watching.delete(conversation)) return;
  const live = await liveOf(gateway, session.staff, conversation);
  if (live.ok && onDeskOf(session.staff.agent, live.value)) return;
  session.seen.delete(conversation);
  gateway.hub.leave(session, conversation);
}

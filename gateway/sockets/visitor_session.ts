import type { Resume, VisitorFrameIn } from "../../engine/contract/wire/socket.ts";
import { unreachable } from "../unreachable.ts";
import type { Gateway } from "../context.ts";
import { liveConversations, ownConversations, ownOf } from "../visitor/own.ts";
import { type Call, write, writeTo } from "../visitor/conversations.ts";
import { askMarks, mark, NOT_YET } from "./read_marks.ts";
import { visitorCame, visitorTurned } from "./presence.ts";
import { replay, resumedAt } from "./replay.ts";
import { isClosed, refuseFrame, sendTo, type VisitorSession } from "./session.ts";
import { signal } from "./signals.ts";

/** Where things stand, then what was missed, then live. */
export async function beginVisitor(
  gateway: Gateway,
  session: VisitorSession,
  resume: Resume,
): Promise<void> {
  const conversations = await ownConversations(gateway, session.who);
  if (isClosed(session)) return;
  for (const { conversation, lastSeq } of conversations) {
    gateway.hub.join(session, conversation);
    const seq = resume[conversation];
    if (seq !== undefined) session.seen.set(conversation, resumedAt(seq, lastSeq));
  }
  session.state = "live";
  const at = gateway.clock.wall();
  sendTo(gateway, session, { type: "ready", session: session.id, at, conversations });
  const live = await catchUpVisitor(gateway, session);
  if (isClosed(session)) return;
  visitorCame(gateway, session, live);
  askMarks(gateway, session, [...session.seen.keys()]);
}

/** What is going on, and whatever the client still shows; says whether something is going on. */
export async function catchUpVisitor(gateway: Gateway, session: VisitorSession): Promise<boolean> {
  let live = false;
  const shown = new Set(session.seen.keys());
  for (const one of await liveConversations(gateway, session.who)) {
    const { conversation, state } = one;
    gateway.hub.join(session, conversation);
    if (state === "waiting") session.places.set(conversation, { said: "", at: 0 });
    if (state === "closed") continue;
    live = true;
    shown.add(conversation);
    sendTo(gateway, session, { type: "state", conversation: one });
  }
  for (const conversation of shown) {
    await replay(gateway, session, conversation, session.seen.get(conversation) ?? 0);
  }
  return live;
}

export async function visitorFrame(
  gateway: Gateway,
  session: VisitorSession,
  frame: VisitorFrameIn,
): Promise<void> {
  switch (frame.type) {
    case "authenticate":
    case "ping":
      return;
    case "message":
      return await message(gateway, session, frame);
    case "typing": {
      if (!await owns(gateway, session, frame.conversation)) return;
      const { workspace, visitor } = session.who;
      const { conversation, text } = frame;
      const id = visitor;
      return signal(gateway, {
        workspace,
        conversation,
        kind: "typing",
        from: "visitor",
        id,
        preview: text,
      });
    }
    case "read": {
      const { conversation, seq } = frame;
      const own = await ownOf(gateway, session.who, conversation);
      if (!own.ok) return refuseFrame(gateway, session, undefined, own.error);
      const { lastSeq } = own.value.state === "live" ? own.value.live : own.value.recorded;
      if (seq > lastSeq) return refuseFrame(gateway, session, undefined, NOT_YET);
      const { workspace, visitor } = session.who;
      mark(gateway, workspace, conversation, `visitor:${visitor}`, seq);
      const id = visitor;
      return signal(gateway, { workspace, conversation, kind: "read", from: "visitor", id, seq });
    }
    case "presence":
      if (session.presence === frame.presence) return;
      session.presence = frame.presence;
      return visitorTurned(gateway, session);
    default:
      return unreachable(frame);
  }
}

type MessageFrame = Extract<VisitorFrameIn, { type: "message" }>;

async function message(
  gateway: Gateway,
  session: VisitorSession,
  frame: MessageFrame,
): Promise<void> {
  const retryAfterMs = gateway.budgets.take("messagesPerVisitor", session.who.visitor);
  if (retryAfterMs > 0) {
    return refuseFrame(gateway, session, frame.id, { code: "rate_limited", retryAfterMs });
  }
  const call = { who: session.who, key: frame.id, address: session.address };
  const written = await writeOn(gateway, session, call, frame);
  if (!written.ok) return refuseFrame(gateway, session, frame.id, written.error);
  const { seq, message } = written.value;
  sendTo(gateway, session, { type: "acknowledged", id: frame.id, seq, message });
}

/**
 * Whose a conversation is never changes, and the engine looks at who speaks as well: it is asked
 * where an own one stands only when it no longer knows it.
 */
async function writeOn(
  gateway: Gateway,
  session: VisitorSession,
  call: Call,
  { conversation, body }: MessageFrame,
): ReturnType<typeof write> {
  if (session.audience.has(conversation)) {
    const written = await writeTo(gateway, call, conversation, body);
    if (written.ok || written.error.code !== "not_found") return written;
  }
  return await write(gateway, call, conversation, body);
}

/** Whose a conversation is never changes, so it is asked once. */
async function owns(
  gateway: Gateway,
  session: VisitorSession,
  conversation: string,
): Promise<boolean> {
  if (session.audience.has(conversation)) return true;
  const own = await ownOf(gateway, session.who, conversation);
  if (own.ok) gateway.hub.join(session, conversation);
  else refuseFrame(gateway, session, undefined, own.error);
  return own.ok;
}

import type { FeedItem, FeedMessage } from "../../engine/contract/wire/feed.ts";
import type { Event } from "../../engine/contract/wire/events.ts";
import type { MessageBody, VisitorCard } from "../../engine/contract/wire/messages.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import { maySee, onDeskOf } from "../agent/grants.ts";
import type { Gateway } from "../context.ts";
import { entryOf } from "../conversations/entries.ts";
import { previewOf } from "../conversations/previews.ts";
import { openedOf } from "../conversations/timeline.ts";
import { deskView, visitorView } from "../conversations/views.ts";
import { autoAnswer } from "../desk/profiles/auto_answer.ts";
import { alertOfThird } from "../desk/transfers/alert.ts";
import { forgetVisits } from "../desk/visits/store.ts";
import { supervises } from "../identity/sessions.ts";
import { errorFields } from "../log.ts";
import { touchAgent, touchRows } from "./desks.ts";
import { readerFor, sendEntry } from "./replay.ts";
import { type AgentSession, sendTo, type VisitorSession } from "./session.ts";

/**
 * From the engine's batches to frames. Bodies are opened here, which may wait for a key; so each
 * conversation has its own line of work and keeps its order, and none waits for another.
 */
const linesOf = new WeakMap<Gateway, Map<string, Promise<void>>>();

export function receiveFeed(gateway: Gateway, message: FeedMessage): void {
  for (const item of message.items) {
    const { event } = item;
    if ("conversation" in event) inLine(gateway, event.conversation, () => deliver(gateway, item));
    else inLine(gateway, `\0${event.workspace}`, () => ofCompany(gateway, item));
  }
}

function inLine(gateway: Gateway, name: string, work: () => Promise<void>): void {
  let lines = linesOf.get(gateway);
  if (!lines) linesOf.set(gateway, lines = new Map());
  const next = (lines.get(name) ?? Promise.resolve()).then(work).catch((error) =>
    gateway.onLog({ level: "error", event: "feed.failed", ...errorFields(error) })
  ).finally(() => {
    if (lines.get(name) === next) lines.delete(name);
  });
  lines.set(name, next);
}

async function deliver(gateway: Gateway, item: FeedItem): Promise<void> {
  const { event, after } = item;
  const conversation = (event as { conversation: string }).conversation;
  const opened = await openedOf(gateway, event);
  if (event.type === "conversation.messaged") {
    const preview = previewOf(event, opened as MessageBody | undefined);
    if (preview) gateway.previews.put(conversation, event.seq, preview);
  }
  const company = await gateway.companies.get(event.workspace);
  if (item.visitor !== undefined) {
    for (const session of gateway.hub.ofVisitor(event.workspace, item.visitor)) {
      await toVisitor(gateway, session, item, opened);
    }
  }
  const reached = new Set<AgentSession>();
  for (const agent of item.agents) {
    for (const session of gateway.hub.ofAgent(event.workspace, agent)) {
      reached.add(session);
      await toAgent(gateway, session, item, opened);
    }
    touchAgent(gateway, event.workspace, agent, event.type);
  }
  for (const session of gateway.hub.audience(conversation)) {
    if (session.kind !== "agent" || reached.has(session)) continue;
    if (session.watching.has(conversation)) {
      if (after && !maySee(session.staff, after, company)) stopWatching(gateway, session, after);
      else await toAgent(gateway, session, item, opened);
    } else if (after && !onDeskOf(session.staff.agent, after)) {
      await showConversation(gateway, session, after);
    }
  }
  if (event.type === "conversation.alerted") alert(gateway, event);
  // asks the records: the conversation's next words do not wait for them
  if (event.type === "conversation.transferred") {
    inLine(gateway, `\0transfers.${conversation}`, () => alertOfThird(gateway, event));
  }
  if (event.type === "conversation.assigned" && after) await autoAnswer(gateway, event, after);
}

/** What waited in one's own group has gone to somebody else: the right to watch went with it. */
function stopWatching(gateway: Gateway, session: AgentSession, { conversation }: ConversationLive) {
  session.watching.delete(conversation);
  session.seen.delete(conversation);
  gateway.hub.leave(session, conversation);
}

async function toVisitor(
  gateway: Gateway,
  session: VisitorSession,
  item: FeedItem,
  opened: unknown,
): Promise<void> {
  const { event, after } = item;
  const conversation = (event as { conversation: string }).conversation;
  gateway.hub.join(session, conversation);
  const entry = entryOf(event, opened, readerFor(gateway, session));
  if (entry) sendEntry(gateway, session, conversation, item.publicPrev, entry);
  if (event.type === "conversation.forgotten") {
    session.places.delete(conversation);
    gateway.hub.leave(session, conversation);
  } else if (after && event.type !== "conversation.messaged") {
    const view = await visitorView(gateway, event.workspace, after);
    if (after.state === "waiting") session.places.set(conversation, { said: "", at: 0 });
    else session.places.delete(conversation);
    sendTo(gateway, session, { type: "state", conversation: view });
  }
}

async function toAgent(
  gateway: Gateway,
  session: AgentSession,
  item: FeedItem,
  opened: unknown,
): Promise<void> {
  const { event, after } = item;
  const conversation = (event as { conversation: string }).conversation;
  const mine = after !== undefined && onDeskOf(session.staff.agent, after);
  const watched = session.watching.has(conversation);
  if (after) await showConversation(gateway, session, after);
  const entry = entryOf(event, opened, readerFor(gateway, session));
  // the event that takes a conversation away still belongs to whoever had it
  if (entry && (mine || watched || session.seen.has(conversation))) {
    sendEntry(gateway, session, conversation, item.prev, entry);
  }
  if (!mine && !watched) session.seen.delete(conversation);
}

/** The row of the list; `gone` when it left this desk, and with it the right to its signals. */
export async function showConversation(
  gateway: Gateway,
  session: AgentSession,
  live: ConversationLive,
): Promise<void> {
  const mine = onDeskOf(session.staff.agent, live);
  const { conversation } = live;
  if (mine) gateway.hub.join(session, conversation);
  else if (!session.watching.has(conversation)) gateway.hub.leave(session, conversation);
  const view = await deskView(gateway, session.workspace, live, session.language);
  sendTo(gateway, session, {
    type: "conversation",
    conversation: view,
    ...(!mine && !session.watching.has(conversation) && { gone: true }),
  });
}

function alert(gateway: Gateway, event: Event<"conversation.alerted">): void {
  const { conversation, clock, threshold, round, seq, at, dueAt, agent, to } = event;
  const frame = {
    type: "alert" as const,
    alert: { conversation, clock, threshold, round, seq, at, dueAt, ...(agent && { agent }) },
  };
  for (const session of gateway.hub.staffOf(event.workspace)) {
    const owner = agent !== undefined && session.staff.agent === agent && to.includes("agent");
    const above = supervises(session.staff) && to.includes("supervisor");
    if (owner || above) sendTo(gateway, session, frame);
  }
}

/** Events of visitors, agents and the company itself. */
async function ofCompany(gateway: Gateway, { event }: FeedItem): Promise<void> {
  switch (event.type) {
    case "visitor.updated": {
      const card = await gateway.keyring.open(event.card) as VisitorCard | undefined;
      if (card) gateway.cards.put(event.workspace, event.visitor, card);
      return await refreshVisitor(gateway, event.workspace, event.visitor);
    }
    case "visitor.erased":
    case "visitor.erasure_completed":
      gateway.keyring.forget();
      gateway.cards.forget(event.workspace, event.visitor);
      await forgetVisits(gateway.database, event.workspace, event.visitor);
      return;
    case "visitor.presence_changed":
      return await refreshVisitor(gateway, event.workspace, event.visitor);
    case "roster.changed":
      return gateway.companies.expire(event.workspace);
    case "config.published":
      touchRows(gateway, event.workspace);
      return gateway.companies.expire(event.workspace);
    case "workspace.adjusted":
    case "workspace.reverted":
    case "workspace.schedule_turned":
      touchRows(gateway, event.workspace);
      gateway.companies.expire(event.workspace);
      for (const { staff } of gateway.hub.staffOf(event.workspace)) {
        if (staff.agent) touchAgent(gateway, event.workspace, staff.agent, event.type);
      }
      return;
    case "agent.presence_changed":
    case "agent.connected":
    case "agent.disconnected":
    case "agent.unconfirmed":
    case "agent.gone":
      gateway.companies.expire(event.workspace);
      return touchAgent(gateway, event.workspace, event.agent, event.type);
    default:
      return;
  }
}

/** Rows of a visitor whose card or presence changed, on every desk that has them. */
async function refreshVisitor(
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<void> {
  const reply = await gateway.bus.query(workspace, "visitor.live", { visitor });
  if (!reply.ok) return;
  for (const live of reply.answer.conversations) {
    for (const session of gateway.hub.audience(live.conversation)) {
      if (session.kind === "agent") await showConversation(gateway, session, live);
    }
  }
}

import { hash } from "node:crypto";
import type { RecordedConversation } from "../../engine/contract/ports/reading_records.ts";
import type { MessageBody, Sealed } from "../../engine/contract/wire/messages.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import type { DeskConversation, VisitorConversation } from "../../engine/contract/wire/socket.ts";
import type { ConversationState } from "../../engine/contract/wire/states.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import type { Language } from "../language.ts";
import { blockedOf } from "./blocked.ts";
import { previewOf } from "./previews.ts";

/** A short name for somebody without one: the same for the same visitor, and says nothing. */
export function shortName(visitor: string, language: Language): string {
  const mark = hash("sha256", visitor, "hex").slice(0, 4).toUpperCase();
  return `${language === "zh" ? "访客" : "Visitor"} ${mark}`;
}

function publicAgent(
  company: Company | undefined,
  agent: string | undefined,
): VisitorConversation["agent"] {
  if (agent === undefined) return undefined;
  const record = company?.agents.get(agent)?.record;
  return {
    id: agent,
    name: record?.name ?? agent,
    ...(record?.portrait && { portrait: record.portrait }),
  };
}

/**
 * A live conversation as its visitor sees it, with the place in line while there is one. Who knows
 * whether the visitor is blocked at present says so; otherwise it is asked of what a block ended.
 */
export async function visitorView(
  gateway: Gateway,
  workspace: string,
  live: ConversationLive,
  isBlocked?: boolean,
): Promise<VisitorConversation> {
  const company = await gateway.companies.get(workspace);
  const agent = live.state === "parked" ? undefined : publicAgent(company, live.agent);
  const shut = isBlocked ?? (live.closedReason === "blocked" &&
    await blockedOf(gateway, workspace, live.visitor) !== undefined);
  const view: VisitorConversation = {
    conversation: live.conversation,
    state: live.state,
    group: live.group,
    ...(live.topic && { topic: live.topic }),
    ...(agent && { agent }),
    openedAt: live.openedAt,
    lastSeq: live.lastPublicSeq,
    ...(live.ratingInvited && { ratingInvited: true }),
    ...(live.rated !== undefined && { rated: live.rated }),
    canReopen: live.state === "closed" && !shut,
  };
  if (live.state !== "waiting") return view;
  const { conversation } = live;
  const place = await gateway.bus.query(workspace, "conversation.position", { conversation });
  if (!place.ok) return view;
  const { position, estimate, unattended } = place.answer;
  return { ...view, position, ...(estimate && { estimate }), ...(unattended && { unattended }) };
}

/** A conversation that only the records still know. */
export function recordedVisitorView(
  recorded: RecordedConversation,
  company: Company | undefined,
): VisitorConversation {
  const agent = publicAgent(company, recorded.agent);
  return {
    conversation: recorded.conversation,
    state: recorded.state as ConversationState,
    group: recorded.group,
    ...(recorded.topic && { topic: recorded.topic }),
    ...(agent && { agent }),
    openedAt: recorded.openedAt,
    lastSeq: recorded.lastSeq,
    ...(recorded.score !== undefined && { rated: recorded.score }),
    canReopen: false,
  };
}

const openText = async (gateway: Gateway, sealed: Sealed | undefined) =>
  sealed === undefined ? undefined : await gateway.keyring.open(sealed) as string | undefined;

/** A conversation as the desk lists it: card, name, last words, notes in clear. */
export async function deskView(
  gateway: Gateway,
  workspace: string,
  live: ConversationLive,
  language: Language,
): Promise<DeskConversation> {
  const { card } = await gateway.cards.get(workspace, live.visitor);
  const preview = gateway.previews.get(live.conversation) ??
    await readPreview(gateway, workspace, live.conversation);
  return {
    ...live,
    ...(live.offer && {
      offer: { ...live.offer, note: await openText(gateway, live.offer.note) },
    }),
    ...(live.parked && {
      parked: { ...live.parked, note: await openText(gateway, live.parked.note) },
    }),
    card,
    visitorName: card.name || shortName(live.visitor, language),
    ...(preview && { preview }),
  };
}

async function readPreview(gateway: Gateway, workspace: string, conversation: string) {
  const reply = await gateway.bus.query(workspace, "conversation.tail", { conversation, after: 0 });
  if (!reply.ok) return undefined;
  for (let at = reply.answer.events.length - 1; at >= 0; at--) {
    const event = reply.answer.events[at];
    if (event.type !== "conversation.messaged") continue;
    const body = await gateway.keyring.open(event.sealed) as MessageBody | undefined;
    const preview = previewOf(event, body);
    if (!preview) continue;
    gateway.previews.put(conversation, event.seq, preview);
    return preview;
  }
  return undefined;
}

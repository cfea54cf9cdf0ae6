import { signal } from "@preact/signals";
import type { QuickReply, QuickReplyRequest } from "../../../engine/contract/wire/desk.ts";
import { NAMELESS, type ReplyVariable } from "../../../engine/contract/wire/desk.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { day, shortTime } from "../../kit/i18n/formats.ts";
import { serverNow } from "../../kit/tick.ts";
import { api } from "../wire/api.ts";
import { type Answer, type Fault } from "../wire/http.ts";
import { lastFault } from "./faults.ts";
import { agentName, shopName } from "./names.ts";
import { language } from "./preferences.ts";
import { selfId } from "./session.ts";
import { zoneOf } from "./shop_time.ts";

/** Quick replies 快捷回复: the company's and one's own, as the server last told them. */
export const quickReplies = signal<readonly QuickReply[]>([]);
export const quickRepliesFault = signal<Fault | undefined>(undefined);

export async function loadQuickReplies(): Promise<void> {
  const answer = await api.quickReplies();
  quickRepliesFault.value = answer.ok ? undefined : answer.fault;
  if (answer.ok) quickReplies.value = answer.value.replies;
}

/** What the form holds: the words, and a file that is added or taken away. */
export interface ReplyDraft extends QuickReplyRequest {
  added?: File;
  removed?: boolean;
}

/** Saves a new or known one, then its file; the fault, if any, is for the form. */
export async function saveQuickReply(
  id: string | undefined,
  { added, removed, ...body }: ReplyDraft,
): Promise<Fault | undefined> {
  const saved = id === undefined
    ? await api.addQuickReply(body)
    : await api.changeQuickReply(id, body);
  if (!saved.ok) return saved.fault;
  const file: Answer<unknown> | undefined = added
    ? await api.attachToQuickReply(saved.value.id, added.name, added)
    : removed
    ? await api.detachFromQuickReply(saved.value.id)
    : undefined;
  await loadQuickReplies();
  return file && !file.ok ? file.fault : undefined;
}

export async function removeQuickReply(id: string): Promise<Fault | undefined> {
  const answer = await api.removeQuickReply(id);
  if (!answer.ok) return answer.fault;
  quickReplies.value = quickReplies.value.filter((one) => one.id !== id);
}

/** The file of a reply, as if it had been chosen by hand; undefined when it cannot be had. */
export async function fileOf(reply: QuickReply): Promise<File | undefined> {
  if (!reply.file) return undefined;
  const answer = await api.quickReplyFile(reply.id);
  lastFault.value = answer.ok ? undefined : answer.fault;
  if (!answer.ok) return undefined;
  return new File([answer.value], reply.file.name, { type: reply.file.type });
}

/** What the variables stand for in a conversation, in the conversation's language. */
export function valuesFor(
  conversation: Pick<DeskConversation, "card" | "shop" | "language">,
): Record<ReplyVariable, string> {
  const spoken = conversation.language ?? language();
  const now = serverNow();
  return {
    visitor: conversation.card.name ?? NAMELESS[spoken],
    agent: agentName(selfId()),
    shop: shopName(conversation.shop),
    date: day(spoken, now, zoneOf(conversation.shop)),
    time: shortTime(spoken, now, zoneOf(conversation.shop)),
  };
}

import { signal } from "@preact/signals";
import type { ConversationDetail } from "../../../engine/contract/wire/http.ts";
import type { VisitorCard } from "../../../engine/contract/wire/messages.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** Who the visitor of the conversation in front is, and what was before. */
export type Details =
  | { state: "none" }
  | { state: "loading"; conversation: string }
  | { state: "ready"; conversation: string; detail: ConversationDetail }
  | { state: "failed"; conversation: string; fault: Fault };

export const details = signal<Details>({ state: "none" });

/** Loads for one conversation; an answer for another that is no longer in front is dropped. */
export async function loadDetails(conversation: string): Promise<void> {
  const current = details.value;
  if (current.state === "none" || current.conversation !== conversation) {
    details.value = { state: "loading", conversation };
  }
  const answer = await api.conversation(conversation);
  if (details.value.state !== "none" && details.value.conversation !== conversation) return;
  details.value = answer.ok
    ? { state: "ready", conversation, detail: answer.value }
    : { state: "failed", conversation, fault: answer.fault };
}

/** Saves the card; the fault, if any, is for the form. */
export async function saveCard(
  visitor: string,
  card: VisitorCard,
  conversation: string,
): Promise<Fault | undefined> {
  const answer = await api.saveCard(visitor, card);
  if (!answer.ok) return answer.fault;
  const current = details.value;
  if (current.state === "ready" && current.conversation === conversation) {
    details.value = { ...current, detail: { ...current.detail, card } };
  }
}

/** The conversation in front changed while its details are shown, or left this desk. */
export function refreshDetails(live: DeskConversation): void {
  const current = details.value;
  if (current.state !== "ready" || current.conversation !== live.conversation) return;
  details.value = { ...current, detail: { ...current.detail, live } };
}

export const forgetDetails = (): void => void (details.value = { state: "none" });

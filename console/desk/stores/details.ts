import { signal } from "@preact/signals";
import type { ToldBlock } from "../../../engine/contract/wire/desk.ts";
import type { ConversationDetail } from "../../../engine/contract/wire/http.ts";
import type { VisitorCard } from "../../../engine/contract/wire/messages.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** Who the visitor of a conversation on the page is, and what was before. */
type Details =
  | { state: "loading" }
  | { state: "ready"; detail: ConversationDetail }
  | { state: "failed"; fault: Fault };

const known = signal<ReadonlyMap<string, Details>>(new Map());
/** As many as stand side by side, and some to go back to. */
const KNOWN_MAX = 10;

export const detailsOf = (conversation: string): Details =>
  known.value.get(conversation) ?? { state: "loading" };

function put(conversation: string, details: Details): void {
  const next = new Map(known.value);
  next.delete(conversation);
  next.set(conversation, details);
  if (next.size > KNOWN_MAX) next.delete(next.keys().next().value!);
  known.value = next;
}

/** Being loaded, and the card that was saved or told of since: the answer may not know it. */
const underway = new Map<string, VisitorCard | undefined>();

function tell(conversation: string, card: VisitorCard): void {
  if (underway.has(conversation)) underway.set(conversation, card);
}

/** Loads them; what was there before stays in sight meanwhile. */
export async function loadDetails(conversation: string): Promise<void> {
  underway.set(conversation, undefined);
  const answer = await api.conversation(conversation);
  const newer = underway.get(conversation);
  underway.delete(conversation);
  if (answer.ok) {
    const detail = { ...answer.value, card: newer ?? answer.value.card };
    return put(conversation, { state: "ready", detail });
  }
  if (known.value.get(conversation)?.state !== "ready") {
    put(conversation, { state: "failed", fault: answer.fault });
  }
}

/** Saves the card; the fault, if any, is for the form. */
export async function saveCard(
  visitor: string,
  card: VisitorCard,
  conversation: string,
): Promise<Fault | undefined> {
  const answer = await api.saveCard(visitor, card);
  if (!answer.ok) return answer.fault;
  tell(conversation, card);
  const current = detailsOf(conversation);
  if (current.state === "ready") {
    put(conversation, { state: "ready", detail: { ...current.detail, card } });
  }
}

/** A visitor was blocked here, or it was lifted: every conversation of theirs says so. */
export function tellBlocked(visitor: string, blocked: ToldBlock | undefined): void {
  for (const [conversation, { state, detail }] of readyOnes()) {
    if (visitorOf(detail) !== visitor) continue;
    put(conversation, { state, detail: { ...detail, blocked } });
  }
}

const readyOnes = () =>
  [...known.value].filter((one): one is [string, Details & { state: "ready" }] =>
    one[1].state === "ready"
  );

const visitorOf = ({ live, recorded }: ConversationDetail): string | undefined =>
  (live ?? recorded)?.visitor;

/** A conversation changed while its details are shown, or left this desk. */
export function refreshDetails(live: DeskConversation): void {
  tell(live.conversation, live.card);
  const current = known.value.get(live.conversation);
  if (current?.state !== "ready") return;
  const { card } = live;
  put(live.conversation, { state: "ready", detail: { ...current.detail, live, card } });
}

export const forgetDetails = (): void => void (known.value = new Map());

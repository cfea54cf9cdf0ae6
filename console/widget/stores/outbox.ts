import type { Entry } from "../../../engine/contract/wire/socket.ts";
import type { MessageBody } from "../../../engine/contract/wire/messages.ts";
import type { RefusalCode } from "../../../engine/contract/wire/refusals.ts";

/**
 * Messages on their way out. What can go wrong: the line breaks after a message was written and
 * before its acknowledgement, so nobody here knows whether it arrived. Three rules make that safe.
 * Every message has an id from the moment Enter was pressed, and is only ever repeated under that
 * id, which the engine recognises. Only one message is under way at a time, so a repeat can never
 * overtake. And a message leaves the outbox only when its own entry stands in the thread.
 */
interface Draft {
  /** 128 random bits: the idempotency key of this message. */
  readonly id: string;
  /** Absent: opens a conversation, or joins the one that an earlier message opens. */
  readonly conversation?: string;
  readonly topic?: string;
  readonly body: MessageBody;
  readonly at: number;
  /**
   * What the thread held when it was first sent; its own entry comes later than that. Absent until
   * then, kept over broken lines and reloads: it may have arrived.
   */
  readonly afterSeq?: number;
}
export type Outgoing =
  | Draft & { readonly state: "queued" }
  | Draft & { readonly state: "sending"; readonly afterSeq: number }
  | Draft & { readonly state: "sent"; readonly seq: number; readonly message: string }
  | Draft & { readonly state: "refused"; readonly code: RefusalCode };

export type Outbox = readonly Outgoing[];

/** Messages one visitor may have waiting; a page that is offline for an hour needs far fewer. */
export const OUTBOX_ITEMS_MAX = 50;

export const isFull = (outbox: Outbox): boolean => outbox.length >= OUTBOX_ITEMS_MAX;

export const put = (outbox: Outbox, draft: Draft): Outbox =>
  isFull(outbox) ? outbox : [...outbox, { ...draft, state: "queued" }];

/** The message to send now: the oldest queued one, and none while another is under way. */
export function next(outbox: Outbox): Outgoing | undefined {
  if (outbox.some((item) => item.state === "sending")) return undefined;
  return outbox.find((item) => item.state === "queued");
}

export const sending = (outbox: Outbox, id: string, afterSeq: number): Outbox =>
  change(outbox, id, (item) => {
    const first = item.afterSeq ?? afterSeq;
    return { ...draftOf(item), state: "sending", afterSeq: first };
  });

/** Acknowledged: durable under this sequence, though its entry may still be on its way here. */
export const acknowledged = (outbox: Outbox, id: string, seq: number, message: string): Outbox =>
  change(outbox, id, (item) => ({ ...draftOf(item), state: "sent", seq, message }));

export const refused = (outbox: Outbox, id: string, code: RefusalCode): Outbox =>
  change(outbox, id, (item) => ({ ...draftOf(item), state: "refused", code }));

/** By the visitor's wish after a refusal, or because the outcome is unknown: the same id again. */
export const again = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, (item) => ({ ...draftOf(item), state: "queued" }));

/** The line broke: whatever was under way goes back, in its place, under its id. */
export const interrupted = (outbox: Outbox): Outbox =>
  outbox.map((item) => item.state === "sending" ? { ...draftOf(item), state: "queued" } : item);

export const remove = (outbox: Outbox, id: string): Outbox =>
  outbox.filter((item) => item.id !== id);

/** A conversation now exists: messages that waited for one go there. */
export const bind = (outbox: Outbox, conversation: string): Outbox =>
  outbox.map((item) => item.conversation === undefined ? { ...item, conversation } : item);

/** The conversation is over for good: what was meant for it opens a new one. */
export const unbind = (outbox: Outbox, conversation: string): Outbox =>
  outbox.map((item) =>
    item.conversation === conversation ? { ...item, conversation: undefined } : item
  );

/** Drops acknowledged messages whose entries the thread holds. */
export function settle(outbox: Outbox, entries: readonly Entry[]): Outbox {
  const held = new Set(entries.flatMap((e) => e.kind === "message" ? [e.message] : []));
  const rest = outbox.filter((item) => !(item.state === "sent" && held.has(item.message)));
  return rest.length === outbox.length ? outbox : rest;
}

/**
 * What to show below the thread. An own entry can arrive before its acknowledgement, or be there
 * after a reload that came before it; the message is then already on the page, and showing it again
 * would double it for a moment.
 */
export function unshown(outbox: Outbox, entries: readonly Entry[]): Outbox {
  return outbox.filter((item) => {
    const { state, afterSeq, body } = item;
    if (afterSeq === undefined || (state !== "sending" && state !== "queued")) return true;
    return !entries.some((entry) =>
      entry.kind === "message" && entry.from === "visitor" && entry.seq > afterSeq &&
      sameBody(entry.body, body)
    );
  });
}

function sameBody(left: MessageBody | undefined, right: MessageBody): boolean {
  if (left?.kind !== right.kind) return false;
  if (left.kind === "text" && right.kind === "text") return left.text === right.text;
  return "file" in left && "file" in right && left.file.id === right.file.id;
}

/** From what a former page stored; anything that is not a message of ours is dropped. */
export function restore(stored: readonly string[]): Outbox {
  const drafts = stored.flatMap((text) => {
    try {
      const value = JSON.parse(text) as Partial<Draft>;
      const usable = typeof value.id === "string" && typeof value.at === "number" &&
        typeof value.body === "object" && value.body !== null;
      return usable ? [draftOf(value as Draft)] : [];
    } catch {
      return [];
    }
  });
  return drafts.sort((a, b) => a.at - b.at).slice(0, OUTBOX_ITEMS_MAX)
    .map((draft) => ({ ...draft, state: "queued" }));
}

export const draftOf = ({ id, conversation, topic, body, at, afterSeq }: Draft): Draft => ({
  id,
  conversation,
  topic,
  body,
  at,
  ...(afterSeq !== undefined && { afterSeq }),
});

const change = (outbox: Outbox, id: string, to: (item: Outgoing) => Outgoing): Outbox =>
  outbox.map((item) => item.id === id ? to(item) : item);

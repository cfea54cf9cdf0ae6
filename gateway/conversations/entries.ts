import type { TimelineEntry } from "../../engine/contract/ports/reading_records.ts";
import type { Event } from "../../engine/contract/wire/events.ts";
import { speaksForVisitor, splitBy } from "../../engine/contract/wire/ids.ts";
import type { MessageBody, Sealed } from "../../engine/contract/wire/messages.ts";
import { laterDelivery } from "../../engine/contract/wire/delivery.ts";
import type { DeliveryState } from "../../engine/contract/wire/states.ts";
import { isPublic } from "../../engine/contract/wire/public_events.ts";
import type { Entry } from "../../engine/contract/wire/socket.ts";
import type { Company } from "../company.ts";
import type { Language } from "../language.ts";

type MessageEntry = Extract<Entry, { kind: "message" }>;

/** What turning events into lines needs to know: names, clock texts, and the reader. */
export interface Reader {
  company?: Company;
  /** Visitors never receive staff entries, and lines without their reasons. */
  visitor: boolean;
  /** Language of the conversation, for texts that the engine sent by number. */
  language: Language;
}

/** Sealed texts of an event, to be opened before it is shown. */
export function sealedOf(event: Event): Sealed[] {
  switch (event.type) {
    case "conversation.messaged":
      return [event.sealed];
    case "conversation.transfer_offered":
    case "conversation.parked":
    case "conversation.tagged":
    case "conversation.consulted":
      return event.note ? [event.note] : [];
    case "conversation.rated":
      return event.comment ? [event.comment] : [];
    default:
      return [];
  }
}

/** The line of a live event, or undefined when this reader has none for it. */
export function entryOf(event: Event, opened: unknown, reader: Reader): Entry | undefined {
  if (!("conversation" in event) || event.type === "conversation.forgotten") return undefined;
  if (reader.visitor && !isPublic(event)) return undefined;
  if (event.type === "conversation.messaged") return messageOf(event, opened, reader);
  if (event.type === "conversation.held") return heldOf(event, reader);
  return { kind: "line", seq: event.seq, at: event.at, event: shown(event, opened, reader) };
}

function messageOf(
  event: Event<"conversation.messaged">,
  opened: unknown,
  reader: Reader,
): MessageEntry {
  return {
    kind: "message",
    seq: event.seq,
    at: event.at,
    message: event.message,
    ...authorOf(event.by, reader),
    visibility: event.visibility,
    ...(event.auto && { auto: event.auto }),
    bodyKind: event.body,
    ...outsideOf(event, reader),
    ...(opened !== undefined && { body: opened as MessageBody }),
  };
}

/** How another system knows a message: the staff's affair, and that system's. */
function outsideOf(
  { originAt, externalId }: { originAt?: number; externalId?: string },
  { visitor }: Reader,
): Pick<MessageEntry, "originAt" | "externalId"> {
  if (visitor) return {};
  return {
    ...(originAt !== undefined && { originAt }),
    ...(externalId !== undefined && { externalId }),
  };
}

/** A hold message travels as clock and number; its words are the document's. */
function heldOf(
  event: { seq: number; at: number; clock: string; text: number; kind: "hold" | "closingNotice" },
  reader: Reader,
): MessageEntry {
  const clock = reader.company?.configuration?.clocks.find((one) => one.id === event.clock);
  const words = clock?.holdTexts?.[event.text];
  return {
    kind: "message",
    seq: event.seq,
    at: event.at,
    message: `held-${event.seq}`,
    from: "system",
    author: "",
    visibility: "all",
    auto: event.kind,
    bodyKind: "text",
    body: { kind: "text", text: words?.[reader.language] || FALLBACK[event.kind][reader.language] },
  };
}

/** When the document in force no longer has the text that was sent, or not in this language. */
const FALLBACK = {
  hold: { zh: "请您稍候，客服马上回复。", en: "One moment please, we will answer shortly." },
  closingNotice: {
    zh: "较长时间未收到您的回复，会话即将结束。",
    en: "We have not heard from you for a while; this conversation will end soon.",
  },
} as const;

function authorOf(by: Event["by"], reader: Reader): Pick<
  MessageEntry,
  "from" | "author" | "name" | "portrait" | "bot"
> {
  const { kind, id } = splitBy(by);
  if (speaksForVisitor(by)) return { from: "visitor", author: id };
  if (kind === "engine") return { from: "system", author: id };
  if (kind === "bot") {
    const bot = reader.company?.configuration?.bots?.find((one) => one.id === id);
    const name = bot?.name[reader.language];
    return { from: "system", author: id, bot: true, ...(name !== undefined && { name }) };
  }
  const record = reader.company?.agents.get(id)?.record;
  return {
    from: "agent",
    author: id,
    ...(record && { name: record.name }),
    ...(record?.portrait && { portrait: record.portrait }),
  };
}

/** Fields of public events that a visitor may read; reasons, keys, notes and rules are not. */
const VISITOR_FIELDS = [
  "type",
  "seq",
  "at",
  "workspace",
  "conversation",
  "agent",
  "group",
  "topic",
  "message",
  "from",
  "to",
  "reason",
  "score",
  "reasons",
  "state",
] as const;

/** Sealed fields never leave the door: they are opened for staff and dropped for visitors. */
function shown(event: Event, opened: unknown, reader: Reader): Event {
  const all = event as unknown as Record<string, unknown>;
  if (reader.visitor) {
    const kept: Record<string, unknown> = {};
    for (const field of VISITOR_FIELDS) if (field in all) kept[field] = all[field];
    // the closing topic is how the staff files it
    if (event.type === "conversation.closed") delete kept.topic;
    // the one reason that is the visitor's affair: nobody works at this hour
    const closed = event.type === "conversation.left" && event.why.code === "outsideHours";
    if (closed) kept.why = { code: event.why.code };
    return kept as unknown as Event;
  }
  const { facts: _facts, note: _note, comment: _comment, key: _key, ...clear } = all;
  const text = typeof opened === "string" ? opened : undefined;
  if (text !== undefined && "note" in all) clear.note = text;
  if (text !== undefined && "comment" in all) clear.comment = text;
  return clear as unknown as Event;
}

/** The line of a recorded entry. */
export function entryOfRecord(
  line: TimelineEntry,
  conversation: string,
  reader: Reader,
): Entry | undefined {
  if (line.message !== undefined) {
    if (reader.visitor && line.visibility !== "all") return undefined;
    return {
      kind: "message",
      seq: line.seq,
      at: line.at,
      message: line.message,
      ...authorOf(line.by, reader),
      visibility: line.visibility,
      ...(line.auto && { auto: line.auto as MessageEntry["auto"] }),
      bodyKind: line.body?.kind ?? "text",
      ...outsideOf(line.detail ?? {}, reader),
      ...(line.body && !line.recalled && { body: line.body }),
      ...(line.recalled && { recalled: true }),
      ...(line.delivery && !reader.visitor && { delivery: line.delivery }),
    };
  }
  const workspace = reader.company?.workspace ?? "";
  const { seq, at, by, type, detail } = line;
  const event = { ...detail, type, seq, at, by, workspace, conversation } as unknown as Event;
  const note = detail?.note ?? detail?.comment;
  return entryOf(event, note, reader);
}

/**
 * What later lines of one list say of its messages: a recalled one loses its body, and what the
 * channel reported stands beside it. What was delivered stays delivered.
 */
export function settled(entries: Entry[]): Entry[] {
  const recalled = new Set<string>();
  const reported = new Map<string, DeliveryState>();
  for (const entry of entries) {
    if (entry.kind !== "line") continue;
    const { event } = entry;
    if (event.type === "conversation.recalled") recalled.add(event.message);
    if (event.type === "conversation.delivery_reported") {
      reported.set(event.message, laterDelivery(reported.get(event.message), event.state));
    }
  }
  if (recalled.size === 0 && reported.size === 0) return entries;
  return entries.map((entry) => {
    if (entry.kind !== "message") return entry;
    const said = reported.get(entry.message);
    const whole = said === undefined
      ? entry
      : { ...entry, delivery: laterDelivery(entry.delivery, said) };
    if (!recalled.has(entry.message)) return whole;
    const { body: _body, ...rest } = whole;
    return { ...rest, recalled: true };
  });
}

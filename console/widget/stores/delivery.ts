import { effect, signal } from "@preact/signals";
import type { VisitorBlock } from "../../../engine/contract/wire/queries.ts";
import type { MessageBody } from "../../../engine/contract/wire/messages.ts";
import type { OpenResponse } from "../../../engine/contract/wire/http.ts";
import type { RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import type { VisitorConversation, VisitorFrameIn } from "../../../engine/contract/wire/socket.ts";
import { takeBlock } from "./block.ts";
import { current, know, ordered, threads } from "./conversations.ts";
import { type Answer, door } from "./door.ts";
import { freshId } from "./fresh_id.ts";
import { backoffMs } from "./backoff.ts";
import { language, visit } from "./host.ts";
import { openSession } from "./session.ts";
import { keep, kept, keptNames } from "./storage.ts";
import * as box from "./outbox.ts";

/** What is on its way to the agent, and how it gets there: the first message opens a conversation
 * over HTTP, every other one is a frame on the socket. */
export const outbox = signal<box.Outbox>([]);
/** How often in a row the gateway could not be reached or was too busy; 0 while all is well. */
export const failures = signal(0);

/** A frame that is not acknowledged by then is repeated on a new connection. */
const ACKNOWLEDGED_WITHIN_MS = 10_000;

/** Refusals that pass by themselves: the same id is sent again a little later. */
const PASSING: ReadonlySet<string> = new Set(
  [
    "unreachable",
    "busy",
    "unavailable",
    "rate_limited",
    "too_slow",
  ] satisfies (RefusalCode | "unreachable")[],
);

interface Way {
  send(frame: VisitorFrameIn): boolean;
  /** Connects anew, so that the gateway says what it has. */
  connect(): void;
}
let way: Way = { send: () => false, connect: () => {} };
let retry: ReturnType<typeof setTimeout> | undefined;
let overdue: ReturnType<typeof setTimeout> | undefined;
/** Messages that already lost one conversation; a second loss is shown, not repeated for ever. */
const rerouted = new Set<string>();

/** Takes a message; false when too many already wait. */
export function say(body: MessageBody, topic?: string): boolean {
  if (box.isFull(outbox.value)) return false;
  const thread = current.value;
  const over = thread?.summary.state === "closed" && !thread.summary.canReopen;
  const conversation = over ? undefined : thread?.summary.conversation;
  outbox.value = box.put(outbox.value, {
    id: freshId(),
    conversation,
    topic,
    body,
    at: Date.now(),
  });
  pump();
  return true;
}

export function resend(id: string): void {
  rerouted.delete(id);
  outbox.value = box.again(outbox.value, id);
  pump();
}

export const discard = (id: string): void => void (outbox.value = box.remove(outbox.value, id));

/** Sends the next message if there is one and a way for it. */
export function pump(): void {
  const item = box.next(outbox.value);
  if (item === undefined) return;
  const { id, conversation, body } = item;
  if (conversation === undefined) return void open(item);
  if (!way.send({ type: "message", id, conversation, body })) return;
  outbox.value = box.sending(outbox.value, id, threads.value.get(conversation)?.heldSeq ?? 0);
  clearTimeout(overdue);
  overdue = setTimeout(() => way.connect(), ACKNOWLEDGED_WITHIN_MS);
}

export function acknowledged(id: string, seq: number, message: string): void {
  clearTimeout(overdue);
  failures.value = 0;
  rerouted.delete(id);
  outbox.value = box.acknowledged(outbox.value, id, seq, message);
  settle();
  pump();
}

export function refused(
  id: string,
  code: RefusalCode | "unreachable",
  retryAfterMs = 0,
  block?: VisitorBlock,
): void {
  clearTimeout(overdue);
  if (block) takeBlock(block);
  const item = outbox.value.find((one) => one.id === id);
  if (item === undefined) return;
  if (code === "unreachable" || PASSING.has(code)) {
    outbox.value = box.again(outbox.value, id);
    clearTimeout(retry);
    retry = setTimeout(pump, backoffMs(failures.value++, Math.random(), retryAfterMs));
    return;
  }
  const gone = code === "closed" || code === "not_found";
  if (gone && item.conversation !== undefined && !rerouted.has(id)) {
    rerouted.add(id);
    outbox.value = box.unbind(box.again(outbox.value, id), item.conversation);
  } else outbox.value = box.refused(outbox.value, id, code);
  pump();
}

/** The line broke: a frame under way may or may not have arrived, so it goes again as it was. */
export function lineLost(): void {
  clearTimeout(overdue);
  const under = outbox.value.find((item) => item.state === "sending");
  if (under?.conversation !== undefined) outbox.value = box.interrupted(outbox.value);
}

/** Called whenever entries came in: what they show is no longer waiting. */
export function settle(): void {
  const entries = ordered.value.flatMap((thread) => thread.entries);
  outbox.value = box.settle(outbox.value, entries);
}

async function open(item: box.Outgoing): Promise<void> {
  const where = visit.value;
  if (where === undefined) return;
  outbox.value = box.sending(outbox.value, item.id, 0);
  const { route, facts } = where;
  const { body: message, topic } = item;
  const request = { route, facts, language: language.value, message, topic };
  const answer = await door.open(request, item.id);
  if (answer.ok) return opened(item, answer.value);
  if (answer.code === "conflict" && answer.conversation !== undefined) {
    outbox.value = box.bind(box.again(outbox.value, item.id), answer.conversation);
    return way.connect();
  }
  if (answer.code === "unauthenticated") await openSession();
  refused(item.id, passingWhenSignedOut(answer), answer.retryAfterMs, answer.blocked);
}

/** A renewed session makes the same request right; so being signed out passes like being busy. */
const passingWhenSignedOut = (answer: Answer<unknown> & { ok: false }) =>
  answer.code === "unauthenticated" ? "unreachable" : answer.code;

function opened(item: box.Outgoing, answer: OpenResponse): void {
  const { conversation, message, seq, opened: where } = answer;
  const summary: VisitorConversation = {
    conversation,
    state: where.state,
    group: "",
    topic: item.topic,
    openedAt: Math.max(Date.now(), (current.value?.summary.openedAt ?? 0) + 1),
    lastSeq: seq,
    canReopen: true,
    ...(where.state === "waiting" && { position: where.position, estimate: where.estimate }),
  };
  if (!threads.value.has(conversation)) know([summary]);
  outbox.value = box.bind(outbox.value, conversation);
  acknowledged(item.id, seq, message ?? "");
  way.connect();
}

/** Takes up what a former page left unsent before what this one has, and learns the way out. */
export function startDelivery(out: Way): void {
  way = out;
  const prefix = `out.${visit.value?.route}.`;
  const names = keptNames(prefix);
  const left = box.restore(names.flatMap((name) => kept(name) ?? []));
  outbox.value = [...left, ...outbox.value];
  let stored = new Set(names.map((name) => name.slice(prefix.length)));
  effect(() => {
    const unsent = outbox.value.filter((i) => i.state === "queued" || i.state === "sending");
    const ids = new Set(unsent.map((item) => item.id));
    for (const id of stored) if (!ids.has(id)) keep(prefix + id, undefined);
    for (const item of unsent) keep(prefix + item.id, JSON.stringify(box.draftOf(item)));
    stored = ids;
  });
  pump();
}

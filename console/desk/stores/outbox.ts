import { signal } from "@preact/signals";
import type { MessageBody } from "../../../engine/contract/wire/messages.ts";
import type { RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import type { Visibility } from "../../../engine/contract/wire/states.ts";
import * as model from "../model/outbox.ts";
import { hasMessage } from "../model/timeline.ts";
import { randomId } from "../wire/random_id.ts";
import { transmit } from "./link.ts";
import { selfId } from "./session.ts";
import { openedOf } from "./timelines.ts";

/** Messages on their way; survives a reload of this tab, is not shared with other tabs. */
export const outbox = signal<model.Outbox>([]);

const KEY = "tidegate.desk.outbox";

const keep = (next: model.Outbox): void => {
  outbox.value = next;
  const held = model.kept(next);
  if (held.length === 0) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify({ agent: selfId(), held }));
};

export function restoreOutbox(): void {
  const text = sessionStorage.getItem(KEY);
  if (!text) return;
  const { agent, held } = JSON.parse(text) as { agent: string; held: model.Outbox };
  if (agent === selfId()) keep(held);
}

/** False when too much waits already. */
export function post(conversation: string, body: MessageBody, visibility: Visibility): boolean {
  if (outbox.value.length >= model.OUTBOX_MAX) return false;
  keep(model.queued(outbox.value, { id: randomId(), conversation, body, visibility }, Date.now()));
  pump();
  return true;
}

/** The next look at messages that wait out a pause. */
let wake: ReturnType<typeof setTimeout> | undefined;
const WAKE_MS = 500;

/** Sends whatever may go now. Called after every change and when the connection is live. */
export function pump(): void {
  clearTimeout(wake);
  let next = outbox.value;
  for (const item of model.sendable(next, Date.now())) {
    const { id, conversation, body, visibility } = item;
    if (!transmit({ type: "message", id, conversation, body, visibility })) break;
    next = model.sent(next, id, Date.now(), heldSeq(conversation));
  }
  if (next !== outbox.value) keep(next);
  const paused = next.some((item) => item.state === "queued" && item.notBeforeAt !== undefined);
  if (paused) wake = setTimeout(pump, WAKE_MS);
}

/** Undefined while this tab does not hold the newest lines. */
function heldSeq(conversation: string): number | undefined {
  const opened = openedOf(conversation);
  return opened?.loading.value.state === "ready" ? opened.timeline.value.lastSeq : undefined;
}

export function onAcknowledged(id: string, seq: number, message: string): void {
  const item = outbox.value.find((one) => one.id === id);
  const timeline = item && openedOf(item.conversation)?.timeline.value;
  keep(
    timeline && hasMessage(timeline, message)
      ? model.discarded(outbox.value, id)
      : model.acknowledged(outbox.value, id, seq, message),
  );
  pump();
}

export function onRefused(id: string, code: RefusalCode, retryAfterMs?: number): void {
  keep(model.refused(outbox.value, id, { code, retryAfterMs }, Date.now()));
  pump();
}

export function onLanded(conversation: string, entries: readonly Entry[]): void {
  const next = entries.reduce(
    (sum, entry) => model.landed(sum, conversation, entry, selfId()),
    outbox.value,
  );
  if (next !== outbox.value) keep(next);
}

export const onDisconnected = (): void => keep(model.disconnected(outbox.value));

export function sendAgain(id: string): void {
  keep(model.resend(outbox.value, id));
  pump();
}
export const discard = (id: string): void => keep(model.discarded(outbox.value, id));

export function forgetOutbox(): void {
  clearTimeout(wake);
  outbox.value = [];
  sessionStorage.removeItem(KEY);
}

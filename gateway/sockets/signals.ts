import type { Signal } from "../../engine/contract/wire/feed.ts";
import type { Gateway } from "../context.ts";
import { isLightened } from "./lightened.ts";
import { sendTo } from "./session.ts";

/**
 * Typing and reading: lossy, never journalled, at most one per second and conversation, the last
 * one wins. What comes too soon waits for its second; a newer one takes its place.
 */
const EVERY_MS = 1_000;
const PENDING_MAX = 20_000;

interface Paced {
  sentAt: number;
  next?: Signal;
}
const pacedOf = new WeakMap<Gateway, Map<string, Paced>>();

function paced(gateway: Gateway): Map<string, Paced> {
  let found = pacedOf.get(gateway);
  if (!found) pacedOf.set(gateway, found = new Map());
  return found;
}

export function signal(gateway: Gateway, one: Signal): void {
  const part = one.kind === "typing" ? "typing" : "reads";
  if (isLightened(gateway, one.workspace, part)) return;
  const all = paced(gateway);
  const name = `${one.workspace}\0${one.conversation}\0${one.kind}\0${one.from}\0${one.id}`;
  const now = gateway.clock.monotonic();
  const before = all.get(name);
  if (before && now - before.sentAt < EVERY_MS) {
    before.next = one;
    return;
  }
  if (!before && all.size >= PENDING_MAX) return;
  all.set(name, { sentAt: now });
  gateway.bus.signal(one);
}

/** Sends what waited; called several times a second. */
export function beatSignals(gateway: Gateway): void {
  const all = paced(gateway);
  const now = gateway.clock.monotonic();
  for (const [name, one] of all) {
    if (now - one.sentAt < EVERY_MS) continue;
    if (one.next) {
      gateway.bus.signal(one.next);
      all.set(name, { sentAt: now });
    } else all.delete(name);
  }
}

/** Only to whoever has the conversation open by right: its visitor, its desk, its watchers. */
export function receiveSignal(gateway: Gateway, one: Signal): void {
  for (const session of gateway.hub.audience(one.conversation)) {
    if (session.workspace !== one.workspace) continue;
    const { conversation } = one;
    if (session.kind === "visitor" && one.from === "agent") {
      if (one.kind === "typing") sendTo(gateway, session, { type: "typing", conversation });
      else sendTo(gateway, session, { type: "read", conversation, seq: one.seq });
    }
    if (session.kind === "agent" && one.from === "visitor") {
      if (one.kind === "read") {
        sendTo(gateway, session, { type: "read", conversation, seq: one.seq });
      } else sendTo(gateway, session, { type: "typing", conversation, text: one.preview });
    }
  }
}

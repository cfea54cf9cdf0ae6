import type { Msg, NatsConnection } from "@nats-io/transport-node";
import { inboxOf } from "../connection.ts";

/** Requests with one subscription for all replies, and one timer that looks for the lost ones. */
export interface Caller {
  /** The reply, `nobody` when no one listens, or `silent` when none came in time. */
  call(subject: string, payload: Uint8Array | string, withinMs: number): Promise<Called>;
  close(): void;
}

export type Called =
  | { state: "answered"; message: Msg }
  | { state: "nobody" }
  | { state: "silent" };

/** Requests that wait for a reply; more are told `silent` at once. 1 KB each. */
const WAITING_MAX = 100_000;
const LOOK_EVERY_MS = 250;

interface Waiting {
  until: number;
  resolve(called: Called): void;
}

export function createCaller(nats: NatsConnection): Caller {
  const inbox = inboxOf(nats);
  const waiting = new Map<number, Waiting>();
  let count = 0;

  function settle(number: number, called: Called): void {
    const of = waiting.get(number);
    if (of === undefined) return;
    waiting.delete(number);
    of.resolve(called);
  }

  const replies = nats.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error !== null) return;
      const number = Number(message.subject.slice(inbox.length + 1));
      const nobody = message.data.length === 0 && message.headers?.code === 503;
      settle(number, nobody ? { state: "nobody" } : { state: "answered", message });
    },
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [number, of] of waiting) if (of.until < now) settle(number, { state: "silent" });
  }, LOOK_EVERY_MS);

  return {
    call(subject, payload, withinMs) {
      if (waiting.size >= WAITING_MAX) return Promise.resolve({ state: "silent" });
      const number = ++count;
      return new Promise((resolve) => {
        waiting.set(number, { until: performance.now() + withinMs, resolve });
        try {
          nats.publish(subject, payload, { reply: `${inbox}.${number}` });
        } catch {
          settle(number, { state: "silent" });
        }
      });
    },
    close() {
      clearInterval(timer);
      replies.unsubscribe();
      for (const number of [...waiting.keys()]) settle(number, { state: "silent" });
    },
  };
}

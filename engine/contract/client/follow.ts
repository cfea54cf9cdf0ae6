import { type ConsumerMessages, jetstream, type JsMsg } from "@nats-io/jetstream";
import type { Client } from "./client.ts";
import { inOrder } from "./in_order.ts";

/** A committed event as integrators read it; further fields are the event's own. */
export interface PublicEvent {
  id: string;
  type: string;
  /** Counts the company's events without gaps; `prev` is the one before. */
  seq: number;
  prev: number;
  /** Epoch ms. */
  at: number;
  workspace: string;
  by: string;
  conversation?: string;
  [field: string]: unknown;
}

export interface Following {
  /** The last event that was handled. */
  watermark(): number;
  stop(): Promise<void>;
}

/** The prefix under which an integrator's account finds the stream's interface. */
const DOMAIN = "tidegate";
const STREAM = "TG_EVENTS";
/** Pulled ahead; what is not handled in 30 s is delivered again. */
const PULL_MESSAGES = 200;
const AGAIN_MS = 500;
/** Three deliveries: what did not come until then is not in the stream any more. */
const GAP_MS = 90_000;

/**
 * Hands over every event once and in order, from `watermark` on, whatever is delivered twice, late
 * or out of order. `handle` makes its effect and the new watermark durable together; when it
 * rejects, the event is delivered again. A process that crashed begins again with its own watermark.
 */
export function follow(
  client: Client,
  watermark: number,
  handle: (event: PublicEvent) => Promise<void>,
): Following {
  let order = inOrder<PublicEvent>(watermark);
  let gap: { seq?: number; since: number } = { since: 0 };
  const state: { stopped: boolean; messages?: ConsumerMessages } = { stopped: false };
  const unacknowledged = new Map<number, JsMsg>();

  async function receive(message: JsMsg): Promise<void> {
    const event = message.json<PublicEvent>();
    const taken = order.take(event);
    switch (taken.is) {
      case "repeat":
        // of an early one this is the newer delivery, which is the one to acknowledge
        if (unacknowledged.has(event.seq)) unacknowledged.set(event.seq, message);
        else message.ack();
        break;
      case "later":
        break;
      case "early":
        unacknowledged.set(event.seq, message);
        break;
      case "ready":
        unacknowledged.set(event.seq, message);
        await deliver(taken.events);
        break;
    }
    await passGap();
  }

  async function deliver(events: PublicEvent[]): Promise<void> {
    for (const one of events) {
      await handle(one);
      order.done(one);
      unacknowledged.get(one.seq)?.ack();
      unacknowledged.delete(one.seq);
    }
  }

  /** Erased events are taken out of the stream: after every delivery was tried they are passed. */
  async function passGap(): Promise<void> {
    const missing = order.missing();
    if (missing !== gap.seq) gap = { seq: missing, since: performance.now() };
    if (missing === undefined || performance.now() - gap.since < GAP_MS) return;
    await deliver(order.pass());
  }

  async function run(): Promise<void> {
    const js = jetstream(client.nats, { domain: DOMAIN });
    const consumer = await js.consumers.get(STREAM, client.name);
    state.messages = await consumer.consume({ max_messages: PULL_MESSAGES });
    if (state.stopped) return void state.messages.stop();
    for await (const message of state.messages) {
      if (state.stopped) return;
      await receive(message);
    }
  }

  const ended = (async () => {
    while (!state.stopped) {
      await run().catch(() => {}); // away, or `handle` failed: from the watermark again
      state.messages?.stop();
      unacknowledged.clear();
      order = inOrder<PublicEvent>(order.watermark());
      if (!state.stopped) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  })();
  return {
    watermark: () => order.watermark(),
    async stop() {
      state.stopped = true;
      state.messages?.stop();
      await ended;
    },
  };
}

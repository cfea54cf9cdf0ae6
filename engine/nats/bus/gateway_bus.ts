import type { NatsConnection } from "@nats-io/transport-node";
import type { Bus, QueryReply } from "../../contract/ports/bus.ts";
import { partitionOf } from "../../contract/wire/ids.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import type { Documents } from "../../ports/documents.ts";
import {
  gatewayCommands,
  gatewayFeed,
  gatewayHello,
  gatewayQueries,
  gatewaySignalled,
  gatewaySignals,
} from "../subjects.ts";
import { createBundles } from "./bundles.ts";
import { createCaller } from "./caller.ts";

/**
 * The way of one gateway to the partitions' owners, wherever they are. A partition that changes
 * its owner has nobody listening for a moment: what nobody got is sent again for a while, so that a
 * planned handover is felt as a pause. What may have gone with its owner is sent again as well, for
 * its id makes a repeat harmless. A reply that never comes is `unavailable`: the client's retry
 * with the same id finds what became of it.
 */
export interface GatewayBus extends Bus {
  close(): void;
}

export interface GatewayBusSettings {
  /** The gateway's name, a token: part of every subject it uses. */
  gateway: string;
  documents: Documents;
  /** Where a workspace lives; by hash unless told. */
  placement?: (workspace: string) => number;
}

const GIVE_UP_MS = 10_000;
/** An owner that died took its requests along: the same one again, its id makes that safe. */
const ANSWER_WITHIN_MS = 3_000;
/** A past decision is found by a replay, which the engine ends after a minute. */
const EXPLAINED_WITHIN_MS = 65_000;
/** A planned handover takes under 300 ms, a takeover up to 4 s. */
const AGAIN_MS = 100;

export function createGatewayBus(nats: NatsConnection, settings: GatewayBusSettings): GatewayBus {
  const { gateway, documents, placement = partitionOf } = settings;
  const caller = createCaller(nats);
  const bundles = createBundles(nats);
  let closed = false;

  async function again<Answer>(
    ask: () => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    for (const began = performance.now(); !closed && performance.now() - began < GIVE_UP_MS;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (!closed) await new Promise((next) => setTimeout(next, AGAIN_MS));
    }
    return undefined;
  }

  function ask<Answer>(
    subject: string,
    question: unknown,
    withinMs: number,
  ): Promise<Answer | undefined> {
    const payload = JSON.stringify(question);
    return again(async () => {
      const called = await caller.call(subject, payload, withinMs);
      return called.state === "answered" ? called.message.json<Answer>() : undefined;
    });
  }

  function listen<Message>(subject: string, receive: (message: Message) => void): () => void {
    const subscription = nats.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) receive(message.json<Message>());
      },
    });
    return () => subscription.unsubscribe();
  }

  const unavailable = refusal("unavailable", { retryAfterMs: 1_000 });
  return {
    async command(command) {
      const subject = gatewayCommands(gateway, placement(command.workspace));
      const text = JSON.stringify(command);
      const reply = await again(() => bundles.call(subject, text, ANSWER_WITHIN_MS));
      return reply ?? { ok: false, error: unavailable };
    },
    async query(workspace, name, question) {
      const subject = gatewayQueries(gateway, placement(workspace));
      type Answer = QueryReply<typeof name>;
      const withinMs = name === "conversation.explain" ? EXPLAINED_WITHIN_MS : ANSWER_WITHIN_MS;
      return await ask<Answer>(subject, { workspace, name, ask: question }, withinMs) ??
        { ok: false, error: unavailable };
    },
    signal(signal) {
      const subject = gatewaySignals(gateway, placement(signal.workspace));
      nats.publish(subject, JSON.stringify(signal));
    },
    hello: (name) => nats.publish(gatewayHello(name)),
    onFeed(name, receive, missed) {
      const stop = listen(gatewayFeed(name), receive);
      let listening = true;
      if (missed) void tellReconnects(nats, () => listening && !closed, missed);
      return () => {
        listening = false;
        stop();
      };
    },
    onSignal: (name, receive) => listen(gatewaySignalled(name), receive),
    putDocument: (bytes) => documents.put(bytes),
    getDocument: (hash) => documents.get(hash),
    close() {
      closed = true;
      bundles.close();
      caller.close();
    },
  };
}

/**
 * Feeds are not kept for anybody: a connection that comes back, be it that the server restarted or
 * that it dropped us as a slow consumer, has missed what was said while it was away. Its
 * subscriptions are the server's again before this is told.
 */
async function tellReconnects(
  nats: NatsConnection,
  listening: () => boolean,
  missed: () => void,
): Promise<void> {
  for await (const { type } of nats.status()) {
    if (!listening()) return;
    if (type === "reconnect") missed();
  }
}

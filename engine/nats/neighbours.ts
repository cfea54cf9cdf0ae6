import type { NatsConnection } from "@nats-io/transport-node";
import type { Neighbours, News } from "../ports/neighbours.ts";
import { createCaller } from "./bus/caller.ts";
import { respond } from "./bus/respond.ts";
import { engineAsk, engineNews } from "./subjects.ts";

/** The engines among themselves on core NATS: news for all, a question on each one's own subject. */
export interface NatsNeighbours extends Neighbours {
  close(): void;
}

const ANSWER_WITHIN_MS = 1_000;

export function openNeighbours(nats: NatsConnection, me: string): NatsNeighbours {
  const caller = createCaller(nats);
  const asked = nats.subscribe(engineAsk(me), {
    callback: (error, message) => {
      if (error === null) respond(message, "1");
    },
  });
  return {
    async ask(engine) {
      const called = await caller.call(engineAsk(engine), "", ANSWER_WITHIN_MS);
      return called.state === "answered" ? "lives" : called.state;
    },
    tell: (news) => nats.publish(engineNews, JSON.stringify(news)),
    hear(receive) {
      const subscription = nats.subscribe(engineNews, {
        callback: (error, message) => {
          if (error === null) receive(message.json<News>());
        },
      });
      return () => subscription.unsubscribe();
    },
    close() {
      asked.unsubscribe();
      caller.close();
    },
  };
}

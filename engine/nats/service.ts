import type { Msg, NatsConnection } from "@nats-io/transport-node";
import { LEVEL } from "../contract/wire/level.ts";
import { respond } from "./bus/respond.ts";

/**
 * NATS's service protocol by hand, so that the stock tool sees the engines (`nats micro ls`). Of
 * the library for it there is only an old pre-release, which brings a second client along.
 */
const NAME = "tidegate";
const PREFIX = "io.nats.micro.v1";
const QUEUE = "";

export interface ServiceStats {
  requests: number;
  errors: number;
  lastError: string;
}

export function serveService(
  nats: NatsConnection,
  id: string,
  stats: () => ServiceStats,
): () => void {
  const base = { name: NAME, id, version: `${LEVEL}.0.0`, metadata: {} };
  const started = new Date().toISOString();
  const endpoints = [
    { name: "commands", subject: "tg.v1.*.cmd.>", queue_group: QUEUE, metadata: {} },
    { name: "queries", subject: "tg.v1.*.qry.>", queue_group: QUEUE, metadata: {} },
  ];
  const answers: Record<string, () => object> = {
    PING: () => ({ ...base, type: `${PREFIX}.ping_response` }),
    INFO: () => ({
      ...base,
      type: `${PREFIX}.info_response`,
      description: "Customer-service desk: conversations, routing, live state",
      endpoints,
    }),
    STATS() {
      const { requests, errors, lastError } = stats();
      const counted = { num_requests: requests, num_errors: errors, last_error: lastError };
      const times = { processing_time: 0, average_processing_time: 0 };
      return {
        ...base,
        type: `${PREFIX}.stats_response`,
        started,
        endpoints: endpoints.map((one, place) =>
          place === 0 ? { ...one, ...counted, ...times } : {
            ...one,
            num_requests: 0,
            num_errors: 0,
            last_error: "",
            ...times,
          }
        ),
      };
    },
  };
  const subscriptions = Object.entries(answers).flatMap(([verb, answer]) =>
    [`$SRV.${verb}`, `$SRV.${verb}.${NAME}`, `$SRV.${verb}.${NAME}.${id}`].map((subject) =>
      nats.subscribe(subject, {
        callback(error: Error | null, message: Msg) {
          if (error === null) respond(message, JSON.stringify(answer()));
        },
      })
    )
  );
  return () => subscriptions.forEach((one) => one.unsubscribe());
}

import { explainInThreads } from "../../local/explain/explainer.ts";
import type { Explaining } from "../../ports/explaining.ts";
import type { NatsOptions } from "../connection.ts";
import type { ToExplain } from "./worker.ts";

/** Explanations from snapshots, archive and journal of NATS, each by a connection of its own. */
export function createNatsExplainer(
  { url, name, tls, inboxPrefix }: NatsOptions,
  placement: (workspace: string) => number,
  report: (sentence: string) => void,
): Explaining {
  const nats = { url, name: `${name}-explain`, tls, inboxPrefix };
  const thread = new URL("./worker.ts", import.meta.url);
  return explainInThreads<ToExplain>(thread, (workspace, seq) => {
    return { nats, partition: placement(workspace), workspace, seq };
  }, report);
}

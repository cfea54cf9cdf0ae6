/** The thread of one explanation on NATS: replays beside the engine and ends with its answer. */
import { createConfigurations } from "../../actors/configurations.ts";
import { createClock } from "../../local/clock.ts";
import { explainPast } from "../../local/explain/replay.ts";
import type { Explained } from "../../local/explain/worker.ts";
import { connectNats, type NatsOptions, openNats } from "../mod.ts";

export interface ToExplain {
  nats: Omit<NatsOptions, "report">;
  partition: number;
  workspace: string;
  seq: number;
}

declare const self: {
  onmessage: ((event: MessageEvent<ToExplain>) => void) | null;
  postMessage(message: Explained): void;
};

async function explain({ nats: options, partition, workspace, seq }: ToExplain) {
  const nats = await connectNats(options);
  const parts = openNats(nats, createClock());
  const past = {
    partition,
    snapshots: parts.snapshots(partition),
    configurations: createConfigurations(parts.documents),
    read: (from: number) => parts.journal(partition).read(from),
  };
  try {
    return await explainPast(past, workspace, seq);
  } finally {
    parts.close();
    await nats.close();
  }
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ explanation: await explain(data) });
  } catch (error) {
    self.postMessage({ error: (error as Error).message });
  }
};

/** The thread of one explanation: replays beside the engine and ends with its answer. */
import { createConfigurations } from "../../actors/configurations.ts";
import type { Explanation } from "../../contract/wire/explanation.ts";
import { openDocuments } from "../documents/documents.ts";
import type { DurableSequences } from "../journal/durable.ts";
import { openReader } from "../mod.ts";
import { openSnapshots } from "../snapshots/snapshots.ts";
import { explainPast } from "./replay.ts";

export interface ToExplain {
  folder: string;
  durable: DurableSequences;
  partition: number;
  workspace: string;
  seq: number;
}

export type Explained = { explanation?: Explanation; error?: string };

declare const self: {
  onmessage: ((event: MessageEvent<ToExplain>) => void) | null;
  postMessage(message: Explained): void;
};

self.onmessage = async ({ data }) => {
  const { folder, durable, partition, workspace, seq } = data;
  const reader = openReader(folder, partition, durable);
  const past = {
    partition,
    snapshots: openSnapshots(folder, partition),
    configurations: createConfigurations(openDocuments(folder)),
    read: (from: number) => reader.read(from),
  };
  try {
    self.postMessage({ explanation: await explainPast(past, workspace, seq) });
  } catch (error) {
    self.postMessage({ error: (error as Error).message });
  }
};

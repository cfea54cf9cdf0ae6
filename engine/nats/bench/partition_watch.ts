import type { NatsConnection } from "@nats-io/transport-node";
import { partitionOf } from "../../contract/wire/ids.ts";
import { createCaller } from "../bus/caller.ts";
import { gatewayQueries } from "../subjects.ts";

/**
 * Asks every partition again and again, whether or not the last question was answered: how long
 * nobody answered. A gateway's own retries would hide up to 3 s of it.
 */
export interface PartitionWatch {
  /** Longest time without an answer since `from`, monotonic ms; no longer than until now. */
  gapMs(partition: number, from: number): number;
  stop(): void;
}

const ASK_EVERY_MS = 25;
const ANSWER_WITHIN_MS = 1_000;

export function watchPartitions(
  nats: NatsConnection,
  gateway: string,
  workspaces: readonly string[],
): PartitionWatch {
  const caller = createCaller(nats);
  const answered = new Map<number, number[]>();
  const timer = setInterval(() => {
    for (const workspace of workspaces) void ask(workspace);
  }, ASK_EVERY_MS);

  async function ask(workspace: string): Promise<void> {
    const partition = partitionOf(workspace);
    const question = JSON.stringify({ workspace, name: "workspace.live", ask: {} });
    const subject = gatewayQueries(gateway, partition);
    const called = await caller.call(subject, question, ANSWER_WITHIN_MS);
    if (called.state !== "answered" || !called.message.json<{ ok: boolean }>().ok) return;
    const times = answered.get(partition);
    if (times) times.push(performance.now());
    else answered.set(partition, [performance.now()]);
  }

  return {
    gapMs(partition, from) {
      let [before, longest] = [from, 0];
      for (const at of answered.get(partition) ?? []) {
        if (at < from) continue;
        longest = Math.max(longest, at - before);
        before = at;
      }
      return Math.max(longest, performance.now() - before);
    },
    stop() {
      clearInterval(timer);
      caller.close();
    },
  };
}

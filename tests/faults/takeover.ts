/**
 * Engines that are killed, stopped or handed over while every partition is asked without pause: how
 * long each one had no owner that answered.
 */
import type { Bus } from "../../engine/contract/ports/bus.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import type { EngineProcess } from "../support/engine_process.ts";

const PARTITIONS = 32;

/** How long something took each time, as one line. */
export function spans(what: string, ms: number[]): string {
  const sorted = ms.toSorted((left, right) => left - right);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);
  return `${what} ${ms.length}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`;
}

/** One company for each partition. */
export const WORKSPACES: string[] = (() => {
  const found = new Map<number, string>();
  for (let n = 0; found.size < PARTITIONS; n++) {
    const workspace = `town-${n}`;
    if (!found.has(partitionOf(workspace))) found.set(partitionOf(workspace), workspace);
  }
  return [...found.values()];
})();

export interface Watch {
  /** Longest time without an answer since `from`, by partition; monotonic ms. */
  gaps(from: number): Map<number, number>;
  answered(partition: number): number;
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 20;

/** Asks every partition again as soon as it has answered, or 20 ms after it refused. */
export function watchPartitions(bus: Bus): Watch {
  const answers = new Map<number, number[]>();
  let stopped = false;

  async function ask(workspace: string): Promise<void> {
    const times: number[] = [];
    answers.set(partitionOf(workspace), times);
    while (!stopped) {
      const reply = await bus.query(workspace, "workspace.live", {});
      const answered = reply.ok || !["unavailable", "busy"].includes(reply.error.code);
      if (answered) times.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }

  const asking = WORKSPACES.map(ask);
  return {
    gaps(from) {
      const gaps = new Map<number, number>();
      for (const [partition, times] of answers) {
        let longest = 0;
        let before = from;
        for (const at of times.filter((time) => time >= from)) {
          longest = Math.max(longest, at - before);
          before = at;
        }
        gaps.set(partition, Math.max(longest, performance.now() - before));
      }
      return gaps;
    },
    answered: (partition) => answers.get(partition)?.at(-1) ?? -Infinity,
    async stop() {
      stopped = true;
      await Promise.all(asking);
    },
  };
}

const SPREAD_WITHIN_MS = 120_000;

/** Resolves when these processes own every partition between them, none more than `most`. */
export async function spread(processes: EngineProcess[], most = PARTITIONS): Promise<void> {
  const until = performance.now() + SPREAD_WITHIN_MS;
  for (;;) {
    const owned = await Promise.all(processes.map((one) => one.partitions()));
    const counts = owned.map((all) => all?.filter(({ state }) => state === "deciding").length ?? 0);
    const sum = counts.reduce((total, count) => total + count, 0);
    if (sum === PARTITIONS && Math.max(...counts) <= most) return;
    if (performance.now() > until) {
      const words = processes.map((one, at) => {
        const others = owned[at]?.filter(({ state }) => state !== "deciding");
        return `${one.name}: ${counts[at]}, ${JSON.stringify(others)}\n${one.said().slice(-2_000)}`;
      });
      throw new Error(`owned: ${words.join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

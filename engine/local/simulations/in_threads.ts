import { type Refusal, refusal } from "../../contract/wire/refusals.ts";
import type { SimulationProgress } from "../../contract/wire/simulation.ts";

/**
 * What-ifs of all workspaces of a process, each in a thread of its own. The last one of each
 * workspace can be read again until the next is started.
 */
export interface SimulationThreads<Ask> {
  /** The same name again is the same simulation: whoever got no answer may repeat. */
  start(
    workspace: string,
    simulation: string,
    ask: Ask & { days: number },
  ): { ok: true; simulation: string } | { ok: false; error: Refusal };
  progress(
    workspace: string,
    simulation: string,
  ): { ok: true; progress: SimulationProgress } | { ok: false; error: Refusal };
  cancel(workspace: string, simulation: string): { ok: true } | { ok: false; error: Refusal };
  /** Ends and forgets what this workspace has here; of all without a name. */
  drop(workspace?: string): void;
}

/** Each holds a recorded day in memory. */
const AT_ONCE_MAX = 4;
/** So many at once: each takes a core for a minute or so, and the desk keeps one for itself. */
export const atOnce = (cores: number): number => Math.min(AT_ONCE_MAX, Math.max(1, cores - 1));
/** Finished ones that can still be read; of many workspaces the newest. */
const KEPT_MAX = 256;

interface Running {
  simulation: string;
  progress: SimulationProgress;
  worker?: Worker;
}

/** `thread` is a module that answers the one message that it gets with `SimulationProgress`. */
export function simulationsInThreads<Ask>(
  thread: URL,
  toThread: (workspace: string, ask: Ask) => unknown,
  atOnceMax = atOnce(navigator.hardwareConcurrency),
): SimulationThreads<Ask> {
  const last = new Map<string, Running>();
  const end = (running: Running, progress: SimulationProgress) => {
    running.progress = progress;
    running.worker?.terminate();
    running.worker = undefined;
  };
  const find = (workspace: string, simulation: string): Running | undefined => {
    const running = last.get(workspace);
    return running?.simulation === simulation ? running : undefined;
  };
  const notFound = { ok: false, error: refusal("not_found") } as const;

  function begin(workspace: string, simulation: string, ask: Ask & { days: number }): void {
    const worker = new Worker(thread, { type: "module", name: "what-if" });
    const progress = { state: "running", done: 0, of: 2 * ask.days } as const;
    const running: Running = { simulation, progress, worker };
    last.delete(workspace);
    last.set(workspace, running);
    for (const [oldest, { worker: runs }] of last) {
      if (last.size <= KEPT_MAX) break;
      if (runs === undefined) last.delete(oldest);
    }
    worker.onmessage = ({ data }: MessageEvent<SimulationProgress>) => {
      if (data.state === "running") running.progress = data;
      else end(running, data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(running, { state: "refused", cause: "failed" });
    };
    worker.postMessage(toThread(workspace, ask));
  }

  return {
    start(workspace, simulation, ask) {
      if (find(workspace, simulation) !== undefined) return { ok: true, simulation };
      if (last.get(workspace)?.worker !== undefined) {
        return { ok: false, error: refusal("conflict", { conflict: "simulationRunning" }) };
      }
      const busy = [...last.values()].filter(({ worker }) => worker !== undefined).length;
      if (busy >= atOnceMax) return { ok: false, error: refusal("busy") };
      begin(workspace, simulation, ask);
      return { ok: true, simulation };
    },
    progress(workspace, simulation) {
      const running = find(workspace, simulation);
      return running ? { ok: true, progress: running.progress } : notFound;
    },
    cancel(workspace, simulation) {
      const running = find(workspace, simulation);
      if (running === undefined) return notFound;
      if (running.worker !== undefined) end(running, { state: "cancelled" });
      return { ok: true };
    },
    drop(workspace) {
      for (const [of, running] of last) {
        if (workspace !== undefined && of !== workspace) continue;
        end(running, { state: "cancelled" });
        last.delete(of);
      }
    },
  };
}

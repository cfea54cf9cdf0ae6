import type { Simulations } from "../../contract/ports/simulations.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import type { SimulationProgress } from "../../contract/wire/simulation.ts";
import type { ToWorker } from "./worker.ts";

/** What-ifs of all workspaces at once: each takes a core for a minute or so. */
const AT_ONCE_MAX = 2;
/** One seed for all: the same day asked again is answered alike. */
const SEED = 1;

interface Running {
  simulation: string;
  progress: SimulationProgress;
  worker?: Worker;
}

export interface LocalSimulations extends Simulations {
  stop(): void;
}

/** What-if on the journal of a data folder. The last one of each workspace can be read again. */
export function openSimulations(folder: string): LocalSimulations {
  const last = new Map<string, Running>();
  const end = (running: Running, progress: SimulationProgress) => {
    running.progress = progress;
    running.worker?.terminate();
    running.worker = undefined;
  };
  return {
    start(workspace, ask) {
      if (last.get(workspace)?.worker !== undefined) {
        return { ok: false, error: refusal("conflict") };
      }
      const busy = [...last.values()].filter(({ worker }) => worker !== undefined).length;
      if (busy >= AT_ONCE_MAX) return { ok: false, error: refusal("busy") };
      const worker = new Worker(new URL("./worker.ts", import.meta.url), {
        type: "module",
        name: "what-if",
      });
      const simulation = crypto.randomUUID();
      const progress = { state: "running", done: 0, of: 2 * ask.days } as const;
      const running: Running = { simulation, progress, worker };
      last.set(workspace, running);
      worker.onmessage = ({ data }: MessageEvent<SimulationProgress>) => {
        if (data.state === "running") running.progress = data;
        else end(running, data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        end(running, { state: "refused", cause: "failed" });
      };
      worker.postMessage({ folder, workspace, seed: SEED, ask } satisfies ToWorker);
      return { ok: true, simulation };
    },
    progress(workspace, simulation) {
      const running = last.get(workspace);
      return running?.simulation === simulation ? running.progress : undefined;
    },
    cancel(workspace, simulation) {
      const running = last.get(workspace);
      if (running?.simulation !== simulation) return false;
      if (running.worker !== undefined) end(running, { state: "cancelled" });
      return true;
    },
    stop() {
      for (const running of last.values()) end(running, { state: "cancelled" });
    },
  };
}

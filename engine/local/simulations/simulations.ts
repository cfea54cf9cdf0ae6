import type { SimulationAsk, Simulations } from "../../contract/ports/simulations.ts";
import { simulationsInThreads } from "./in_threads.ts";
import type { ToWorker } from "./worker.ts";

export interface LocalSimulations extends Simulations {
  stop(): void;
}

/** What-if on the journal of a data folder. */
export function openSimulations(folder: string): LocalSimulations {
  const thread = new URL("./worker.ts", import.meta.url);
  const threads = simulationsInThreads<SimulationAsk>(
    thread,
    (workspace, ask) => ({ folder, workspace, ask }) satisfies ToWorker,
  );
  return {
    start: (workspace, ask) => Promise.resolve(threads.start(workspace, crypto.randomUUID(), ask)),
    progress: (workspace, simulation) => Promise.resolve(threads.progress(workspace, simulation)),
    cancel: (workspace, simulation) => Promise.resolve(threads.cancel(workspace, simulation)),
    stop: () => threads.drop(),
  };
}

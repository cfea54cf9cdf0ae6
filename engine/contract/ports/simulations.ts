import type { Configuration } from "../wire/configuration.ts";
import type { Refusal } from "../wire/refusals.ts";
import type { SimulationProgress } from "../wire/simulation.ts";

export interface SimulationAsk {
  /** `YYYY-MM-DD` where the draft's first shop is. */
  day: string;
  draft: Configuration;
  answerWithinMs: number;
  /** Days of the model, for each configuration. */
  days: number;
}

/**
 * What-if beside the desk: one at a time in a workspace, in threads of its own. Nothing of it is
 * kept over a restart.
 */
export interface Simulations {
  /** `conflict` while one runs, `busy` when the process has as many as it takes. */
  start(
    workspace: string,
    ask: SimulationAsk,
  ): { ok: true; simulation: string } | { ok: false; error: Refusal };
  progress(workspace: string, simulation: string): SimulationProgress | undefined;
  /** False when there is none of that name. */
  cancel(workspace: string, simulation: string): boolean;
}

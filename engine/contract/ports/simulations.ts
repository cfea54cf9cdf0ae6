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

type Refused = { ok: false; error: Refusal };

/**
 * What-if beside the desk: one at a time in a workspace, in threads of its own. Nothing of it is
 * kept over a restart, nor when the workspace's partition moves to another process: then there is
 * none of that name (`not_found`), and another may be started.
 */
export interface Simulations {
  /** `conflict` while one runs, `busy` when the process has as many as it takes. */
  start(
    workspace: string,
    ask: SimulationAsk,
  ): Promise<{ ok: true; simulation: string } | Refused>;
  progress(
    workspace: string,
    simulation: string,
  ): Promise<{ ok: true; progress: SimulationProgress } | Refused>;
  cancel(workspace: string, simulation: string): Promise<{ ok: true } | Refused>;
}

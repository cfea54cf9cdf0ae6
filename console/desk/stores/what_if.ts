import { signal } from "@preact/signals";
import type { SimulationProgress } from "../../../engine/contract/wire/simulation.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** A draft tried on a recorded day. The edition says of which draft the result speaks. */
interface Trial {
  edition: number;
  simulation: string;
  progress: SimulationProgress;
}
export const trial = signal<Trial | undefined>(undefined);
export const trialFault = signal<Fault | undefined>(undefined);

/** Simulated days per configuration; enough for an interval that means something. */
const DAYS = 40;
const ASK_EVERY_MS = 1_000;
/** After these it is asked for again: the trial goes on without us. */
const PASSING: ReadonlySet<Fault["code"]> = new Set(
  ["offline", "too_slow", "unavailable", "busy", "rate_limited"] satisfies Fault["code"][],
);

export async function tryDraft(day: string, edition: number): Promise<void> {
  const started = await api.startSimulation({ day, edition, days: DAYS });
  trialFault.value = started.ok ? undefined : started.fault;
  if (!started.ok) return;
  const { simulation } = started.value;
  trial.value = { edition, simulation, progress: { state: "running", done: 0, of: 2 * DAYS } };
  follow(simulation);
}

/** Asks until it is over, or another one is begun. */
function follow(simulation: string): void {
  setTimeout(async () => {
    const answer = await api.simulation(simulation);
    if (trial.value?.simulation !== simulation) return;
    trialFault.value = answer.ok ? undefined : answer.fault;
    if (!answer.ok) {
      if (PASSING.has(answer.fault.code)) follow(simulation);
      else trial.value = undefined;
      return;
    }
    trial.value = { ...trial.value, progress: answer.value };
    if (answer.value.state === "running") follow(simulation);
  }, ASK_EVERY_MS);
}

export async function endTrial(): Promise<void> {
  const { simulation } = trial.value ?? {};
  if (simulation) await api.endSimulation(simulation);
}

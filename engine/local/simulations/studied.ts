import type { Configuration } from "../../contract/wire/configuration.ts";
import type { SimulationCause, SimulationProgress } from "../../contract/wire/simulation.ts";
import type { RecordedDay } from "../../simulator/what_if/recorded_day.ts";
import { unfit } from "../../simulator/what_if/unfit.ts";
import { study } from "../../simulator/what_if/what_if.ts";

export interface Studying {
  read: () => Promise<{ recorded: RecordedDay | SimulationCause; draft: Configuration }>;
  days: number;
  /** Waits so long. */
  rest?: (ms: number) => Promise<void>;
}

/**
 * After each day as long as the day took: however low the thread's priority, its garbage is collected
 * by V8's helper threads, which all isolates of a process share at the priority of the desk. Beside a
 * thread that only allocates they took 0.64 s of a core for its 0.81 s.
 */
const REST_MAX_MS = 200;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Often enough to watch, seldom enough to cost the desk nothing. */
const SAY_EVERY_MS = 250;
/** One seed for all: the same day asked again is answered alike. */
const SEED = 1;

/** One what-if from the reading of its day to its end; what breaks is a refusal and in the log. */
export async function studied(
  { read, days, rest = pause }: Studying,
  say: (progress: SimulationProgress) => void,
): Promise<SimulationProgress> {
  try {
    const { recorded, draft } = await read();
    if (typeof recorded === "string") return { state: "refused", cause: recorded };
    const cause = unfit(recorded, draft);
    if (cause !== undefined) return { state: "refused", cause };
    let saidAt = 0;
    const progress = (done: number, of: number): boolean => {
      const now = performance.now();
      if (now - saidAt > SAY_EVERY_MS) {
        say({ state: "running", done, of });
        saidAt = now;
      }
      return true;
    };
    const running = study({ recorded, draft, days, seed: SEED, progress });
    for (;;) {
      const begunAt = performance.now();
      const step = running.next();
      if (step.done) return { state: "finished", result: step.value! };
      await rest(Math.min(REST_MAX_MS, performance.now() - begunAt));
    }
  } catch (error) {
    console.error(`what-if: ${(error as Error).stack}`);
    return { state: "refused", cause: "failed" };
  }
}

/** One what-if, in a thread of its own: reads the day, runs it, says how far it is. */
/// <reference lib="deno.worker" />
import type { SimulationAsk } from "../../contract/ports/simulations.ts";
import type { SimulationProgress } from "../../contract/wire/simulation.ts";
import { missingEntrance } from "../../simulator/what_if/missing_entrance.ts";
import { study } from "../../simulator/what_if/what_if.ts";
import { readDay } from "./read_day.ts";

export interface ToWorker {
  folder: string;
  workspace: string;
  seed: number;
  ask: SimulationAsk;
}

/** Often enough to watch, seldom enough to cost the desk nothing. */
const SAY_EVERY_MS = 250;

const say = (progress: SimulationProgress) => self.postMessage(progress);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    say(await run(data));
  } catch (error) {
    console.error(`what-if: ${(error as Error).stack}`);
    say({ state: "refused", cause: "failed" });
  }
};

async function run({ folder, workspace, seed, ask }: ToWorker): Promise<SimulationProgress> {
  const { day, draft, answerWithinMs, days } = ask;
  const { timeZone } = draft.shops[0];
  const recorded = await readDay(folder, { workspace, day, timeZone, answerWithinMs });
  if (typeof recorded === "string") return { state: "refused", cause: recorded };
  if (missingEntrance(recorded, draft)) return { state: "refused", cause: "routeGone" };
  let saidAt = 0;
  const progress = (done: number, of: number): boolean => {
    const now = performance.now();
    if (now - saidAt > SAY_EVERY_MS) say({ state: "running", done, of });
    if (now - saidAt > SAY_EVERY_MS) saidAt = now;
    return true;
  };
  const running = study({ recorded, draft, days, seed, progress });
  for (;;) {
    const step = running.next();
    if (step.done) return { state: "finished", result: step.value! };
  }
}

/** The thread of one what-if on a data folder. */
/// <reference lib="deno.worker" />
import type { SimulationAsk } from "../../contract/ports/simulations.ts";
import { readDay } from "./read_day.ts";
import { yieldToOthers } from "./priority.ts";
import { studied } from "./studied.ts";

export interface ToWorker {
  folder: string;
  workspace: string;
  ask: SimulationAsk;
}

self.onmessage = async ({ data: { folder, workspace, ask } }: MessageEvent<ToWorker>) => {
  yieldToOthers();
  const { day, draft, answerWithinMs, days } = ask;
  const { timeZone } = draft.shops[0];
  const read = async () => {
    return { draft, recorded: await readDay(folder, { workspace, day, timeZone, answerWithinMs }) };
  };
  self.postMessage(await studied({ read, days }, (progress) => self.postMessage(progress)));
};

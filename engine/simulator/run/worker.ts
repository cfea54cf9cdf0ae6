/** One thread of a run: days by number, rows back. */
/// <reference lib="deno.worker" />
import { simulateDay } from "../day/day.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Asked, Done } from "./pool.ts";

let scenario: Scenario;

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  if ("scenario" in data) {
    scenario = data.scenario;
    return;
  }
  const { from, until } = data;
  const rows = Array.from({ length: until - from }, (_, at) => simulateDay(scenario, from + at));
  const done: Done = { from, rows };
  self.postMessage(done);
};

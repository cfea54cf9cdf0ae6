/** One thread of a pool: days by number, rows back. */
/// <reference lib="deno.worker" />
import { simulateDay } from "../day/day.ts";
import type { Asked, Done } from "./pool.ts";

self.onmessage = ({ data: { scenario, from, until } }: MessageEvent<Asked>) => {
  const rows = Array.from({ length: until - from }, (_, at) => simulateDay(scenario, from + at));
  const done: Done = { from, rows };
  self.postMessage(done);
};

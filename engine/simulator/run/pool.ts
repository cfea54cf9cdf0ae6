import type { DayRow } from "../day/tally.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** To a worker: what to simulate, once, and then which days. */
export type Asked = { scenario: Scenario } | { from: number; until: number };
export interface Done {
  from: number;
  rows: DayRow[];
}

export interface Run {
  scenario: Scenario;
  workers: number;
  /** No new days are begun after this much time. */
  withinMs: number;
  progress: (daysDone: number) => void;
}

/** Small enough that the last chunk does not keep one core waiting for the other. */
const DAYS_OF_CHUNK = 4;

/**
 * Runs the days of a scenario on several threads. What comes back is the same for any number of
 * them; when time runs out, the days from the first to the last without a gap: to keep those that
 * happened to be quick would keep the quiet days.
 */
export async function runDays({ scenario, workers, withinMs, progress }: Run): Promise<DayRow[]> {
  const rows: (DayRow | undefined)[] = new Array(scenario.days);
  const endsAt = performance.now() + withinMs;
  let next = 0;
  let done = 0;
  const chunk = (): Asked | undefined => {
    if (next >= scenario.days || (next > 0 && performance.now() >= endsAt)) return undefined;
    const from = next;
    next = Math.min(scenario.days, from + DAYS_OF_CHUNK);
    return { from, until: next };
  };
  const take = ({ from, rows: found }: Done) => {
    found.forEach((row, at) => rows[from + at] = row);
    done += found.length;
    progress(done);
  };
  await Promise.all(Array.from({ length: workers }, () => work(scenario, chunk, take)));
  const gap = Array.from(rows).indexOf(undefined);
  return (gap < 0 ? rows : rows.slice(0, gap)) as DayRow[];
}

/** One thread, until there is nothing left to begin. */
function work(
  scenario: Scenario,
  chunk: () => Asked | undefined,
  take: (done: Done) => void,
): Promise<void> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const ended = new Promise<void>((resolve, reject) => {
    const ask = () => {
      const asked = chunk();
      if (asked === undefined) resolve();
      else worker.postMessage(asked);
    };
    worker.onmessage = ({ data }: MessageEvent<Done>) => {
      take(data);
      ask();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`a day ended in an error: ${event.message}`));
    };
    worker.postMessage({ scenario } satisfies Asked);
    ask();
  });
  return ended.finally(() => worker.terminate());
}

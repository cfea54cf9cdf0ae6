import type { DayRow } from "../day/tally.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** To a worker: some days of a scenario. */
export interface Asked {
  scenario: Scenario;
  from: number;
  until: number;
}
export interface Done {
  from: number;
  rows: DayRow[];
}

export interface Run extends Asked {
  /** No new days are begun once it says so, except the first. */
  isOver?: () => boolean;
  progress?: (daysDone: number) => void;
}

/** Threads that live days, of one scenario or of many; runs asked for together go on together. */
export interface Pool {
  /**
   * What comes back is the same for any number of threads; when time runs out, the days from the
   * first to the last without a gap: to keep those that happened to be quick would keep the quiet
   * days.
   */
  run(run: Run): Promise<DayRow[]>;
  close(): void;
}

/** Small enough that the last chunk does not keep one core waiting for the other. */
const DAYS_OF_CHUNK = 4;

interface Job {
  run: Run;
  next: number;
  /** Chunks that a thread is at. */
  under: number;
  done: number;
  rows: (DayRow | undefined)[];
  resolve: (rows: DayRow[]) => void;
  reject: (error: Error) => void;
}

export function openPool(threads: number): Pool {
  const jobs: Job[] = [];
  const idle: Worker[] = [];
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
  );
  idle.push(...workers);

  function feed(): void {
    while (idle.length > 0) {
      const [least] = jobs.filter(hasMore).sort((a, b) => begun(a) - begun(b));
      if (least === undefined) return;
      work(idle.pop()!, least);
    }
  }

  function work(worker: Worker, job: Job): void {
    const { run: { scenario, until, progress } } = job;
    const from = job.next;
    job.next = Math.min(until, from + DAYS_OF_CHUNK);
    job.under++;
    const over = () => {
      job.under--;
      idle.push(worker);
      if (job.under === 0 && !hasMore(job)) settle(job);
      feed();
    };
    worker.onmessage = ({ data }: MessageEvent<Done>) => {
      data.rows.forEach((row, at) => job.rows[data.from - job.run.from + at] = row);
      job.done += data.rows.length;
      progress?.(job.done);
      over();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      job.reject(new Error(`a day ended in an error: ${event.message}`));
    };
    worker.postMessage({ scenario, from, until: job.next } satisfies Asked);
  }

  function settle(job: Job): void {
    jobs.splice(jobs.indexOf(job), 1);
    const gap = Array.from(job.rows).indexOf(undefined);
    job.resolve((gap < 0 ? job.rows : job.rows.slice(0, gap)) as DayRow[]);
  }

  return {
    run(run) {
      return new Promise((resolve, reject) => {
        const rows = new Array<DayRow | undefined>(run.until - run.from);
        jobs.push({ run, next: run.from, under: 0, done: 0, rows, resolve, reject });
        feed();
      });
    },
    close: () => workers.forEach((worker) => worker.terminate()),
  };
}

const begun = ({ run: { from }, next }: Job): number => next - from;

const hasMore = ({ run: { from, until, isOver }, next }: Job): boolean =>
  next < until && !(next > from && isOver?.());

export interface Whole {
  scenario: Scenario;
  workers: number;
  /** No new days are begun after this much time. */
  withinMs: number;
  progress: (daysDone: number) => void;
}

/** All days of one scenario, on threads of its own. */
export async function runDays({ scenario, workers, withinMs, progress }: Whole): Promise<DayRow[]> {
  const endsAt = performance.now() + withinMs;
  const pool = openPool(workers);
  try {
    const isOver = () => performance.now() >= endsAt;
    return await pool.run({ scenario, from: 0, until: scenario.days, isOver, progress });
  } finally {
    pool.close();
  }
}

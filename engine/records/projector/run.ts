import type { JournalEntry } from "../../contract/batch.ts";
import type { Projector } from "./projector.ts";

/** What the projector reads: one partition's journal, only what is durable. */
export interface Source {
  partition: number;
  /** The last durable sequence, now. */
  durable(): number;
  /** Every entry after `after`, in order; the next one is read when `receive` has finished. */
  follow(
    after: number,
    receive: (entry: JournalEntry) => Promise<void>,
  ): { stop(): Promise<void>; done: Promise<void> };
}

/**
 * One transaction takes all that is there, up to these: large enough that the fixed cost of a
 * transaction disappears and most conversations are written once and not after each of their
 * events, small enough that a read waits for a fifth of a second at most.
 */
const EVENTS_PER_WRITE_MAX = 3_000;
const BYTES_PER_WRITE_MAX = 2 * 1024 * 1024;
/**
 * While nobody waits for the rows, a transaction begins at the earliest so long after the last one
 * began: its fixed cost (some twenty statements) is then paid twice a second, not for every
 * batch, and two thirds of a core stay with the desk. The more the last one held, the longer, up
 * to twice as long: 3,000 events together cost three quarters of what they cost in three pieces.
 */
const PACE_MS = 500;
const PACE_PER_EVENT_MS = 0.2;
/** After a failure: the database may be away, or restarting. */
const RETRY_MS_LEAST = 250;
const RETRY_MS_MOST = 15_000;

export interface Running {
  /** Somebody waits for rows: what is there is written now. */
  hurry(): void;
  stop(): Promise<void>;
}

export interface RunParts {
  projector: Projector;
  source: Source;
  /** After each transaction: the entries that are in the tables now. */
  applied: (entries: readonly JournalEntry[]) => void;
  /** `at` of the oldest batch not yet applied, epoch ms; 0 when caught up. */
  behindSince: (at: number) => void;
  /** Least time between two transactions' beginnings, ms; half a second unless told. */
  paceMs?: number;
  /** Before each further try. */
  failed: (error: unknown) => Promise<void>;
  report: (sentence: string) => void;
}

/**
 * Follows one partition. Nothing queues: the source hands over one entry at a time, and while a
 * transaction runs the journal itself is the queue. A failure loses nothing, since the position
 * stands in the tables; the same entries are read again.
 */
export function run(parts: RunParts): Running {
  const { projector, source, applied, behindSince, failed, report } = parts;
  const paceMs = parts.paceMs ?? PACE_MS;
  const state: Pacing = { stopped: false, hurried: false, nextAt: 0, wake: () => {} };
  let stopFollowing = (): Promise<void> => Promise.resolve();

  async function once(): Promise<void> {
    let pending: JournalEntry[] = [];
    let events = 0;
    let bytes = 0;
    const from = await projector.position(source.partition);
    if (state.stopped) return;
    const following = source.follow(from, async (entry) => {
      if (pending.length === 0) behindSince(entry.batch.at);
      pending.push(entry);
      events += entry.batch.events.length;
      bytes += entry.bytes;
      const full = events >= EVENTS_PER_WRITE_MAX || bytes >= BYTES_PER_WRITE_MAX;
      if (!full) {
        await pace(state);
        if (state.stopped) return;
        if (entry.sequence < source.durable()) return;
      }
      const heldMs = Math.min(paceMs, events * PACE_PER_EVENT_MS);
      state.nextAt = performance.now() + paceMs + heldMs;
      state.hurried = false;
      await projector.apply(source.partition, pending);
      applied(pending);
      if (entry.sequence >= source.durable()) behindSince(0);
      pending = [];
      events = bytes = 0;
    });
    stopFollowing = following.stop;
    await following.done;
  }

  async function all(): Promise<void> {
    let retryMs = RETRY_MS_LEAST;
    while (!state.stopped) {
      const began = performance.now();
      try {
        await once();
      } catch (error) {
        if (state.stopped) return;
        if (performance.now() - began > RETRY_MS_MOST) retryMs = RETRY_MS_LEAST;
        report(
          `The records of partition ${source.partition} could not be written and are tried ` +
            `again in ${retryMs} ms: ${(error as Error).message}`,
        );
        await failed(error);
        await sleep(state, retryMs);
        retryMs = Math.min(retryMs * 2, RETRY_MS_MOST);
      }
    }
  }

  const ended = all();
  return {
    hurry() {
      state.hurried = true;
      state.wake();
    },
    async stop() {
      state.stopped = true;
      state.wake();
      // A write that fails while stopping changed nothing; it is made again at the next start.
      await stopFollowing().catch(() => {});
      await ended;
    },
  };
}

interface Pacing {
  stopped: boolean;
  hurried: boolean;
  /** Monotonic ms at which the next transaction may begin. */
  nextAt: number;
  wake: () => void;
}

/** Waits until the next transaction may begin, or somebody hurries it, or it stops. */
async function pace(state: Pacing): Promise<void> {
  const waitMs = state.nextAt - performance.now();
  if (waitMs > 0 && !state.hurried && !state.stopped) await sleep(state, waitMs);
}

const sleep = (state: { wake: () => void }, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    state.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

import type { JournalEntry } from "../../contract/batch.ts";
import { durableChange, durableSequence, type DurableSequences } from "./durable.ts";
import { createCursor } from "./cursor.ts";
import { firstReadable, type OlderEntries, readFrames, toEntry } from "./entries.ts";
import { listSegments, partitionFolder } from "./segment.ts";

/**
 * The journal as other threads see it: only what the writer has declared durable, straight from
 * the files. A follower sleeps in `Atomics.waitAsync` between batches; nothing polls.
 */
export interface JournalReader {
  /** Entries from `from` up to what is durable at the time of the call; archived ones included. */
  read(from: number): AsyncIterable<JournalEntry>;
  /** Every entry after `after`, one at a time: the next is read when `receive` has finished. */
  follow(after: number, receive: (entry: JournalEntry) => void | Promise<void>): Following;
  /** First sequence that `read` can begin with. */
  first(): Promise<number>;
  /** The last durable sequence, now. */
  durable(): number;
}

export interface Following {
  /** Resolves when nothing is being received any more. */
  stop(): Promise<void>;
  /** Resolves after `stop`; rejects when the journal cannot be read or `receive` failed. */
  done: Promise<void>;
}

interface FollowState {
  stopped: boolean;
  /** Ends the present sleep. A new one each time: a lasting promise would gather reactions. */
  wake: () => void;
}

/**
 * A reader that has caught up looks again so long after at the earliest: one wake-up and one read
 * for all batches of that time, instead of for each. Nobody waits for these readers.
 */
const APART_MS = 20;

export function openJournalReader(
  dataFolder: string,
  partition: number,
  shared: DurableSequences,
  older?: OlderEntries,
): JournalReader {
  const folder = partitionFolder(dataFolder, "journal", partition);
  const durable = () => durableSequence(shared, partition);

  async function follow(
    after: number,
    receive: (entry: JournalEntry) => void | Promise<void>,
    state: FollowState,
  ): Promise<void> {
    let next = after + 1;
    const cursor = createCursor(folder, older);
    try {
      while (!state.stopped) {
        const through = durable();
        if (next > through) {
          await new Promise<void>((resolve) => {
            state.wake = resolve;
            durableChange(shared, partition, through).then(resolve);
          });
          if (!state.stopped) await pause(state, APART_MS);
          continue;
        }
        for await (const frame of cursor.frames(next, through)) {
          if (state.stopped) return;
          next = frame.sequence + 1;
          await receive(toEntry(frame));
        }
      }
    } finally {
      cursor.close();
    }
  }

  return {
    durable,
    async *read(from) {
      for await (const { frame } of readFrames(folder, Math.max(1, from), durable(), older)) {
        yield toEntry(frame);
      }
    },
    follow(after, receive) {
      const state: FollowState = { stopped: false, wake: () => {} };
      const done = follow(after, receive, state);
      return {
        done,
        async stop() {
          state.stopped = true;
          state.wake();
          await done;
        },
      };
    },
    async first() {
      return firstReadable((await listSegments(folder))[0] ?? durable() + 1, older);
    },
  };
}

const pause = (state: FollowState, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    state.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

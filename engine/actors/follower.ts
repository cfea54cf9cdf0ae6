import type { JournalEntry } from "../contract/batch.ts";
import { load, type Loaded, replayOne } from "./load.ts";
import type { Store, World } from "./world.ts";

/**
 * A partition folded behind its owner, in another process, so that its memory is at hand when the
 * owner goes (architecture §3). It reads what is durable and nothing else.
 */
export interface Follower {
  /** It has folded everything that was there when it began. */
  isWarm(): boolean;
  /** It was stopped, or could not read or fold. */
  isOver(): boolean;
  sequence(): number;
  /** The memory, and the end of following. Undefined when it could not be folded. */
  take(): Loaded | undefined;
  stop(): void;
}

/** Entries waiting for a configuration to be read; a follower further behind starts anew. */
const WAITING_MAX = 100_000;

export function followPartition(world: World, partition: number, store: Store): Follower {
  let loaded: Loaded | undefined;
  let unfollow = (): void => {};
  let stopped = false;
  const waiting: JournalEntry[] = [];
  let folding = false;

  async function begin(): Promise<void> {
    const memory = await load(world, partition, store);
    if (stopped) return;
    loaded = memory;
    unfollow = store.journal.follow(memory.sequence, receive);
  }

  function receive(entry: JournalEntry): void {
    if (stopped) return;
    if (waiting.length >= WAITING_MAX) return fail();
    waiting.push(entry);
    if (!folding) void fold();
  }

  /** One after the other; what is synchronous in `replayOne` has run when the queue is empty. */
  async function fold(): Promise<void> {
    folding = true;
    try {
      for (let entry = waiting.shift(); entry && loaded && !stopped; entry = waiting.shift()) {
        if (entry.sequence > loaded.sequence) await replayOne(world, partition, loaded, entry);
      }
    } catch {
      fail(); // whoever takes over reads the journal, which says what is wrong
    } finally {
      folding = false;
    }
  }

  function fail(): void {
    stop();
    loaded = undefined;
  }

  function stop(): void {
    stopped = true;
    unfollow();
  }

  begin().catch(fail);
  return {
    isWarm: () => loaded !== undefined && !stopped,
    isOver: () => stopped,
    sequence: () => loaded?.sequence ?? 0,
    take() {
      // An entry that is half applied would be applied twice: then the journal is read instead.
      const memory = folding ? undefined : loaded;
      fail();
      return memory;
    },
    stop,
  };
}

/** Reads that wait for their own write; more than these are told at once to read what is there. */
const WAITERS_MAX = 2_000;
/** No wait is longer, whatever the caller asks for. */
const WAIT_MS_MAX = 10_000;

interface Waiter {
  seq: number;
  resolve: (reached: boolean) => void;
  timer?: ReturnType<typeof setTimeout>;
}

/** Bounded waits for a workspace's event number, woken after each applied batch. */
export interface Waiting {
  until(workspace: string, seq: number, timeoutMs: number): Promise<boolean>;
  wake(workspace: string, reached: number): void;
  /** Ends all waits with "not reached". */
  stop(): void;
}

export function createWaiting(): Waiting {
  const waiters = new Map<string, Set<Waiter>>();
  let count = 0;

  function end(workspace: string, waiter: Waiter, reached: boolean): void {
    const of = waiters.get(workspace);
    if (!of?.delete(waiter)) return;
    if (of.size === 0) waiters.delete(workspace);
    count--;
    clearTimeout(waiter.timer);
    waiter.resolve(reached);
  }

  return {
    until(workspace, seq, timeoutMs) {
      if (count >= WAITERS_MAX || timeoutMs <= 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        const waiter: Waiter = { seq, resolve };
        waiter.timer = setTimeout(
          () => end(workspace, waiter, false),
          Math.min(timeoutMs, WAIT_MS_MAX),
        );
        const of = waiters.get(workspace) ?? new Set();
        waiters.set(workspace, of.add(waiter));
        count++;
      });
    },
    wake(workspace, reached) {
      for (const waiter of waiters.get(workspace) ?? []) {
        if (waiter.seq <= reached) end(workspace, waiter, true);
      }
    },
    stop() {
      for (const [workspace, of] of waiters) for (const waiter of of) end(workspace, waiter, false);
    },
  };
}

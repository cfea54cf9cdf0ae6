/** Keeps what was started running, as the service manager of a real machine would. */
import type { Child } from "../child.ts";

const RESTART_MS_LEAST = 1_000;
const RESTART_MS_MOST = 30_000;
const FIRST_TRIES_MAX = 5;

export interface Supervised {
  /** Starts one under its name and starts it again whenever it ends unasked. */
  keep(name: string, start: (onEnd: () => void) => Promise<Child>): Promise<void>;
  /** Ends one and starts it again; resolves when it serves. */
  renew(name: string): Promise<void>;
  /** Ends these, does the work, and starts them again however it went. */
  without<Done>(names: readonly string[], work: () => Promise<Done>): Promise<Done>;
  /** Those that run now, in the order of their start. */
  running(): { name: string; pid: number }[];
  /** Ends all, the last started first. */
  stop(): Promise<void>;
}

interface Kept {
  start: (onEnd: () => void) => Promise<Child>;
  child?: Child;
  restartMs: number;
  timer?: ReturnType<typeof setTimeout>;
}

export function supervise(report: (sentence: string) => void): Supervised {
  const all = new Map<string, Kept>();
  let stopping = false;

  async function begin(name: string, kept: Kept): Promise<void> {
    kept.child = await kept.start(() => ended(name, kept));
    kept.restartMs = RESTART_MS_LEAST;
  }

  /** At first too, since a machine that starts everything at once answers late. */
  async function beginPatiently(name: string, kept: Kept): Promise<void> {
    for (let tries = 1;; tries++) {
      try {
        return await begin(name, kept);
      } catch (cause) {
        if (tries >= FIRST_TRIES_MAX || stopping) throw cause;
        report(`${(cause as Error).message}; it is tried again.`);
      }
    }
  }

  function ended(name: string, kept: Kept): void {
    const served = kept.child !== undefined;
    kept.child = undefined;
    if (stopping || !served) return;
    report(`${name} ended; it is started again in ${kept.restartMs} ms.`);
    again(name, kept);
  }

  function again(name: string, kept: Kept): void {
    kept.timer = setTimeout(() => {
      begin(name, kept).catch((cause) => {
        if (stopping) return;
        report(cause.message);
        again(name, kept);
      });
    }, kept.restartMs);
    kept.restartMs = Math.min(kept.restartMs * 2, RESTART_MS_MOST);
  }

  async function rest(name: string): Promise<Kept> {
    const kept = all.get(name);
    if (kept === undefined) throw new Error(`${name} is not part of this cluster`);
    clearTimeout(kept.timer);
    await kept.child?.stop();
    kept.child = undefined;
    return kept;
  }

  return {
    async keep(name, start) {
      const kept: Kept = { start, restartMs: RESTART_MS_LEAST };
      all.set(name, kept);
      await beginPatiently(name, kept);
    },
    renew: async (name) => begin(name, await rest(name)),
    async without(names, work) {
      for (const name of names) await rest(name);
      try {
        return await work();
      } finally {
        for (const name of names) await beginPatiently(name, all.get(name)!);
      }
    },
    running: () =>
      [...all].flatMap(([name, { child }]) =>
        child === undefined ? [] : [{ name, pid: child.pid }]
      ),
    async stop() {
      stopping = true;
      for (const kept of [...all.values()].reverse()) {
        clearTimeout(kept.timer);
        await kept.child?.stop();
      }
    },
  };
}

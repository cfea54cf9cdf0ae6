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
  /** Starts and ends of one process, one after the other: two starts at once would be two of it. */
  turn: Promise<unknown>;
}

export function supervise(report: (sentence: string) => void): Supervised {
  const all = new Map<string, Kept>();
  let stopping = false;

  function inTurn(kept: Kept, work: () => Promise<void>): Promise<void> {
    const done = kept.turn.then(work);
    kept.turn = done.catch(() => {}); // told to whoever asked for it
    return done;
  }

  async function begin(name: string, kept: Kept): Promise<void> {
    if (stopping) return;
    const child = await kept.start(() => ended(name, kept));
    if (stopping) return await child.stop();
    kept.child = child;
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
    if (stopping) return;
    kept.timer = setTimeout(() => {
      inTurn(kept, () => begin(name, kept)).catch((cause) => {
        if (!stopping) report(cause.message);
        again(name, kept);
      });
    }, kept.restartMs);
    kept.restartMs = Math.min(kept.restartMs * 2, RESTART_MS_MOST);
  }

  function keptOf(name: string): Kept {
    const kept = all.get(name);
    if (kept === undefined) throw new Error(`${name} is not part of this cluster`);
    return kept;
  }

  async function rest(kept: Kept): Promise<void> {
    clearTimeout(kept.timer);
    const { child } = kept;
    kept.child = undefined;
    await child?.stop();
  }

  return {
    async keep(name, start) {
      const kept: Kept = { start, restartMs: RESTART_MS_LEAST, turn: Promise.resolve() };
      all.set(name, kept);
      await inTurn(kept, () => beginPatiently(name, kept));
    },
    async renew(name) {
      const kept = keptOf(name);
      await inTurn(kept, async () => {
        await rest(kept);
        try {
          await begin(name, kept);
        } catch (cause) {
          again(name, kept);
          throw cause;
        }
      });
    },
    async without(names, work) {
      const resting = names.map((name) => ({ name, kept: keptOf(name) }));
      try {
        for (const { kept } of resting) await inTurn(kept, () => rest(kept));
        return await work();
      } finally {
        for (const { name, kept } of resting) {
          await inTurn(kept, () => beginPatiently(name, kept)).catch((cause) => {
            report(cause.message);
            again(name, kept);
          });
        }
      }
    },
    running: () =>
      [...all].flatMap(([name, { child }]) =>
        child === undefined ? [] : [{ name, pid: child.pid }]
      ),
    async stop() {
      stopping = true;
      for (const kept of [...all.values()].reverse()) await rest(kept);
    },
  };
}

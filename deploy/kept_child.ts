import { type Child, type ChildSettings, startChild } from "./child.ts";

const AGAIN_MS_LEAST = 500;
const AGAIN_MS_MOST = 10_000;

/**
 * A server that is started again whenever it ends unasked, as the service manager of a real machine
 * would. Resolves when it serves for the first time; what is given out always is the newest one.
 */
export async function keepChild(settings: ChildSettings): Promise<Child> {
  let current: Child | undefined;
  let asked = false;
  let waitMs = AGAIN_MS_LEAST;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** A start that fails is told by its promise; its end is another's matter only once it served. */
  async function start(): Promise<Child> {
    let serves = false;
    const child = await startChild({
      ...settings,
      onEnd(code, words) {
        settings.onEnd?.(code, words);
        if (serves) again();
      },
    });
    serves = true;
    return child;
  }

  function again(): void {
    if (asked) return;
    timer = setTimeout(async () => {
      try {
        const started = await start();
        current = started;
        waitMs = AGAIN_MS_LEAST;
        if (asked) await started.stop();
      } catch {
        again(); // told by onEnd, with its last words
      }
    }, waitMs);
    waitMs = Math.min(AGAIN_MS_MOST, waitMs * 2);
  }

  current = await start();
  return {
    name: settings.name,
    get pid() {
      return current!.pid;
    },
    kill: (signal) => current!.kill(signal),
    async stop() {
      asked = true;
      clearTimeout(timer);
      await current!.stop();
    },
    ended: () => current!.ended(),
  };
}

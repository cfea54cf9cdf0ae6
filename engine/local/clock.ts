import type { Clock } from "../ports/clock.ts";

/** `setTimeout` fires at once above this; a longer alarm sleeps in pieces. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** The machine's clock, with one alarm. Each partition host makes its own. */
export function createClock(): Clock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ringAt = 0;

  function sleep(ring: () => void): void {
    const leftMs = ringAt - performance.now();
    timer = setTimeout(() => {
      timer = undefined;
      if (performance.now() < ringAt) sleep(ring);
      else ring();
    }, Math.min(Math.max(0, leftMs), TIMER_MS_MAX));
  }

  return {
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    alarm(afterMs, ring) {
      clearTimeout(timer);
      ringAt = performance.now() + afterMs;
      sleep(ring);
      const mine = ringAt;
      return () => {
        if (ringAt !== mine) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

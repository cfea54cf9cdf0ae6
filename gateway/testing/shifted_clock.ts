/** A machine's clock that a test can move on; what comes due on the way rings at once. */
import type { Clock } from "../../engine/ports/clock.ts";

export interface ShiftedClock extends Clock {
  shift(ms: number): void;
}

export function shiftedClock(inner: Clock): ShiftedClock {
  let shiftedMs = 0;
  let armed: { at: number; ring: () => void; cancel: () => void } | undefined;
  const monotonic = () => inner.monotonic() + shiftedMs;

  function arm(at: number, ring: () => void): void {
    const afterMs = Math.max(0, at - monotonic());
    armed = {
      at,
      ring,
      cancel: inner.alarm(afterMs, () => {
        armed = undefined;
        ring();
      }),
    };
  }

  return {
    wall: () => inner.wall() + shiftedMs,
    monotonic,
    alarm(afterMs, ring) {
      armed?.cancel();
      arm(monotonic() + afterMs, ring);
      const mine = armed;
      return () => {
        if (armed !== mine) return;
        armed?.cancel();
        armed = undefined;
      };
    },
    shift(ms) {
      shiftedMs += ms;
      if (armed === undefined) return;
      const { at, ring, cancel } = armed;
      cancel();
      arm(at, ring);
    },
  };
}

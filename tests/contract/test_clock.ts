import type { Clock } from "../../engine/ports/clock.ts";

/** A clock that stands until it is told to move; both hands move together. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function createTestClock(wall = Date.UTC(2026, 10, 11, 12)): TestClock {
  let elapsed = 0;
  let alarm: { at: number; ring: () => void } | undefined;
  return {
    wall: () => wall + elapsed,
    monotonic: () => elapsed,
    alarm(afterMs, ring) {
      const mine = { at: elapsed + afterMs, ring };
      alarm = mine;
      return () => {
        if (alarm === mine) alarm = undefined;
      };
    },
    advance(ms) {
      elapsed += ms;
      if (!alarm || alarm.at > elapsed) return;
      const { ring } = alarm;
      alarm = undefined;
      ring();
    },
  };
}

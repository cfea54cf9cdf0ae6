import type { Clock } from "../ports/clock.ts";

/**
 * Many named alarms over the clock's single one. A process has few (each partition's next deadline,
 * its next turn, a retry, the beat), so the nearest is found by looking at all of them.
 */
export interface Alarms {
  /** Rings once after `afterMs`; a later call with the same name replaces the earlier one. */
  set(name: string, afterMs: number, ring: () => void): void;
  clear(name: string): void;
  /** Resolves after `ms`; never when the alarms are stopped before. */
  sleep(name: string, ms: number): Promise<void>;
  /** How late the last alarms rang, ms: the delay of the event loop. */
  delay(): { lastMs: number; maxMs: number };
  stop(): void;
}

/** Partitions of a process (64) times the names each may hold, with room to spare. */
const ALARMS_MAX = 1_024;
/** Timers of the runtimes hold at most 2^31 ms; an early ring finds nothing due and sets anew. */
const AHEAD_MS_MAX = 3_600_000;

type Armed = Map<string, { at: number; ring: () => void }>;

function nearestOf(armed: Armed): number {
  let nearest = Infinity;
  for (const alarm of armed.values()) nearest = Math.min(nearest, alarm.at);
  return nearest;
}

const dueOf = (armed: Armed, now: number) =>
  [...armed].filter(([, alarm]) => alarm.at <= now)
    .sort((left, right) => left[1].at - right[1].at);

export function createAlarms(clock: Clock): Alarms {
  const armed: Armed = new Map();
  let cancel: (() => void) | undefined;
  let setFor = Infinity;
  let [ringing, stopped] = [false, false];
  const delay = { lastMs: 0, maxMs: 0 };

  /**
   * A timer that is set for an earlier moment than is needed now stays: it rings for nothing once
   * and arms anew. Under load alarms come and go with every batch, and a timer costs more than that.
   */
  function arm(): void {
    if (ringing || stopped) return;
    const nearest = nearestOf(armed);
    if (nearest >= setFor) return;
    cancel?.();
    setFor = nearest;
    const afterMs = Math.min(AHEAD_MS_MAX, Math.max(0, nearest - clock.monotonic()));
    cancel = clock.alarm(afterMs, ring);
  }

  function ring(): void {
    if (stopped) return;
    const now = clock.monotonic();
    setFor = Infinity;
    cancel = undefined;
    ringing = true;
    try {
      for (const [name, alarm] of dueOf(armed, now)) {
        if (armed.get(name) !== alarm) continue;
        delay.lastMs = now - alarm.at;
        delay.maxMs = Math.max(delay.maxMs, delay.lastMs);
        armed.delete(name);
        alarm.ring();
      }
    } finally {
      ringing = false;
      arm();
    }
  }

  function set(name: string, afterMs: number, run: () => void): void {
    if (stopped) return;
    if (armed.size >= ALARMS_MAX && !armed.has(name)) throw new Error("too many alarms");
    armed.set(name, { at: clock.monotonic() + Math.max(0, afterMs), ring: run });
    arm();
  }

  return {
    set,
    clear(name) {
      if (armed.delete(name)) arm();
    },
    sleep: (name, ms) => new Promise((resolve) => set(name, ms, resolve)),
    delay: () => ({ ...delay }),
    stop() {
      stopped = true;
      armed.clear();
      cancel?.();
    },
  };
}

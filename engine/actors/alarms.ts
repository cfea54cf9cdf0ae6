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

/** What the functions below share: the alarms that are set, and the clock's one. */
interface Bell {
  clock: Clock;
  armed: Armed;
  /** Monotonic ms for which the clock's alarm is set; Infinity = it is not. */
  setFor: number;
  cancel?: () => void;
  ringing: boolean;
  stopped: boolean;
  delay: { lastMs: number; maxMs: number };
}

export function createAlarms(clock: Clock): Alarms {
  const bell: Bell = {
    clock,
    armed: new Map(),
    setFor: Infinity,
    ringing: false,
    stopped: false,
    delay: { lastMs: 0, maxMs: 0 },
  };
  return {
    set: (name, afterMs, run) => set(bell, name, afterMs, run),
    clear(name) {
      if (bell.armed.delete(name)) arm(bell);
    },
    sleep: (name, ms) => new Promise((resolve) => set(bell, name, ms, resolve)),
    delay: () => ({ ...bell.delay }),
    stop() {
      bell.stopped = true;
      bell.armed.clear();
      bell.cancel?.();
    },
  };
}

function set(bell: Bell, name: string, afterMs: number, run: () => void): void {
  const { armed, clock, stopped } = bell;
  if (stopped) return;
  if (armed.size >= ALARMS_MAX && !armed.has(name)) throw new Error("too many alarms");
  armed.set(name, { at: clock.monotonic() + Math.max(0, afterMs), ring: run });
  arm(bell);
}

/**
 * A timer that is set for an earlier moment than is needed now stays: it rings for nothing once
 * and arms anew. Under load alarms come and go with every batch, and a timer costs more than that.
 */
function arm(bell: Bell): void {
  if (bell.ringing || bell.stopped) return;
  const nearest = nearestOf(bell.armed);
  if (nearest >= bell.setFor) return;
  bell.cancel?.();
  bell.setFor = nearest;
  const afterMs = Math.min(AHEAD_MS_MAX, Math.max(0, nearest - bell.clock.monotonic()));
  bell.cancel = bell.clock.alarm(afterMs, () => ring(bell));
}

function ring(bell: Bell): void {
  const { armed, clock, delay } = bell;
  if (bell.stopped) return;
  const now = clock.monotonic();
  bell.setFor = Infinity;
  bell.cancel = undefined;
  bell.ringing = true;
  try {
    for (const [name, alarm] of dueOf(armed, now)) {
      if (armed.get(name) !== alarm) continue;
      delay.lastMs = now - alarm.at;
      delay.maxMs = Math.max(delay.maxMs, delay.lastMs);
      armed.delete(name);
      alarm.ring();
    }
  } finally {
    bell.ringing = false;
    arm(bell);
  }
}

import type { Clock } from "../ports/clock.ts";

/**
 * Partition time = base + monotonic time elapsed, drawn towards wall time by at most 1 ms per
 * 100 ms (architecture §7).
 *
 * Deadlines and idempotency hang on this time, so it must never run backwards and must not leap
 * because somebody set the machine's clock. It therefore runs on the monotonic clock and only leans
 * towards the wall. A machine that slept, or whose clock was set, shows as a difference too large
 * to lean away; then the owner fences again and takes a new base, from the journal's own clock
 * where it has one. A wall that is wrong by that clock, or that went *back*, can not be followed: the
 * difference that remains after taking a base is accepted and no longer leaned at, or a deadline
 * would come a hundredth early, and only a further change of that size counts as a new leap. A wall that
 * came back is followed again, from where it stands.
 */
export interface PartitionTime {
  now(): number;
  /** Sets the base: never below what was already read. */
  base(at: number): void;
  /** Wall minus partition time, ms. */
  differenceMs(): number;
  /** What the difference asks for since the last base. */
  judgement(): "fine" | "alarm" | "fence";
}

const LEAN = 1 / 100;
const ALARM_OVER_MS = 2_000;
const FENCE_OVER_MS = 60_000;

export function createPartitionTime(clock: Clock): PartitionTime {
  let time = -Infinity;
  let read = clock.monotonic();
  let accepted = 0;

  function now(): number {
    const monotonic = clock.monotonic();
    const elapsed = Math.max(0, monotonic - read);
    read = monotonic;
    const difference = clock.wall() - accepted - (time + elapsed);
    const lean = Math.max(-elapsed * LEAN, Math.min(elapsed * LEAN, difference));
    time += elapsed + lean;
    return Math.floor(time);
  }

  const differenceMs = (): number => clock.wall() - now();

  const accept = (difference: number): void => {
    accepted = Math.abs(difference) <= ALARM_OVER_MS ? 0 : difference;
  };

  return {
    now,
    differenceMs,
    base(at) {
      read = clock.monotonic();
      time = Math.max(time, at);
      accept(clock.wall() - time);
    },
    judgement() {
      const difference = differenceMs();
      const leapt = Math.abs(difference - accepted) > FENCE_OVER_MS;
      if (leapt && Math.abs(difference) > FENCE_OVER_MS) return "fence";
      if (leapt) accept(difference);
      return Math.abs(difference) > ALARM_OVER_MS ? "alarm" : "fine";
    },
  };
}

/**
 * Pauses between attempts to reconnect: full jitter over a doubling range, so that ten thousand
 * pages that lost one gateway in the same instant come back spread out, and alone each is quick.
 */
const BACKOFF_FIRST_MS = 500;
export const BACKOFF_LONGEST_MS = 15_000;
/** Never at once: a gateway that refuses instantly must not be asked in a tight loop. */
export const BACKOFF_LEAST_MS = 50;

/** `attempt` counts from 0; `random` is in [0, 1); `leastMs` is what the server asked for. */
export function backoffMs(attempt: number, random: number, leastMs = 0): number {
  const range = Math.min(BACKOFF_LONGEST_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.max(BACKOFF_LEAST_MS, leastMs) + Math.floor(random * range);
}

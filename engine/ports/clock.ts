/** Time from outside: `wall` epoch ms, `monotonic` ms that never jumps. */
export interface Clock {
  wall(): number;
  monotonic(): number;
  /** One-shot alarm; a later call replaces the earlier one. Returns the canceller. */
  alarm(afterMs: number, ring: () => void): () => void;
}

/** What one key of a budget spent since the last exchange, with its budget's measures. */
export interface Spent {
  budget: string;
  key: string;
  /** May be negative: given back. */
  tokens: number;
  perSecond: number;
  burst: number;
}

/**
 * What gateways tell each other beside the engine: one-time tickets, who is connected where, how
 * much a key has spent. Memory: one process. Redis: many. It is help and never truth: the engine
 * alone decides presence, and every call may find it away, which is said as `undefined` (`false`
 * where something is put) and never thrown. Losing all of it moves nobody and closes no socket.
 */
export interface Shared {
  /** Keeps the holder under the ticket's name for so long. */
  putTicket(name: string, holder: string, forMs: number): Promise<boolean>;
  /** Once: a second call finds nothing. */
  takeTicket(name: string): Promise<{ holder?: string } | undefined>;
  /**
   * This gateway lives, for so long. `new` when nothing was known of it (first call, or all was
   * lost): then it enters everybody again.
   */
  alive(gateway: string, forMs: number): Promise<"known" | "new" | undefined>;
  enter(gateway: string, people: readonly string[]): Promise<boolean>;
  leave(gateway: string, people: readonly string[]): Promise<boolean>;
  /** Whether another living gateway has a socket of this person. */
  elsewhere(gateway: string, person: string): Promise<boolean | undefined>;
  /** Tells what was spent here; the tokens that are left in all, in the same order. */
  spend(spent: readonly Spent[]): Promise<number[] | undefined>;
  close(): Promise<void>;
}
